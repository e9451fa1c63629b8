import { AliasRow } from '../../form/target/AliasRow';
import { targetRows } from '../../form/target/TargetRows';
import type { FormRow } from '../../form/stageForm';

/** The rows of Rollout Action: which rollout, and what to do. */
export const rolloutActionRows: readonly FormRow[] = [...targetRows, { fields: ['aliasName'], Row: AliasRow }];

import { codeRows } from '../../form/code/CodeRows';
import type { FormRow } from '../../form/stageForm';
import { targetRows } from '../../form/target/TargetRows';

/** The rows of Update Code: the same ones that a Deployment starts with. */
export const updateCodeRows: readonly FormRow[] = [...targetRows, ...codeRows];

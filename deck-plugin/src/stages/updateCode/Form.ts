import { codeRows } from '../../form/code/CodeRows';
import type { FormRow } from '../../form/stageForm';
import { targetRows } from '../../form/target/TargetRows';

/** The rows of Update Code: those that a Deployment begins with. */
export const updateCodeRows: readonly FormRow[] = [...targetRows, ...codeRows];

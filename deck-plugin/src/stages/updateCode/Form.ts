import type { FormLayout } from '../../form/stageForm';
import { codeRows } from '../../form/code/CodeRows';
import { targetRows } from '../../form/target/TargetRows';

/** Update Code: where and what code, nothing else. */
export const updateCodeLayout: FormLayout = {
  type: 'Aws.LambdaUpdateCodeStage',
  closed: [],
  rows: [...targetRows, ...codeRows],
};

import type { FormLayout } from '../../form/stageForm';
import { ExpectRow } from './ExpectRow';
import { PayloadRow } from './PayloadRow';
import { QualifierRow } from './QualifierRow';
import { targetRows } from '../../form/target/TargetRows';

/** Invoke: what is called with what, and what the answer must be. */
export const invokeLayout: FormLayout = {
  type: 'Aws.LambdaInvokeStage',
  closed: [],
  notes: { expect: 'all that are given must hold' },
  rows: [
    ...targetRows,
    { fields: ['aliasName', 'version', 'versionNumber'], Row: QualifierRow },
    { fields: ['invokePayload', 'payloadArtifact'], Row: PayloadRow },
    { fields: ['expect'], Row: ExpectRow },
  ],
};

import type { FormRow } from '../../form/stageForm';
import { targetRows } from '../../form/target/TargetRows';
import { isGiven } from '../../values/readValue';
import { ExpectRow } from './ExpectRow';
import { PayloadRow } from './PayloadRow';
import { QualifierRow } from './QualifierRow';

/** The rows of Invoke: what to call, with which payload, and what the response must be. */
export const invokeRows: readonly FormRow[] = [
  ...targetRows,
  { fields: ['aliasName', 'version', 'versionNumber'], Row: QualifierRow },
  { fields: ['invokePayload', 'payloadArtifact'], Row: PayloadRow },
  { fields: ['expect'], Row: ExpectRow },
  // Spinnaker's own way to say what the body must be; whoever starts here has the conditions.
  { fields: ['outputArtifact'], asked: (values) => isGiven(values['outputArtifact']) },
];

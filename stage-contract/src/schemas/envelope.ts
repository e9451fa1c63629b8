import type { StageDefinition } from '../stageDefinition';
import type { JsonSchema } from './jsonSchema';

/** What an editor shows for the part of a stage that belongs to Orca. The sidecar looks at none of it but the timeout. */
export const stageEnvelope = ({ type, label }: StageDefinition): Record<string, JsonSchema> => ({
  $schema: { description: 'The address of this schema, for editors. Spinnaker and the sidecar ignore it.' },
  type: { title: 'Type', description: 'The type of the stage.', examples: [type] },
  alias: {
    title: 'Alias',
    description: "Makes Orca run the stage in the sidecar. Without it, Orca runs Spinnaker's own stage of this type.",
    examples: ['preconfiguredWebhook'],
  },
  name: { title: 'Name', description: 'The name in the execution.', examples: [label] },
  refId: { title: 'Reference', description: 'Identifies the stage inside its pipeline.', examples: ['1'] },
  requisiteStageRefIds: {
    title: 'Depends on',
    description: 'References of the stages that must have finished before this one starts.',
    examples: [[]],
  },
  stageTimeoutMs: {
    title: 'Timeout',
    description: 'How long the stage may take, in ms. Orca gives it one hour if this is absent.',
    examples: [3_600_000],
  },
  comments: { title: 'Comments', description: 'For people.' },
  stageEnabled: { title: 'Conditional', description: 'Runs the stage only if the expression is true.' },
});

import { STAGE_TYPES } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';
import type { JsonSchema } from './jsonSchema';
import { DIALECT, stageJsonSchema } from './stageJsonSchema';

const listOf = (title: string, description: string, items: JsonSchema = { type: 'object' }): JsonSchema => ({
  title,
  description,
  type: ['array', 'null'],
  items,
});

/** Spinnaker's part of a pipeline. It accepts names that are not listed, and so does this schema. */
const ENVELOPE: Readonly<Record<string, JsonSchema>> = {
  $schema: { description: 'The address of this schema, for editors. Spinnaker ignores it.' },
  name: { title: 'Name', type: 'string' },
  application: { title: 'Application', type: 'string' },
  id: { title: 'ID', description: 'Spinnaker assigns it.' },
  description: { title: 'Description' },
  disabled: { title: 'Disabled' },
  limitConcurrent: {
    title: 'Limit concurrent executions',
    description: 'Only one execution at a time.',
  },
  maxConcurrentExecutions: { title: 'Most executions at a time' },
  keepWaitingPipelines: {
    title: 'Keep waiting executions',
    description: 'Executions that wait are all run, not only the newest one.',
  },
  spelEvaluator: { title: 'Expression evaluator', examples: ['v4'] },
  triggers: listOf('Triggers', 'What starts the pipeline.'),
  notifications: listOf('Notifications', 'Who hears about executions.'),
  expectedArtifacts: listOf('Expected artifacts', 'Artifacts that an execution needs.'),
  parameterConfig: listOf('Parameters', 'What an execution asks for.', {
    type: 'object',
    required: ['name'],
    properties: { name: { title: 'Name', description: 'Expressions read it as `parameters.name`.', type: 'string' } },
  }),
};

/** A stage of any type; the fields of ours are checked, all others are open. */
const STAGE: JsonSchema = {
  title: 'Stage',
  type: 'object',
  properties: { type: { title: 'Type', type: 'string', examples: STAGE_TYPES } },
  allOf: STAGE_TYPES.map((type) => ({
    if: { properties: { type: { const: type } }, required: ['type'] },
    then: { $ref: `#/$defs/${stageDefinitions[type].key}` },
  })),
};

/** The JSON Schema of a whole pipeline: every stage of ours by its own schema. */
export const pipelineJsonSchema = (): JsonSchema => ({
  $schema: DIALECT,
  title: 'Spinnaker pipeline with AWS Lambda stages',
  description: 'A pipeline as Deck shows it under "Edit as JSON", and as Gate and `spin` save it.',
  type: 'object',
  properties: { ...ENVELOPE, stages: listOf('Stages', 'In any order: `requisiteStageRefIds` connects them.', STAGE) },
  $defs: Object.fromEntries(
    STAGE_TYPES.map((type) => {
      const { key } = stageDefinitions[type];
      const { $schema: _, ...schema } = stageJsonSchema(type, `#/$defs/${key}`);
      return [key, schema];
    }),
  ),
});

import { REMEDY_WORDS } from '../messages/remedies';
import { fieldMetaOf } from '../fieldMeta';
import type { Schema } from '../schemaForm';
import type { StageDefinition, StageType } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';
import { stageEnvelope } from './envelope';
import { placedAt, refTo, SHARED_DEFINITIONS, type JsonSchema } from './jsonSchema';
import { codeRules } from './rules/codeRules';
import { deleteRules } from './rules/deleteRules';
import { deploymentRules } from './rules/deploymentRules';
import { invokeRules } from './rules/invokeRules';
import { rolloutActionRules } from './rules/rolloutActionRules';
import { routeDefinitions, routeRules } from './rules/routeRules';
import { WrittenValues, writtenField } from './writtenValue';

/** The rules over several fields, and what they refer to. */
const RULES: Readonly<
  Record<StageType, { rules: readonly JsonSchema[]; definitions?: Readonly<Record<string, JsonSchema>> }>
> = {
  'Aws.LambdaDeploymentStage': { rules: deploymentRules },
  'Aws.LambdaUpdateCodeStage': { rules: codeRules },
  'Aws.LambdaTrafficRoutingStage': { rules: routeRules, definitions: routeDefinitions },
  'Aws.LambdaInvokeStage': { rules: invokeRules },
  'Aws.LambdaDeleteStage': { rules: deleteRules },
  'Aws.LambdaRolloutActionStage': { rules: rolloutActionRules },
};

/** The dialect of the published schemas. */
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * The JSON Schema of a stage as its author writes it: with Orca's part, expressions, and values as text. It accepts what
 * the sidecar accepts and refuses what the sidecar refuses without asking AWS, except for what no schema can
 * say (docs/pipelineAsCode.md lists it).
 * `place` is where another document contains it.
 */
export function stageJsonSchema(type: StageType, place = '#'): JsonSchema {
  const definition = stageDefinitions[type];
  const fields = Object.entries<Schema>(definition.schema.shape);
  const values = new WrittenValues();
  const properties = {
    ...stageEnvelope(definition),
    ...Object.fromEntries(fields.map(([name, schema]) => [name, writtenField(values, schema)])),
    ...otherFields(definition),
  };
  const { rules, definitions = {} } = RULES[type];
  return placedAt(place, {
    $schema: DIALECT,
    title: definition.label,
    description: definition.description,
    type: 'object',
    properties,
    required: fields.filter(([, schema]) => fieldMetaOf(schema).required === true).map(([name]) => name),
    allOf: rules,
    $defs: { ...SHARED_DEFINITIONS, ...values.definitions, ...definitions },
  });
}

/** Fields that the sidecar refuses or drops. */
function otherFields({ notSupportedYet, deadFields, type }: StageDefinition): Record<string, JsonSchema> {
  const refused = Object.entries(notSupportedYet).map(([name, remedy]) => [
    name,
    { description: `Not supported yet: ${REMEDY_WORDS[remedy]}.`, ...refTo('unset') },
  ]);
  const dropped = deadFields.map((name) => [name, { description: 'Has no effect.', deprecated: true }]);
  const overwritten = { description: 'Orca overwrites it. Use invokePayload instead.', ...refTo('absent') };
  return Object.fromEntries([
    ...refused,
    ...dropped,
    ...(type === 'Aws.LambdaInvokeStage' ? [['payload', overwritten]] : []),
  ]) as Record<string, JsonSchema>;
}

import {
  bareSchema,
  schemaForm,
  stageDefinitions,
  type Problem,
  type Schema,
  type StageType,
} from '../../stage-contract/src';
import { COMPARED_STEPS } from '../../stage-contract/src/schemas/rules/gradualRules';

/** Something that the sidecar refuses and no JSON Schema can. */
export interface BeyondSchemas {
  /** As docs/pipelineAsCode.md says it. */
  words: string;
  /** Whether a problem is one of this kind. */
  isKind(problem: Problem, stage: Readonly<Record<string, unknown>>, type: StageType): boolean;
  /** A stage, accepted by its schema, with a problem of this kind. */
  example: { type: StageType; stage: Record<string, unknown> };
}

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const code = { s3bucket: 'builds', s3key: 'a.zip' };
const deployment = {
  ...where,
  ...code,
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: 'arn:aws:iam::123456789012:role/checkout',
};
const gradual = { ...where, aliasName: 'live', deploymentStrategy: '$GRADUAL' };
const key = (name: string) => `arn:aws:kms:us-east-1:123456789012:key/${name}`;
const rising = Array.from({ length: COMPARED_STEPS }, (_, index) => ({ weightPercent: index + 1 }));

/** Whether text that may be JSON is anywhere inside. */
const holdsJsonText = (value: unknown): boolean =>
  typeof value === 'string'
    ? /^\s*[[{]/.test(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsJsonText);

/** Whether a list or map of the stage holds JSON text; other text may begin like that, too. */
const readsJsonText = (type: StageType, stage: Readonly<Record<string, unknown>>): boolean =>
  Object.entries<Schema>(stageDefinitions[type].schema.shape).some(
    ([name, schema]) =>
      ['list', 'map', 'parts'].includes(schemaForm(bareSchema(schema)).form) && holdsJsonText(stage[name]),
  );

const positionOf = ({ field }: Problem): number => Number(field.split('.')[1]);

/** Everything that a stage's schema accepts and the sidecar refuses without asking AWS. */
export const BEYOND_SCHEMAS: readonly BeyondSchemas[] = [
  {
    words:
      'Unknown names: one that is close to a name of ours is refused as misspelled, and a schema cannot measure how close two names are.',
    isKind: ({ code }) => code === 'unknownField',
    example: { type: 'Aws.LambdaDeploymentStage', stage: { ...deployment, memorySzie: 512 } },
  },
  {
    words: 'JSON text: a list or map given as text is accepted without looking inside.',
    isKind: (_, stage, type) => readsJsonText(type, stage),
    example: { type: 'Aws.LambdaDeploymentStage', stage: { ...deployment, layers: '["base"]' } },
  },
  {
    words:
      'Texts that must be equal, or must differ: `confirmFunctionName`, the three spellings of the encryption key, two version numbers of a split, and alarms or guards that are named twice.',
    isKind: ({ code, field }, stage) =>
      code === 'notTheFunction' ||
      code === 'keysDiffer' ||
      code === 'givenTwice' ||
      (code === 'sameVersionTwice' && field === 'versionNameB' && /\d|PROVIDED/.test(String(stage['versionNameB']))),
    example: {
      type: 'Aws.LambdaDeploymentStage',
      stage: { ...deployment, kmskeyArn: key('a'), KMSKeyArn: key('b') },
    },
  },
  {
    words: 'Sizes in bytes: the environment may take 4 KB.',
    isKind: ({ code }) => code === 'environmentTooLarge',
    example: { type: 'Aws.LambdaDeploymentStage', stage: { ...deployment, envVariables: { LONG: 'x'.repeat(4096) } } },
  },
  {
    words: 'Regular expressions: whether `matches` is one.',
    isKind: ({ code }) => code === 'invalidPattern',
    example: { type: 'Aws.LambdaInvokeStage', stage: { ...where, expect: { matches: '(' } } },
  },
  {
    words:
      'Time: whether a gradual rollout fits into `stageTimeoutMs`, or into an hour without it, and whether `watchSeconds` is longer than `revertUnlessPromotedWithinSeconds`.',
    isKind: ({ code }) => code === 'takesTooLong' || code === 'watchOutlastsTimer',
    example: {
      type: 'Aws.LambdaTrafficRoutingStage',
      stage: { ...gradual, preset: 'LambdaLinear10PercentEvery10Minutes' },
    },
  },
  {
    words: 'Numbers with a fraction that are given as text: whether they are within their limits.',
    isKind: ({ code }) => code === 'expectedNumber',
    example: {
      type: 'Aws.LambdaTrafficRoutingStage',
      stage: {
        ...gradual,
        steps: [{ weightPercent: 10, holdSeconds: 600 }],
        guards: [{ metric: 'errorRate', maxIncreasePercentPoints: '101' }],
      },
    },
  },
  {
    words: `Weights after step ${COMPARED_STEPS}: they are compared with the steps up to there, but not with each other.`,
    isKind: (problem) => problem.code === 'weightNotHigher' && positionOf(problem) > COMPARED_STEPS,
    example: {
      type: 'Aws.LambdaTrafficRoutingStage',
      stage: { ...gradual, steps: [...rising, { weightPercent: 50 }, { weightPercent: 20 }] },
    },
  },
];

/** The kinds of problems that a schema cannot see; undefined if it should have seen one of them. */
export function kindsBeyond(
  type: StageType,
  problems: readonly Problem[],
  stage: Readonly<Record<string, unknown>>,
): BeyondSchemas[] | undefined {
  const kinds = problems.map((problem) => BEYOND_SCHEMAS.find(({ isKind }) => isKind(problem, stage, type)));
  return kinds.every((kind) => kind !== undefined) ? kinds : undefined;
}

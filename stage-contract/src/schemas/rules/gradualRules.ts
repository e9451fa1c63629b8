import { MOST_GRADUAL_STEPS } from '../../stages/gradualSteps';
import { filledList, isGiven, isRead, mayNotBeRead, mayOnlyBe, not, when } from '../conditions';
import { refTo, type JsonSchema } from '../jsonSchema';
import { writtenAs, writtenBetween } from '../writtenValue';
import { percent } from './percentages';
import { ownCheckRules, ownPayload } from './healthCheckRules';

/**
 * How many steps the schema compares with the later ones. JSON Schema can't compare two values, so each position needs
 * a rule for each weight.
 */
export const COMPARED_STEPS = 7;

const PROMOTION = 100;
const WEIGHTS = Array.from({ length: PROMOTION - 1 }, (_, index) => index + 1);

// Short names: they appear hundreds of times. Each rule refers to a definition that refers to another one, because Ajv
// then compiles the definition once, instead of a copy for each rule, which would take minutes.
const stepWith = (weight: number) => `w${weight}`;
const stepAbove = (weight: number) => `x${weight}`;
const positionRules = (position: number) => `after${position}`;

/** Positions before another one: any step. */
const before = (position: number): JsonSchema[] => Array.from({ length: position }, () => ({}));

/** Also true of a list that ends earlier: then nothing comes later. */
const hasAt = (position: number, weight: number): JsonSchema => ({
  prefixItems: [...before(position), refTo(stepWith(weight))],
});

const withWeight = (schema: JsonSchema): JsonSchema => ({ type: 'object', properties: { weightPercent: schema } });

/** Steps with a given weight, steps that may follow it (checks, and higher weights), and what this means by position. */
export const weightDefinitions: Readonly<Record<string, JsonSchema>> = Object.fromEntries<JsonSchema>([
  ...[...WEIGHTS, PROMOTION].map((weight): [string, JsonSchema] => [
    stepWith(weight),
    { ...withWeight(refTo(percent(weight))), required: ['weightPercent'] },
  ]),
  ...WEIGHTS.flatMap((weight): [string, JsonSchema][] => [
    [`over${weight}`, writtenBetween(weight + 1, PROMOTION)],
    [stepAbove(weight), { properties: { weightPercent: refTo(`over${weight}`) } }],
  ]),
  ...before(COMPARED_STEPS).map((_, position): [string, JsonSchema] => [
    positionRules(position),
    {
      allOf: WEIGHTS.map((weight) => ({
        if: hasAt(position, weight),
        then: { prefixItems: before(position + 1), items: refTo(stepAbove(weight)) },
      })),
    },
  ]),
]);

const promotionLast: readonly JsonSchema[] = before(MOST_GRADUAL_STEPS).map((_, position) => ({
  if: hasAt(position, PROMOTION),
  then: { maxItems: position + 1 },
}));

const waitsForPerson: JsonSchema = {
  required: ['holdUntilContinued'],
  properties: { holdUntilContinued: writtenAs(true) },
};

const step: JsonSchema = {
  if: { type: 'object' },
  then: {
    $comment: 'Either a weight, which may be held, or a check.',
    oneOf: [
      { required: ['weightPercent'] },
      {
        required: ['check'],
        properties: {
          check: ownPayload,
          holdSeconds: false,
          continueWithinSeconds: false,
          holdUntilContinued: writtenAs(false),
        },
      },
    ],
    allOf: [
      when('A promotion is not held.', refTo(stepWith(PROMOTION)), {
        properties: { holdSeconds: writtenAs(0), holdUntilContinued: writtenAs(false) },
      }),
      when('A hold ends after a time, or when a person says so.', waitsForPerson, {
        properties: { holdSeconds: writtenAs(0) },
      }),
      when('Only a step that waits for a person has a limit for that.', not(waitsForPerson), {
        properties: { continueWithinSeconds: false },
      }),
    ],
  },
};

const steps: JsonSchema = {
  if: { type: 'array' },
  then: {
    items: step,
    allOf: [...promotionLast, ...before(COMPARED_STEPS).map((_, position) => refTo(positionRules(position)))],
  },
  else: step,
};

/** The rules of stages/gradualRules.ts that a schema can express. */
export const gradualRules: readonly JsonSchema[] = [
  ...ownCheckRules(false),
  when('Steps and a preset are two answers to one question.', isGiven('preset'), mayNotBeRead('steps')),
  when('Without a preset, there are steps.', not(isGiven('preset')), isGiven('steps')),
  { $comment: 'A gradual rollout has at least one step.', ...mayOnlyBe('steps', filledList) },
  when('Every step is a weight or a check, and weights rise.', isRead('steps'), { properties: { steps } }),
];

import { z } from 'zod';
import { field } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { mapOf, wholeNumber } from '../values';
import { DEFAULT_CHECK_INTERVAL_SECONDS, healthCheckSchema, type HealthCheck } from './healthCheck';

/** CodeDeploy's predefined configurations for Lambda. Source: AWS CodeDeploy user guide, "Predefined deployment configurations for AWS Lambda". */
export const GRADUAL_PRESETS = [
  'LambdaCanary10Percent5Minutes',
  'LambdaCanary10Percent10Minutes',
  'LambdaCanary10Percent15Minutes',
  'LambdaCanary10Percent30Minutes',
  'LambdaLinear10PercentEvery1Minute',
  'LambdaLinear10PercentEvery2Minutes',
  'LambdaLinear10PercentEvery3Minutes',
  'LambdaLinear10PercentEvery10Minutes',
  'LambdaAllAtOnce',
] as const;
export type GradualPreset = (typeof GRADUAL_PRESETS)[number];

/** CodeDeploy writes the names with a prefix, SAM without "Lambda". */
const plainName = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .trim()
        .replace(/^CodeDeployDefault\./, '')
        .replace(/^(?=Canary|Linear|AllAtOnce)/, 'Lambda')
    : value;

/** One of the nine names; also with CodeDeploy's prefix, or as SAM writes it. */
export const gradualPreset = () =>
  expecting(z.preprocess(plainName, z.enum(GRADUAL_PRESETS)), {
    code: 'expectedChoice',
    values: { choices: GRADUAL_PRESETS },
  });

/** Longest hold in seconds: two days, as CodeDeploy allows. */
export const LONGEST_HOLD_SECONDS = 172_800;
/** Most steps of one rollout. */
export const MOST_GRADUAL_STEPS = 50;

/** A weight of the candidate that is held, or a check of it; the rules say that it is one of both. */
export const gradualStepSchema = mapOf(
  {
    weightPercent: field(wholeNumber(1, 100), {
      label: 'Weight',
      unit: '%',
      help: 'share of the calls that the candidate gets; each weight above the one before',
    }),
    holdSeconds: field(wholeNumber(0, LONGEST_HOLD_SECONDS), {
      label: 'Hold in seconds',
      help: 'how long the weight is held before the next step; absent: 0',
    }),
    check: field(healthCheckSchema, {
      label: 'Health check',
      help: 'a step that calls the candidate and judges the answer, instead of weightPercent and holdSeconds',
    }),
  },
  'gradualStep',
);
export type GradualStep = z.output<typeof gradualStepSchema>;

/** The steps of a rollout as the fields give them. */
export interface GradualFields {
  steps?: readonly GradualStep[] | undefined;
  preset?: GradualPreset | undefined;
}

/** One piece of the expanded rollout; the last one is always the promotion. */
export type GradualMove =
  | { kind: 'weight'; weightPercent: number; holdSeconds: number }
  /** `index`: its place in `steps`, where the payload stays; a plan is shown and holds none. */
  | { kind: 'check'; index: number; check: HealthCheck }
  | { kind: 'promote' };

/** The steps of a preset, as somebody would write them: what it is short for. */
export function presetSteps(preset: GradualPreset): GradualStep[] {
  const canary = /^LambdaCanary(\d+)Percent(\d+)Minutes$/.exec(preset);
  if (canary !== null) return [{ weightPercent: Number(canary[1]), holdSeconds: Number(canary[2]) * 60 }];
  const linear = /^LambdaLinear(\d+)PercentEvery(\d+)Minutes?$/.exec(preset);
  if (linear === null) return [];
  const [percent, holdSeconds] = [Number(linear[1]), Number(linear[2]) * 60];
  return Array.from({ length: Math.ceil(100 / percent) - 1 }, (_, index) => ({
    weightPercent: (index + 1) * percent,
    holdSeconds,
  }));
}

/** The steps that are meant, whichever way they are given. */
export const gradualSteps = ({ steps, preset }: GradualFields): readonly GradualStep[] =>
  preset === undefined ? (steps ?? []) : presetSteps(preset);

/** Expands steps or preset into what is done, in order; a written promotion is the one at the end. Pure; the form and the plan share it. */
export function expandGradual(fields: GradualFields): GradualMove[] {
  const moves = gradualSteps(fields).flatMap((step, index): GradualMove[] => {
    if (step.check !== undefined) return [{ kind: 'check', index, check: step.check }];
    if (step.weightPercent === undefined || step.weightPercent >= 100) return [];
    return [{ kind: 'weight', weightPercent: step.weightPercent, holdSeconds: step.holdSeconds ?? 0 }];
  });
  return [...moves, { kind: 'promote' }];
}

/** A weight of the candidate and when it is planned to begin, in seconds after the first. */
export interface PlannedWeight {
  afterSeconds: number;
  weightPercent: number;
}

/** The planned weights over time, counting holds only: checks and calls take what they take. Ends with 100%. */
export const plannedWeights = (fields: GradualFields): PlannedWeight[] => weightsOf(expandGradual(fields));

/** The same for moves that are expanded already. */
export function weightsOf(moves: readonly GradualMove[]): PlannedWeight[] {
  let afterSeconds = 0;
  return moves.flatMap((move) => {
    if (move.kind === 'check') return [];
    const planned = { afterSeconds, weightPercent: move.kind === 'promote' ? 100 : move.weightPercent };
    if (move.kind === 'weight') afterSeconds += move.holdSeconds;
    return [planned];
  });
}

/** Seconds that the rollout holds in all. */
export const holdSecondsOf = (fields: GradualFields): number =>
  expandGradual(fields).reduce((sum, move) => sum + (move.kind === 'weight' ? move.holdSeconds : 0), 0);

/** Seconds for the calls themselves, whatever the holds are: reading, moving the alias, waiting for Orca's next question. */
const WORK_SECONDS = 30;

/** Longest call of a check without timeoutSeconds: the function's own timeout is not known here, so Lambda's default of 3 s, and 5 s for the way. */
const CHECK_CALL_SECONDS = 8;

/** Seconds that a check may take when it needs all its attempts, and each all its time. */
const checkSeconds = ({
  attempts = 1,
  timeoutSeconds = CHECK_CALL_SECONDS,
  intervalSeconds = DEFAULT_CHECK_INTERVAL_SECONDS,
}: HealthCheck): number => attempts * timeoutSeconds + (attempts - 1) * intervalSeconds;

/** Seconds that a rollout may take when every check needs all its attempts and each all its time. */
export function longestSecondsOf(fields: GradualFields): number {
  const checks = expandGradual(fields).reduce(
    (sum, move) => sum + (move.kind === 'check' ? checkSeconds(move.check) : 0),
    0,
  );
  return holdSecondsOf(fields) + checks + WORK_SECONDS;
}

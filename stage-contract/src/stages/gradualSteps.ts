import { z } from 'zod';
import { field } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { readBy } from '../readers';
import { flag, mapOf, wholeNumber } from '../values';
import {
  DEFAULT_CHECK_INTERVAL_SECONDS,
  hasOwnCheck,
  healthCheckSchema,
  type HealthCheck,
  type OwnCheckFields,
} from './healthCheck';

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

/** One of the nine names, also with CodeDeploy's prefix or as SAM writes it. */
export const gradualPreset = () =>
  expecting(readBy('preset', z.enum(GRADUAL_PRESETS)), {
    code: 'expectedChoice',
    values: { choices: GRADUAL_PRESETS },
  });

/** Longest hold in seconds: two days, as in CodeDeploy. */
export const LONGEST_HOLD_SECONDS = 172_800;
/** How long a step may wait for a person, in seconds: a week, because nobody remembers a canary for longer. */
export const LONGEST_WAIT_SECONDS = 604_800;
/** How long it waits if it does not say: a day. */
export const DEFAULT_WAIT_SECONDS = 86_400;
/** Maximum number of steps in a rollout. */
export const MOST_GRADUAL_STEPS = 50;

/** A weight of the candidate with its hold, or a check; the rules make sure that it is exactly one of the two. */
export const gradualStepSchema = mapOf(
  {
    weightPercent: field(wholeNumber(1, 100), {
      label: 'Weight',
      unit: '%',
      help: 'percentage of traffic that the candidate gets. Each weight must be higher than the one before',
    }),
    holdSeconds: field(wholeNumber(0, LONGEST_HOLD_SECONDS), {
      label: 'Hold in seconds',
      help: 'how long to hold the weight before the next step, in seconds. Default: 0',
    }),
    holdUntilContinued: field(flag(), {
      label: 'Wait for a person',
      help: 'true: holds the weight until somebody continues the rollout, with an AWS Lambda Rollout Action stage. Use it instead of holdSeconds',
    }),
    continueWithinSeconds: field(wholeNumber(60, LONGEST_WAIT_SECONDS), {
      label: 'Continue within seconds',
      help: `with holdUntilContinued: how long to wait for somebody before the rollout fails, in seconds. Default: ${DEFAULT_WAIT_SECONDS}, a day`,
    }),
    check: field(healthCheckSchema, {
      label: 'Health check',
      help: 'a health check: calls the candidate and checks the response. Use it instead of weightPercent and holdSeconds',
    }),
  },
  'gradualStep',
);
export type GradualStep = z.output<typeof gradualStepSchema>;

/** The steps of a rollout, as the fields give them. */
export interface GradualFields extends OwnCheckFields {
  steps?: readonly GradualStep[] | undefined;
  preset?: GradualPreset | undefined;
  /** How long the stage goes on watching after the promotion. */
  bakeSeconds?: number | undefined;
}

/** One part of the expanded rollout; the last one is always the promotion. */
export type GradualMove =
  /** `waitSeconds`: a person ends its hold, within this time. */
  | { kind: 'weight'; weightPercent: number; holdSeconds: number; waitSeconds?: number }
  /** `index`: its position in `steps`, where the payload stays; plans are shown, so they never contain one. */
  | { kind: 'check'; index: number; check: HealthCheck }
  | { kind: 'promote' };

/** The steps that a preset stands for. */
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

/** The steps, whichever way they are given. */
export const gradualSteps = ({ steps, preset }: GradualFields): readonly GradualStep[] =>
  preset === undefined ? (steps ?? []) : presetSteps(preset);

/**
 * Expands steps or preset into an ordered list of moves. A promotion in the steps becomes the one at the end. Pure;
 * shared by the form and the plan.
 */
export function expandGradual(fields: GradualFields): GradualMove[] {
  const moves = gradualSteps(fields).flatMap((step, index): GradualMove[] => {
    if (step.check !== undefined) return [{ kind: 'check', index, check: step.check }];
    if (step.weightPercent === undefined || step.weightPercent >= 100) return [];
    return [
      {
        kind: 'weight',
        weightPercent: step.weightPercent,
        holdSeconds: step.holdSeconds ?? 0,
        ...(step.holdUntilContinued === true
          ? { waitSeconds: step.continueWithinSeconds ?? DEFAULT_WAIT_SECONDS }
          : {}),
      },
    ];
  });
  return [...moves, { kind: 'promote' }];
}

/** A weight of the candidate and its planned start, in seconds after the first one. */
export interface PlannedWeight {
  afterSeconds: number;
  weightPercent: number;
}

/**
 * The planned weights over time. Only counts holds, because nobody knows how long checks and calls take. Ends with
 * 100%.
 */
export const plannedWeights = (fields: GradualFields): PlannedWeight[] => weightsOf(expandGradual(fields));

/** The same for moves that are already expanded. */
export function weightsOf(moves: readonly GradualMove[]): PlannedWeight[] {
  let afterSeconds = 0;
  return moves.flatMap((move) => {
    if (move.kind === 'check') return [];
    const planned = { afterSeconds, weightPercent: move.kind === 'promote' ? 100 : move.weightPercent };
    if (move.kind === 'weight') afterSeconds += move.holdSeconds;
    return [planned];
  });
}

/** Total hold time of the rollout in seconds, without what waits for a person. */
export const holdSecondsOf = (fields: GradualFields): number =>
  expandGradual(fields).reduce((sum, move) => sum + (move.kind === 'weight' ? move.holdSeconds : 0), 0);

/** Seconds for the calls themselves, on top of the holds: reading, updating the alias, waiting for Orca's next poll. */
export const WORK_SECONDS = 30;

/**
 * Longest call of a check without timeoutSeconds. The function's own timeout is unknown at this point, so this is
 * Lambda's default of 3 s plus 5 s for the network.
 */
const CHECK_CALL_SECONDS = 8;

/**
 * Seconds that a check takes if it needs all its attempts, and each one all its time; `callSeconds` is for a check
 * without a timeout of its own.
 */
const checkSeconds = (
  { attempts = 1, timeoutSeconds, intervalSeconds = DEFAULT_CHECK_INTERVAL_SECONDS }: HealthCheck,
  callSeconds: number,
): number => attempts * (timeoutSeconds ?? callSeconds) + (attempts - 1) * intervalSeconds;

/** Seconds that a move takes at most: its hold, a person who takes all the time, or a check that needs all its attempts. */
function moveSeconds(move: GradualMove, callSeconds: number): number {
  if (move.kind === 'promote') return 0;
  return move.kind === 'check' ? checkSeconds(move.check, callSeconds) : move.holdSeconds + (move.waitSeconds ?? 0);
}

/**
 * Seconds that these moves take at most, and the bake after them; `callSeconds` is for a check without a timeout of its
 * own. Pure.
 */
export const longestSecondsOfMoves = (
  moves: readonly GradualMove[],
  { bakeSeconds = 0 }: Pick<GradualFields, 'bakeSeconds'>,
  callSeconds: number,
): number => moves.reduce((sum, move) => sum + moveSeconds(move, callSeconds), bakeSeconds);

/** Seconds that a rollout takes if every check needs all its attempts, and checks and people need all their time. */
export function longestSecondsOf(fields: GradualFields): number {
  const callSeconds = fields.timeout === undefined || fields.timeout === 0 ? CHECK_CALL_SECONDS : fields.timeout;
  const own = hasOwnCheck(fields) ? checkSeconds(fields.healthCheck ?? {}, callSeconds) : 0;
  return own + longestSecondsOfMoves(expandGradual(fields), fields, callSeconds) + WORK_SECONDS;
}

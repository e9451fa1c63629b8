import { durationWords } from '../durationWords';
import type { Problem } from '../problem';
import { deadlineAfter, stageTimeoutFor, stageTimeoutIn } from '../stageDeadline';
import { gradualSteps, longestSecondsOf, type GradualFields, type GradualStep } from './gradualSteps';
import { healthCheckProblems, type HealthCheck } from './healthCheck';

interface RuledFields extends GradualFields {
  healthCheck?: HealthCheck | undefined;
}

/** What the steps of a $GRADUAL must be together. */
export function gradualRules(
  fields: RuledFields,
  unread: ReadonlySet<string>,
  context: Readonly<Record<string, unknown>>,
): Problem[] {
  const problems: Problem[] = [];
  if (fields.healthCheck !== undefined)
    problems.push({
      field: 'healthCheck',
      message: 'is not used by $GRADUAL; put it among the steps as { check: … }, where it is to happen',
    });
  if (fields.steps !== undefined && (fields.preset !== undefined || unread.has('preset')))
    problems.push({ field: 'steps', message: 'is given together with preset; keep one of them' });
  if (unread.has('steps') || unread.has('preset')) return problems;
  if (fields.preset === undefined && (fields.steps ?? []).length === 0) {
    return [
      ...problems,
      {
        field: 'steps',
        message: 'is required with $GRADUAL: a list of { weightPercent, holdSeconds } and { check }, or give a preset',
      },
    ];
  }
  const inSteps = stepProblems(fields.steps ?? []);
  return [...problems, ...inSteps, ...(inSteps.length > 0 ? [] : tooLong(fields, context))];
}

function stepProblems(steps: readonly GradualStep[]): Problem[] {
  let highest = 0;
  return steps.flatMap((step, index) => {
    const place = `steps.${index}`;
    if ((step.check === undefined) === (step.weightPercent === undefined))
      return [{ field: place, message: 'must be either { weightPercent, holdSeconds } or { check }' }];
    if (step.check !== undefined) {
      return [
        ...(step.holdSeconds === undefined
          ? []
          : [
              {
                field: `${place}.holdSeconds`,
                message: 'belongs to a weight, not to a check; give the weight before it a longer hold',
              },
            ]),
        ...healthCheckProblems(step.check, `${place}.check`),
      ];
    }
    const weight = step.weightPercent ?? 0;
    const before = highest;
    highest = Math.max(highest, weight);
    return weightProblems({
      weight,
      before,
      isLast: index === steps.length - 1,
      holds: (step.holdSeconds ?? 0) > 0,
      place,
    });
  });
}

interface Weight {
  weight: number;
  before: number;
  isLast: boolean;
  holds: boolean;
  place: string;
}

function weightProblems({ weight, before, isLast, holds, place }: Weight): Problem[] {
  if (weight <= before)
    return [
      {
        field: `${place}.weightPercent`,
        message: `is ${weight}, but a weight before it is ${before}; each weight must be higher than the one before`,
      },
    ];
  if (weight < 100) return [];
  if (!isLast)
    return [{ field: `${place}.weightPercent`, message: 'is 100, which is the promotion and must come last' }];
  return holds
    ? [
        {
          field: `${place}.holdSeconds`,
          message: 'is not possible at 100 %: the rollout ends with the promotion; put a wait stage after this one',
        },
      ]
    : [];
}

/** How far a rollout is longer than its stage has time for; undefined: it fits, or the timeout is not known yet. */
export function gradualTimeShortage(
  fields: GradualFields,
  context: Readonly<Record<string, unknown>>,
): { neededSeconds: number; deadlineSeconds: number; timeoutMs: number; neededTimeoutMs: number } | undefined {
  const timeoutMs = stageTimeoutIn(context);
  if (timeoutMs === undefined) return undefined;
  const neededSeconds = longestSecondsOf(fields);
  const deadlineSeconds = deadlineAfter(timeoutMs) / 1000;
  return neededSeconds <= deadlineSeconds
    ? undefined
    : { neededSeconds, deadlineSeconds, timeoutMs, neededTimeoutMs: stageTimeoutFor(neededSeconds * 1000) };
}

function tooLong(fields: GradualFields, context: Readonly<Record<string, unknown>>): Problem[] {
  const shortage = gradualSteps(fields).length === 0 ? undefined : gradualTimeShortage(fields, context);
  if (shortage === undefined) return [];
  const { neededSeconds, deadlineSeconds, timeoutMs, neededTimeoutMs } = shortage;
  return [
    {
      field: fields.preset === undefined ? 'steps' : 'preset',
      message: `takes up to ${durationWords(neededSeconds)}, but the deadline is after ${durationWords(deadlineSeconds)}: Orca gives the stage ${durationWords(timeoutMs / 1000)}, of which ${durationWords(timeoutMs / 1000 - deadlineSeconds)} are kept for a revert; set the stage timeout to at least ${durationWords(neededTimeoutMs / 1000)} (stageTimeoutMs ${neededTimeoutMs}), or shorten a hold`,
    },
  ];
}

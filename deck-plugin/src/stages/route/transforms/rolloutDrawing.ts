import {
  DEFAULT_CHECK_INTERVAL_SECONDS,
  deadlineAfter,
  durationWords,
  expandGradual,
  holdSecondsOf,
  plannedWeights,
  stageTimeoutIn,
  type GradualFields,
  type PlannedWeight,
} from 'stage-contract';
import type { Values } from '../../../values/readValue';
import { longestCourse } from './longestCourse';

/** Edges of the plot, in SVG units. */
export interface PlotBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A line of text that starts or ends at a position. */
export interface PlotLabel {
  x: number;
  isEnd: boolean;
  text: string;
}

/** What the planned staircase looks like. */
export interface RolloutDrawing {
  line: string;
  area: string;
  levels: { x: number; y: number; text: string }[];
  /** Where the candidate is checked; labeled if there is room. */
  checks: { x: number; isNamed: boolean }[];
  ticks: { x: number; text: string }[];
  /** The time after the promotion in which the stage goes on watching; labeled if there is room. */
  bake: { from: number; to: number; text: string | undefined } | undefined;
  /** The rollout if every hold lasts as long as its guards may make it. */
  longest: string | undefined;
  limits: { deadlineX: number; deadline: PlotLabel | undefined; orcaX: number; orca: PlotLabel } | undefined;
}

/** The stage's time limits, in seconds from its start: when it must have promoted, and when Orca gives up on it. */
export interface StageLimits {
  deadlineSeconds: number;
  orcaSeconds: number;
}

/** The fraction of the width for the last level, which has no end. */
const TAIL_SHARE = 0.08;
const LEAST_LABEL_PX = 34;
const CHECK_LABEL_PX = 92;
const ORCA_LABEL_PX = 160;
const DEADLINE_LABEL_PX = 120;
/**
 * The stage's limits are only drawn if they are this close to the end of the rollout: farther away, they would leave no
 * room for the plan.
 */
const NEAR_LIMIT = 1.5;
/** Least width of a labeled bake. */
const BAKE_LABEL_PX = 84;
const TICKS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400] as const;

const tickText = (seconds: number, step: number): string =>
  step % 3600 === 0 ? `${seconds / 3600} h` : step % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

/** Where checks are in time, counting holds only. */
export function checkSeconds(fields: GradualFields): number[] {
  let seconds = 0;
  return expandGradual(fields).flatMap((move) => {
    if (move.kind === 'check') return [seconds];
    if (move.kind === 'weight') seconds += move.holdSeconds;
    return [];
  });
}

/** Seconds that a check may add, for the text below the plan. */
export const pauseSecondsOf = (fields: GradualFields): number =>
  expandGradual(fields).reduce(
    (sum, move) =>
      sum +
      (move.kind === 'check'
        ? ((move.check.attempts ?? 1) - 1) * (move.check.intervalSeconds ?? DEFAULT_CHECK_INTERVAL_SECONDS)
        : 0),
    0,
  );

/** The stage's limits; undefined while its timeout is an expression. */
export function stageLimits(values: Values): StageLimits | undefined {
  const timeoutMs = stageTimeoutIn(values);
  return timeoutMs === undefined
    ? undefined
    : { deadlineSeconds: deadlineAfter(timeoutMs) / 1000, orcaSeconds: timeoutMs / 1000 };
}

/** Seconds until the end of the bake, counting holds only: at least, and if guards make the holds longer. */
function totals(fields: GradualFields, values: Values): { shortest: number; longest: number } {
  const shortest = holdSecondsOf(fields) + (fields.bakeSeconds ?? 0);
  return { shortest, longest: shortest + (longestCourse(fields, values)?.addedSeconds ?? 0) };
}

/** The limits, if they are close enough to be drawn. */
export function nearLimits(fields: GradualFields, values: Values): StageLimits | undefined {
  const limits = stageLimits(values);
  return limits !== undefined && limits.orcaSeconds <= totals(fields, values).longest * NEAR_LIMIT ? limits : undefined;
}

function drawLimits(
  limits: StageLimits | undefined,
  x: (seconds: number) => number,
  box: PlotBox,
): RolloutDrawing['limits'] {
  if (limits === undefined) return undefined;
  const [deadlineX, orcaX] = [x(limits.deadlineSeconds), x(limits.orcaSeconds)];
  const fits = orcaX + ORCA_LABEL_PX <= box.right;
  const deadline = `deadline ${durationWords(limits.deadlineSeconds)}`;
  const orca = `Orca gives up at ${durationWords(limits.orcaSeconds)}`;
  // Both at the left edge of a plan that is far too long: one label for two lines.
  if (deadlineX - DEADLINE_LABEL_PX < 0)
    return {
      deadlineX,
      orcaX,
      deadline: undefined,
      orca: { x: orcaX + 5, isEnd: false, text: `${deadline}, ${orca}` },
    };
  return {
    deadlineX,
    orcaX,
    deadline: { x: deadlineX - 5, isEnd: true, text: deadline },
    orca: { x: fits ? orcaX + 5 : orcaX - 5, isEnd: !fits, text: orca },
  };
}

/** The bake of the shortest course. */
function drawBake(fields: GradualFields, x: (seconds: number) => number): RolloutDrawing['bake'] {
  const { bakeSeconds = 0 } = fields;
  if (bakeSeconds === 0) return undefined;
  const promotion = holdSecondsOf(fields);
  const [from, to] = [x(promotion), x(promotion + bakeSeconds)];
  return { from, to, text: to - from < BAKE_LABEL_PX ? undefined : `bake ${durationWords(bakeSeconds)}` };
}

/** The staircase of the planned weights between the given edges (x to the right, y downward). */
export function drawRollout(fields: GradualFields, values: Values, box: PlotBox): RolloutDrawing {
  const planned = plannedWeights(fields);
  const total = totals(fields, values).longest;
  const limits = nearLimits(fields, values);
  const span = Math.max(Math.max(total, 1) / (1 - TAIL_SHARE), limits?.orcaSeconds ?? 0);
  const x = (seconds: number): number => Math.round((box.left + (seconds / span) * (box.right - box.left)) * 10) / 10;
  const y = (percent: number): number => Math.round((box.bottom - (percent / 100) * (box.bottom - box.top)) * 10) / 10;
  const levelsOf = (weights: readonly PlannedWeight[]) =>
    weights.map((step, index) => ({
      from: x(step.afterSeconds),
      to: x(weights[index + 1]?.afterSeconds ?? span),
      y: y(step.weightPercent),
      percent: step.weightPercent,
    }));
  const cornersOf = (levels: ReturnType<typeof levelsOf>): string =>
    levels.flatMap((step) => [`${step.from},${step.y}`, `${step.to},${step.y}`]).join(' L');
  const steps = levelsOf(planned);
  const corners = cornersOf(steps);
  const longest = longestCourse(fields, values);
  const tick =
    TICKS.find((seconds) => span / seconds <= Math.max(2, (box.right - box.left) / 70)) ??
    Math.ceil(span / 5 / 86_400) * 86_400;
  const drawn = drawLimits(limits, x, box);
  const checks = checkSeconds(fields).map(x);
  const nameEnd = drawn?.orca.isEnd === true ? drawn.orca.x - ORCA_LABEL_PX : box.right;
  return {
    line: `M${box.left},${box.bottom} L${corners}`,
    area: `M${box.left},${box.bottom} L${corners} L${box.right},${box.bottom} Z`,
    levels: steps
      .filter((step) => step.to - step.from >= LEAST_LABEL_PX)
      .map((step) => ({ x: (step.from + step.to) / 2, y: step.y - 5, text: `${step.percent}%` })),
    checks: checks.map((at, index) => ({
      x: at,
      isNamed: at + CHECK_LABEL_PX <= Math.min(nameEnd, checks[index + 1] ?? nameEnd),
    })),
    ticks:
      total === 0
        ? [{ x: box.left, text: '0 min' }]
        : Array.from({ length: Math.floor(span / tick) + 1 }, (_, index) => ({
            x: x(index * tick),
            text: tickText(index * tick, tick),
          })),
    bake: drawBake(fields, x),
    longest: longest === undefined ? undefined : `M${cornersOf(levelsOf(longest.weights))}`,
    limits: drawn,
  };
}

import { DEFAULT_CHECK_INTERVAL_SECONDS, deadlineAfter, expandGradual, holdSecondsOf, plannedWeights, stageTimeoutIn, type GradualFields } from 'stage-contract';
import type { Values } from './readValue';

/** Edges of the plot in the units of the SVG. */
export interface PlotBox { left: number; right: number; top: number; bottom: number }

/** What the planned staircase looks like. */
export interface RolloutDrawing {
  line: string;
  area: string;
  levels: { x: number; y: number; text: string }[];
  checks: { x: number }[];
  ticks: { x: number; text: string }[];
  /** Where the stage's deadline cuts the plan, when it does. */
  deadlineX: number | undefined;
}

/** Share of the width that the last level, which has no end, gets. */
const TAIL_SHARE = 0.08;
const LEAST_LABEL_PX = 34;
const TICKS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400] as const;

const tickText = (seconds: number, step: number): string => (step % 3600 === 0 ? `${seconds / 3600} h` : step % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

/** Where checks stand in time, holds counted only. */
function checkSeconds(fields: GradualFields): number[] {
  let seconds = 0;
  return expandGradual(fields).flatMap((move) => {
    if (move.kind === 'check') return [seconds];
    if (move.kind === 'weight') seconds += move.holdSeconds;
    return [];
  });
}

/** Seconds that a check may add, for the words below the plan. */
export const pauseSecondsOf = (fields: GradualFields): number =>
  expandGradual(fields).reduce((sum, move) => sum + (move.kind === 'check' ? ((move.check.attempts ?? 1) - 1) * (move.check.intervalSeconds ?? DEFAULT_CHECK_INTERVAL_SECONDS) : 0), 0);

/** The staircase of the planned weights between the given edges (x to the right, y downwards). */
export function drawRollout(fields: GradualFields, values: Values, box: PlotBox): RolloutDrawing {
  const planned = plannedWeights(fields);
  const total = holdSecondsOf(fields);
  const span = Math.max(total, 1) / (1 - TAIL_SHARE);
  const x = (seconds: number): number => Math.round((box.left + (seconds / span) * (box.right - box.left)) * 10) / 10;
  const y = (percent: number): number => Math.round((box.bottom - (percent / 100) * (box.bottom - box.top)) * 10) / 10;
  const steps = planned.map((step, index) => ({ from: x(step.afterSeconds), to: x(planned[index + 1]?.afterSeconds ?? span), y: y(step.weightPercent), percent: step.weightPercent }));
  const corners = steps.flatMap((step) => [`${step.from},${step.y}`, `${step.to},${step.y}`]);
  const tick = TICKS.find((seconds) => span / seconds <= Math.max(2, (box.right - box.left) / 90)) ?? Math.ceil(span / 5 / 86_400) * 86_400;
  const timeoutMs = stageTimeoutIn(values);
  const deadline = timeoutMs === undefined ? undefined : deadlineAfter(timeoutMs) / 1000;
  return {
    line: `M${box.left},${box.bottom} L${corners.join(' L')}`,
    area: `M${box.left},${box.bottom} L${corners.join(' L')} L${box.right},${box.bottom} Z`,
    levels: steps.filter((step) => step.to - step.from >= LEAST_LABEL_PX).map((step) => ({ x: (step.from + step.to) / 2, y: step.y - 5, text: `${step.percent} %` })),
    checks: checkSeconds(fields).map((seconds) => ({ x: x(seconds) })),
    ticks: Array.from({ length: Math.floor(span / tick) + 1 }, (_, index) => ({ x: x(index * tick), text: tickText(index * tick, tick) })),
    deadlineX: deadline === undefined || deadline >= total ? undefined : x(deadline),
  };
}

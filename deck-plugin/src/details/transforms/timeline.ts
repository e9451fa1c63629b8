import type { Routing } from 'stage-contract';
import type { OutcomeView, TimelineView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { isTold } from '../read/told';
import { formatDuration, formatPercent, formatVersion } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { bakeOf } from './bake';
import { plannedCourse, type PlannedCourse } from './plannedCourse';
import { timeTicks, type TimeTick } from './timeTicks';
import { candidateOf, routingSentence, weightOf } from './traffic';

/** One numbered entry of the timeline. */
export interface TimelineRow {
  number: number;
  time: string;
  routing: string;
  reason: string;
}

/** Rows of the timeline; their numbers are those of the marks in the drawing. */
export const timelineRows = (
  { outcome, startedAtMs }: Pick<StageDetails, 'outcome' | 'startedAtMs'>,
  times: ZonedTimes,
): TimelineRow[] =>
  outcome.timeline.map((entry, index) => ({
    number: index + 1,
    time: entry.atMs === undefined ? '' : times.time(entry.atMs, startedAtMs),
    routing: entry.routing === undefined ? '' : routingSentence(entry.routing),
    reason: entry.reason,
  }));

/** A level that holds from one time to the next; `number` is its entry in the list. */
interface StaircaseStep {
  fromMs: number;
  toMs: number;
  percent: number;
  number: number;
}

/**
 * The candidate's weight over time, ready to draw, with the same in words; `endPercent` unless the alias was found with
 * a different one.
 */
export interface Staircase {
  label: string;
  sentence: string;
  fromMs: number;
  toMs: number;
  steps: StaircaseStep[];
  ticks: TimeTick[];
  endPercent?: number;
  planned?: PlannedCourse;
  bake?: PlottedBake;
  /** What people have asked of the rollout, by its entry in the list. */
  asks?: { fromMs: number; number: number }[];
}

/** The time after the promotion in which the stage goes on watching. */
export interface PlottedBake {
  fromMs: number;
  toMs: number;
  words: string;
}

/** Minimum share of the drawing's time for its last level, so that it can be seen. */
const TAIL_SHARE = 0.15;

interface DatedEntry {
  atMs: number;
  routing: Routing;
  number: number;
}

const datedEntries = (timeline: readonly TimelineView[]): DatedEntry[] =>
  timeline
    .flatMap((entry, index) =>
      entry.atMs === undefined || entry.routing === undefined
        ? []
        : [{ atMs: entry.atMs, routing: entry.routing, number: index + 1 }],
    )
    .sort((a, b) => a.atMs - b.atMs);

/** The entries that say what people have asked for; the routing that follows from it is an entry of its own. */
const asksIn = (timeline: readonly TimelineView[]): { fromMs: number; number: number }[] =>
  timeline.flatMap(({ atMs, told }, index) =>
    atMs !== undefined && isTold(told, 'askedBy') ? [{ fromMs: atMs, number: index + 1 }] : [],
  );

/** The version whose weight is drawn: the candidate, otherwise the one that the last routing favors. */
function drawnVersion(outcome: OutcomeView, entries: readonly DatedEntry[]): string | undefined {
  return candidateOf(outcome) ?? entries[entries.length - 1]?.routing.mainVersion;
}

/**
 * End of the drawing: now while the stage runs, its end afterward, and never so near that the last level has no width.
 */
function endOf(first: number, last: number, known: number): number {
  const span = Math.max(last - first, 1000);
  return Math.max(known, last + span * TAIL_SHARE);
}

function staircaseSteps(entries: readonly DatedEntry[], version: string, toMs: number): StaircaseStep[] {
  return entries.map((entry, index) => ({
    fromMs: entry.atMs,
    toMs: entries[index + 1]?.atMs ?? toMs,
    percent: weightOf(version, entry.routing),
    number: entry.number,
  }));
}

/** What the drawing shows, in words: the levels until now, then the planned ones. */
function staircaseSentence(
  label: string,
  steps: readonly StaircaseStep[],
  planned: PlannedCourse | undefined,
  times: ZonedTimes,
): string {
  const levels = steps.map((step) => `${formatPercent(step.percent)} from ${times.time(step.fromMs)}`);
  const plan = planned?.levels.map((level) => `${formatPercent(level.percent)} from about ${times.time(level.fromMs)}`);
  return `${label}: ${levels.join(', ')}.${plan === undefined ? '' : ` Planned: ${plan.join(', ')}.`}`;
}

const bakeSentence = (bake: PlottedBake | undefined, times: ZonedTimes): string =>
  bake === undefined
    ? ''
    : ` Bake from ${times.time(bake.fromMs)} to ${times.time(bake.toMs)}, with the baseline ready.`;

/** When the bake was, is, or will probably be. */
function plottedBake(
  outcome: OutcomeView,
  planned: PlannedCourse | undefined,
  { isRunning, endMs }: { isRunning: boolean; endMs: number },
): PlottedBake | undefined {
  const bake = bakeOf(outcome);
  if (bake === undefined) return undefined;
  const { step, seconds } = bake;
  const fromMs = step.startedAtMs ?? (step.state === 'todo' ? planned?.endMs : undefined);
  if (fromMs === undefined) return undefined;
  const toMs = step.endedAtMs ?? (isRunning ? fromMs + seconds * 1000 : Math.max(fromMs, endMs));
  return { fromMs, toMs, words: `bake ${formatDuration(seconds * 1000)}` };
}

/** What is planned, the end of what has happened, and the end of the drawing. */
function spanOf(
  { outcome, phase, endedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'endedAtMs'>,
  { version, first, last }: { version: string; first: DatedEntry; last: DatedEntry },
  nowMs: number,
): { planned: PlannedCourse | undefined; bake: PlottedBake | undefined; known: number; toMs: number } {
  const isRunning = phase === 'running';
  const planned = isRunning ? plannedCourse(outcome, version, nowMs) : undefined;
  const endMs = isRunning ? nowMs : (endedAtMs ?? last.atMs);
  const known = endOf(first.atMs, last.atMs, endMs);
  const bake = plottedBake(outcome, planned, { isRunning, endMs });
  const withoutBake = planned === undefined ? known : endOf(first.atMs, planned.endMs, nowMs);
  return { planned, bake, known, toMs: Math.max(withoutBake, isRunning ? (bake?.toMs ?? 0) : 0) };
}

/**
 * The staircase of the candidate's weight; undefined if fewer than two dated routings are known, because nothing moved.
 */
export function staircase(
  details: Pick<StageDetails, 'outcome' | 'phase' | 'endedAtMs'>,
  times: ZonedTimes,
  nowMs: number,
): Staircase | undefined {
  const { outcome } = details;
  const entries = datedEntries(outcome.timeline);
  const version = drawnVersion(outcome, entries);
  const [first, last] = [entries[0], entries[entries.length - 1]];
  if (version === undefined || first === undefined || last === undefined || entries.length < 2) return undefined;
  const { planned, bake, known, toMs } = spanOf(details, { version, first, last }, nowMs);
  const steps = staircaseSteps(entries, version, planned === undefined ? known : Math.max(nowMs, last.atMs));
  const endPercent = steps[steps.length - 1]?.percent;
  const isAtEnd = outcome.routing.now === undefined || weightOf(version, outcome.routing.now) === endPercent;
  const label = `Weight of ${formatVersion(version)}`;
  return {
    label,
    sentence: `${staircaseSentence(label, steps, planned, times)}${bakeSentence(bake, times)}`,
    fromMs: first.atMs,
    toMs,
    steps,
    asks: asksIn(outcome.timeline),
    ticks: timeTicks(first.atMs, toMs, times),
    ...(isAtEnd && endPercent !== undefined ? { endPercent } : {}),
    ...(planned === undefined ? {} : { planned }),
    ...(bake === undefined ? {} : { bake }),
  };
}

/** The lines of a staircase. */
export type StaircaseLines = Pick<Staircase, 'fromMs' | 'toMs' | 'steps' | 'asks' | 'planned'>;

/** Edges of the drawing in SVG units, x to the right, y downward. */
export interface StaircaseBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The staircase in a box of that size, in SVG units. */
export interface StaircaseDrawing {
  line: string;
  area: string;
  marks: { x: number; number: number; guideX: number }[];
  /** The planned line. */
  planned?: string;
  /** The present time, if the drawing goes on after it. */
  nowX?: number;
}

/** Minimum distance between two marks, so that their numbers can be read. */
const MARK_GAP = 22;

/** Marks in order, moved apart if they would touch, and back from the right edge. */
function spread(wanted: readonly number[], from: number, to: number): number[] {
  const placed: number[] = [];
  for (const x of wanted) placed.push(Math.max(x, (placed[placed.length - 1] ?? from - MARK_GAP) + MARK_GAP));
  const overflow = Math.max(0, (placed[placed.length - 1] ?? to) - to);
  return placed.map((x) => x - overflow);
}

/** From the current level to the planned ones. */
function plannedLine(
  { steps, toMs }: StaircaseLines,
  { levels }: PlannedCourse,
  x: (atMs: number) => number,
  y: (percent: number) => number,
): string {
  const last = steps[steps.length - 1];
  const corners = levels.flatMap((level, index) => [
    `${x(level.fromMs)},${y(levels[index - 1]?.percent ?? last?.percent ?? 0)}`,
    `${x(level.fromMs)},${y(level.percent)}`,
  ]);
  return `M${x(last?.toMs ?? toMs)},${y(last?.percent ?? 0)} L${corners.join(' L')} L${x(toMs)},${y(levels[levels.length - 1]?.percent ?? 0)}`;
}

/** Horizontal position of a time. */
export const timeX = ({ fromMs, toMs }: Pick<Staircase, 'fromMs' | 'toMs'>, box: StaircaseBox, atMs: number): number =>
  Math.round((box.left + ((atMs - fromMs) / Math.max(1, toMs - fromMs)) * (box.right - box.left)) * 10) / 10;

/** Vertical position of a weight. */
export const percentY = (box: StaircaseBox, percent: number): number =>
  Math.round((box.bottom - (percent / 100) * (box.bottom - box.top)) * 10) / 10;

/** Lines, area and marks of a staircase between the given edges; no marks if they would overlap. */
export function drawStaircase(plan: StaircaseLines, box: StaircaseBox): StaircaseDrawing {
  const x = (atMs: number): number => timeX(plan, box, atMs);
  const y = (percent: number): number => percentY(box, percent);
  const lastMs = plan.steps[plan.steps.length - 1]?.toMs ?? plan.toMs;
  const endX = x(lastMs);
  const corners = plan.steps.flatMap((step) => [
    `${x(step.fromMs)},${y(step.percent)}`,
    `${x(step.toMs)},${y(step.percent)}`,
  ]);
  const marked = [...plan.steps, ...(plan.asks ?? [])].sort((a, b) => a.fromMs - b.fromMs || a.number - b.number);
  const guides = marked.map((mark) => x(mark.fromMs));
  const fits = (marked.length - 1) * MARK_GAP <= box.right - box.left;
  const places = spread(guides, box.left, box.right);
  return {
    line: `M${corners.join(' L')}`,
    area: `M${x(plan.fromMs)},${box.bottom} L${corners.join(' L')} L${endX},${box.bottom} Z`,
    ...(plan.planned === undefined ? {} : { planned: plannedLine(plan, plan.planned, x, y) }),
    ...(plan.planned !== undefined || lastMs < plan.toMs ? { nowX: endX } : {}),
    marks: !fits
      ? []
      : marked.map(({ number }, index) => ({
          number,
          guideX: guides[index] ?? box.left,
          x: places[index] ?? box.left,
        })),
  };
}

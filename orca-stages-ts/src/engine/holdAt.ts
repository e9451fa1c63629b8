import { createHash } from 'node:crypto';
import type { Look } from '../model/stageContext';
import type { StageStep } from '../model/step';

/** A hold in progress, at one moment. */
export interface Hold {
  /** The look that is due now, if any. */
  look: Look | undefined;
  /** When the next look after this moment is due, in ms since 1970; undefined: the hold is over. */
  nextLookAtMs: number | undefined;
}

/** How often a hold that somebody has prolonged is looked after, if its step does not say how often to look. */
const HELD_LOOK_MS = 60_000;

/** What decides when a hold looks, besides its step. */
export interface HoldTimes {
  begunAtMs: number;
  nowMs: number;
  /** While somebody holds the operation, the hold does not end. */
  isHeld?: boolean;
  /** When looks of the same place come together; undefined: each hold looks at its own times. */
  together?: LooksTogether;
}

/** Moments that the looks of a place have in common: every so many ms, at an offset of its own. */
interface LooksTogether {
  everyMs: number;
  offsetMs: number;
}

/** The moments for the looks of an account and region: the same in every replica, and others than in most other places. */
export const looksTogether = (account: string, region: string, everyMs: number): LooksTogether => ({
  everyMs,
  offsetMs: everyMs > 0 ? createHash('sha256').update(`${account}/${region}`).digest().readUInt32BE() % everyMs : 0,
});

/**
 * State of a step's hold; undefined if the step does not hold. Looks keep to a grid from the step's start, so that a
 * late look does not delay the next ones, and only the due time has to be stored. The grid begins a little before the
 * start if looks come together with others. A step that is woken between two looks looks one extra time, which does no
 * harm because looks only read; before the first look nothing is due. Pure.
 */
export function holdAt(step: StageStep, { begunAtMs, nowMs, isHeld = false, together }: HoldTimes): Hold | undefined {
  const { holdSeconds, lookEverySeconds = holdSeconds } = step;
  if (holdSeconds === undefined || lookEverySeconds === undefined) return undefined;
  const endsAtMs = begunAtMs + holdSeconds * 1000,
    everyMs = lookEverySeconds * 1000,
    gridMs = begunAtMs - aheadMs(begunAtMs, step.lookEverySeconds, together);
  if (nowMs >= endsAtMs && isHeld) return prolongedHold(step, { gridMs, endsAtMs, nowMs });
  if (nowMs >= endsAtMs) return { look: { endsAtMs, isLast: true }, nextLookAtMs: undefined };
  const passed = Math.max(0, Math.floor((nowMs - gridMs) / everyMs));
  return {
    look: passed === 0 ? undefined : { endsAtMs, isLast: false },
    nextLookAtMs: Math.min(gridMs + (passed + 1) * everyMs, endsAtMs),
  };
}

/**
 * How much earlier a hold looks than on a grid from its start. Looks that are not far apart, or do not fit, keep to that. A
 * hold that only looks at its end looks at no other time: it must not end early.
 */
function aheadMs(begunAtMs: number, everySeconds: number | undefined, together: LooksTogether | undefined): number {
  if (everySeconds === undefined || together === undefined || together.everyMs <= 0) return 0;
  const everyMs = everySeconds * 1000,
    fits = everyMs > together.everyMs && everyMs % together.everyMs === 0;
  return fits ? (begunAtMs - together.offsetMs) % together.everyMs : 0;
}

/** A hold whose time is over, and that does not end: looks go on; a step that only looks at its end just waits. */
function prolongedHold(
  { lookEverySeconds }: StageStep,
  { gridMs, endsAtMs, nowMs }: { gridMs: number; endsAtMs: number; nowMs: number },
): Hold {
  if (lookEverySeconds === undefined) return { look: undefined, nextLookAtMs: nowMs + HELD_LOOK_MS };
  const everyMs = lookEverySeconds * 1000;
  return {
    look: { endsAtMs, isLast: false },
    nextLookAtMs: gridMs + (Math.floor((nowMs - gridMs) / everyMs) + 1) * everyMs,
  };
}

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

/**
 * State of a step's hold; undefined if the step does not hold. Looks keep to a grid from the step's start, so that a
 * late look does not delay the next ones, and only the due time has to be stored. A step that is woken between two
 * looks looks one extra time, which does no harm because looks only read; before the first look nothing is due.
 * While somebody holds the operation (`isHeld`), the hold does not end. Pure.
 */
export function holdAt(step: StageStep, begunAtMs: number, nowMs: number, isHeld = false): Hold | undefined {
  const { holdSeconds, lookEverySeconds = holdSeconds } = step;
  if (holdSeconds === undefined || lookEverySeconds === undefined) return undefined;
  const endsAtMs = begunAtMs + holdSeconds * 1000,
    everyMs = lookEverySeconds * 1000;
  if (nowMs >= endsAtMs && isHeld) return prolongedHold(step, { begunAtMs, endsAtMs, nowMs });
  if (nowMs >= endsAtMs) return { look: { endsAtMs, isLast: true }, nextLookAtMs: undefined };
  const passed = Math.max(0, Math.floor((nowMs - begunAtMs) / everyMs));
  return {
    look: passed === 0 ? undefined : { endsAtMs, isLast: false },
    nextLookAtMs: Math.min(begunAtMs + (passed + 1) * everyMs, endsAtMs),
  };
}

/** A hold whose time is over, and that does not end: looks go on; a step that only looks at its end just waits. */
function prolongedHold(
  { lookEverySeconds }: StageStep,
  { begunAtMs, endsAtMs, nowMs }: { begunAtMs: number; endsAtMs: number; nowMs: number },
): Hold {
  if (lookEverySeconds === undefined) return { look: undefined, nextLookAtMs: nowMs + HELD_LOOK_MS };
  const everyMs = lookEverySeconds * 1000;
  return {
    look: { endsAtMs, isLast: false },
    nextLookAtMs: begunAtMs + (Math.floor((nowMs - begunAtMs) / everyMs) + 1) * everyMs,
  };
}

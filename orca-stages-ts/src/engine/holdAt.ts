import type { Look } from '../model/stageContext';
import type { StageStep } from '../model/step';

/** A hold that is going on, at a moment. */
export interface Hold {
  /** The look that is due now; undefined: none is. */
  look: Look | undefined;
  /** When the next look after this moment is due, ms since 1970; undefined: the hold is over. */
  nextLookAtMs: number | undefined;
}

/**
 * Where a step's hold stands; undefined where it holds nothing. Looks keep to a grid from when the step was begun, so that none comes later
 * for those before it, and the due time in the journal is all that has to be kept. A step that is woken between two looks looks once more, which
 * does no harm as looks only read; before the first one nothing is due. Pure.
 */
export function holdAt(
  { holdSeconds, lookEverySeconds = holdSeconds }: StageStep,
  begunAtMs: number,
  nowMs: number,
): Hold | undefined {
  if (holdSeconds === undefined || lookEverySeconds === undefined) return undefined;
  const endsAtMs = begunAtMs + holdSeconds * 1000,
    everyMs = lookEverySeconds * 1000;
  if (nowMs >= endsAtMs) return { look: { endsAtMs, isLast: true }, nextLookAtMs: undefined };
  const passed = Math.max(0, Math.floor((nowMs - begunAtMs) / everyMs));
  return {
    look: passed === 0 ? undefined : { endsAtMs, isLast: false },
    nextLookAtMs: Math.min(begunAtMs + (passed + 1) * everyMs, endsAtMs),
  };
}

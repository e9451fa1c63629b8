import { total, type Counts } from './counts';

/** Fewest minutes with calls that tell how clumped errors are. */
const FEWEST_MINUTES = 10;
/** What is assumed without such a history. */
const UNKNOWN_CLUMPINESS = 5;

/**
 * How much more the errors of a version vary from minute to minute than independent ones would: 1 or more. Errors that
 * come in clumps say less than their number, so a guard divides its counts by this. Pure.
 */
export function clumpinessOf(minutes: readonly Counts[]): number {
  const known = minutes.filter(({ calls }) => calls > 0);
  if (known.length < FEWEST_MINUTES) return UNKNOWN_CLUMPINESS;
  const { calls, bad } = total(known);
  if (bad === 0 || bad === calls) return 1;
  const rate = bad / calls;
  const squares = known.map((minute) => (minute.bad - minute.calls * rate) ** 2 / (minute.calls * rate * (1 - rate)));
  return Math.max(1, squares.reduce((sum, square) => sum + square, 0) / (known.length - 1));
}

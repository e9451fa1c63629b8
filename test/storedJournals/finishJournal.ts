import type { Outcome } from 'stage-contract';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import type { PresentEngine, SkippingClock } from './presentEngine';

/** Nothing takes this long, however much time it lets pass. */
const LIMIT_MS = 45_000;
/** Time that passes immediately if nothing changes. */
const SKIP_MS = 5_000;
/** The same if everything waits for the end of a hold: twice it is less than the silence of Orca that counts. */
const HOLD_SKIP_MS = 5_000;
/** The same if only a timer waits, which nobody polls. */
const TIMER_SKIP_MS = 300_000;
/** If nothing has changed for this long, only time can help, such as for a lease to expire. */
const QUIET_MS = 60;

const waitsForTimer = ({ status, revertTimer }: Outcome): boolean =>
  status !== 'RUNNING' && revertTimer?.state === 'pending';
/** Some are in a hold, and the others wait for their end or for a timer. */
const everybodyWaits = (open: readonly Outcome[]): boolean =>
  open.some(({ hold }) => hold !== undefined) &&
  open.every((outcome) => outcome.hold !== undefined || outcome.steps.length === 0 || waitsForTimer(outcome));
const isOpen = (outcome: Outcome): boolean => outcome.status === 'RUNNING' || waitsForTimer(outcome);

/**
 * Plays Orca, with a clock that jumps whenever everything waits, until all these operations and their timers have
 * ended. Returns their outcomes by name.
 */
export async function finishJournal(
  engine: PresentEngine,
  clock: SkippingClock,
  operations: Readonly<Record<string, string>>,
): Promise<Record<string, Outcome>> {
  let seen = '',
    seenAt = performance.now();
  const look = async (): Promise<Record<string, Outcome> | NotYet> => {
    const outcomes = await pollAll(engine, operations);
    const open = Object.values(outcomes).filter(isOpen);
    if (open.length === 0) return outcomes;
    const now = JSON.stringify(open.map(({ status, steps, awsCalls }) => [status, steps, awsCalls.length]));
    const isQuiet = now === seen && performance.now() - seenAt > QUIET_MS;
    if (now !== seen) [seen, seenAt] = [now, performance.now()];
    if (open.every(waitsForTimer)) clock.skip(TIMER_SKIP_MS);
    else if (everybodyWaits(open)) clock.skip(HOLD_SKIP_MS);
    else if (isQuiet) clock.skip(SKIP_MS);
    return new NotYet(open.map(words).join('; '));
  };
  return eventually('the end of every operation and timer', look, { withinMs: LIMIT_MS });
}

async function pollAll(
  engine: PresentEngine,
  operations: Readonly<Record<string, string>>,
): Promise<Record<string, Outcome>> {
  const polled = Object.entries(operations).map(async ([name, id]): Promise<[string, Outcome]> => [
    name,
    await engine.poll(id),
  ]);
  return Object.fromEntries(await Promise.all(polled));
}

const words = ({ stageType, status, progress, steps }: Outcome): string =>
  `${stageType} (${status}: ${progress}; steps ${steps.map(({ id, state }) => `${id} ${state}`).join(', ')})`;

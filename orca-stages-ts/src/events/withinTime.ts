import { NotDelivered } from './notDelivered';

/** How long a receiver may take. Shorter than the time for which a replica takes an event. */
const TIMEOUT_MS = 10_000;

/** A signal for one attempt: when it has taken too long, or is aborted. */
export function attemptSignal(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
}

/**
 * An attempt, until its signal ends it: whatever waits before a request (for a turn, or for credentials) does not know the
 * signal. The request itself must be given it, too.
 */
export async function withinTime(
  signal: AbortSignal | undefined,
  attempt: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ends = attemptSignal(signal);
  let stop = (): void => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new NotDelivered('it has not answered in time', 'receiver'));
    if (ends.aborted) stop();
    else ends.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([attempt(ends), ended]);
  } finally {
    ends.removeEventListener('abort', stop);
  }
}

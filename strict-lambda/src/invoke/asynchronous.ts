import type { Place } from '../arns';
import type { FunctionReference } from '../functions/functionReference';
import type { Emulator } from '../emulator';
import { runOnce, servingVersion } from './runOnce';

/** AWS's default, and its waits before the second and third attempt. */
const defaultRetries = 2;
const retryDelaysMs = [60_000, 120_000];

/** An accepted asynchronous invocation. */
export type AcceptedEvent = {
  emulator: Emulator;
  place: Place;
  reference: FunctionReference;
  event: string;
  requestId: string;
};

const timers = new WeakMap<Emulator, Set<NodeJS.Timeout>>();

/**
 * Runs an accepted event, and retries as AWS does if the handler fails. Results go nowhere; destinations get nothing.
 */
export function runLater(accepted: AcceptedEvent): void {
  later(accepted, 0, 0);
}

/** Drops the events that are still waiting for their next attempt. */
export function stopAsynchronous(emulator: Emulator): void {
  for (const timer of timers.get(emulator) ?? []) clearTimeout(timer);
  timers.delete(emulator);
}

function later(accepted: AcceptedEvent, attempt: number, delayMs: number): void {
  const pending = timers.get(accepted.emulator) ?? new Set();
  timers.set(accepted.emulator, pending);
  const timer = setTimeout(() => {
    pending.delete(timer);
    void attemptOnce(accepted, attempt);
  }, delayMs);
  pending.add(timer);
}

async function attemptOnce(accepted: AcceptedEvent, attempt: number): Promise<void> {
  const { emulator, place, reference, event, requestId } = accepted;
  try {
    const { fn, version } = servingVersion(emulator, place, reference);
    const outcome = await runOnce(emulator, place, fn, version, { event, requestId, reference });
    const retries = fn.eventInvoke[reference.qualifier ?? '$LATEST']?.maximumRetryAttempts ?? defaultRetries;
    const delayMs = retryDelaysMs[attempt];
    if (outcome.failed && attempt < retries && delayMs !== undefined) later(accepted, attempt + 1, delayMs);
  } catch {
    // Deleted or throttled in the meantime: AWS would send the event to the dead-letter queue, which does not exist
    // here.
  }
}

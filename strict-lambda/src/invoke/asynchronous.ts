import type { Place } from '../arns';
import type { FunctionReference } from '../functions/functionReference';
import type { Sandbox } from '../sandbox';
import { runOnce, servingVersion } from './runOnce';

/** AWS's default, and its waits before the second and third attempt. */
const defaultRetries = 2;
const retryDelaysMs = [60_000, 120_000];

/** An accepted asynchronous invocation. */
export type AcceptedEvent = {
  sandbox: Sandbox;
  place: Place;
  reference: FunctionReference;
  event: string;
  requestId: string;
};

const timers = new WeakMap<Sandbox, Set<NodeJS.Timeout>>();

/** Runs an accepted event and repeats it as AWS does when the handler fails; results go nowhere, destinations are not delivered to. */
export function runLater(accepted: AcceptedEvent): void {
  later(accepted, 0, 0);
}

/** Forgets the events that still wait for their next attempt. */
export function stopAsynchronous(sandbox: Sandbox): void {
  for (const timer of timers.get(sandbox) ?? []) clearTimeout(timer);
  timers.delete(sandbox);
}

function later(accepted: AcceptedEvent, attempt: number, delayMs: number): void {
  const pending = timers.get(accepted.sandbox) ?? new Set();
  timers.set(accepted.sandbox, pending);
  const timer = setTimeout(() => {
    pending.delete(timer);
    void attemptOnce(accepted, attempt);
  }, delayMs);
  pending.add(timer);
}

async function attemptOnce(accepted: AcceptedEvent, attempt: number): Promise<void> {
  const { sandbox, place, reference, event, requestId } = accepted;
  try {
    const { fn, version } = servingVersion(sandbox, place, reference);
    const outcome = await runOnce(sandbox, place, fn, version, { event, requestId, reference });
    const retries = fn.eventInvoke[reference.qualifier ?? '$LATEST']?.maximumRetryAttempts ?? defaultRetries;
    const delayMs = retryDelaysMs[attempt];
    if (outcome.failed && attempt < retries && delayMs !== undefined) later(accepted, attempt + 1, delayMs);
  } catch {
    // Deleted or throttled meanwhile: AWS would put the event into the dead-letter queue, which does not exist here.
  }
}

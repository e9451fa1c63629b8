import { setTimeout as pause } from 'node:timers/promises';
import type { FaultKind, StrictLambda } from 'strict-lambda';
import type { SidecarProcess } from '../process/support/sidecarProcess';

/** Everything that can happen to a call and that passes by itself. */
const FAULTS: readonly FaultKind[] = [
  { kind: 'throttle' },
  { kind: 'throttle', retryAfterSeconds: 1 },
  { kind: 'error5xx', status: 500 },
  { kind: 'error5xx', status: 503 },
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'slow', ms: 2_000 },
  { kind: 'slowAnswer', ms: 2_000 },
  { kind: 'settleSlow', ms: 1_500 },
];
/** What passes only for Lambda's calls: a role that STS denies is a mistake of the operator. */
const PERMISSION_FAULTS: readonly FaultKind[] = [{ kind: 'accessDenied' }, { kind: 'roleNotYetAssumable' }];
const LAMBDA_CALLS = ['UpdateAlias', 'PublishVersion', 'UpdateFunctionCode', 'GetAlias', 'Invoke'] as const;
/** Half of the faults hit whatever is called next. */
const ANY_CALL = '*';

const FAULT_EVERY_MS = 250;
const KILL_WITHIN_MS = 3_000;
const DOWN_FOR_MS = 1_500;

export const pick = <T>(random: () => number, of: readonly T[]): T => {
  const chosen = of[Math.floor(random() * of.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
};

/** Arms a random fault every quarter of a second until `isOver`; returns how many. */
export async function armFaults(lambda: StrictLambda, random: () => number, isOver: () => boolean): Promise<number> {
  let armed = 0;
  while (!isOver()) {
    const named = random() < 0.5;
    lambda.addFault({
      ...pick(random, named ? [...FAULTS, ...PERMISSION_FAULTS] : FAULTS),
      operation: named ? pick(random, LAMBDA_CALLS) : ANY_CALL,
      times: 1,
      forMs: 2_000,
    });
    armed++;
    await pause(FAULT_EVERY_MS);
  }
  lambda.clearFaults();
  return armed;
}

/** Kills one of the replicas with -9 at a random moment and starts it again a little later, this many times. */
export async function killAtRandom(
  replicas: readonly SidecarProcess[],
  random: () => number,
  kills: number,
  onKill: (count: number) => void,
): Promise<void> {
  for (let count = 1; count <= kills; count++) {
    await pause(random() * KILL_WITHIN_MS);
    const replica = pick(random, replicas);
    await replica.signal('SIGKILL');
    onKill(count);
    await pause(random() * DOWN_FOR_MS);
    await replica.restart();
  }
}

import type { Outcome } from 'stage-contract';
import type { Boundary } from './boundary';
import { makeWorld, SLOW_SETTLE_MS, type CrashWorld, type WorldOptions } from './crashWorld';
import { counted, type CellEnd, type Column } from './expectCell';
import type { Replica } from './replica';

/** One cell as it came out. */
export interface CellRun { end: CellEnd; startsMs: readonly number[]; killedToEndedMs: number }

const POLL_EVERY_MS = 40;
/** Orca's silence that counts as having given up, in the process that comes after: any longer than its start. */
const GIVEN_UP = { heartbeatMs: 50, abandonedAfterMs: 50 };
const LIMIT_MS = 90_000;
/** How often a cell is tried whose process was so slow that what it was to die waiting for had settled before its first look. */
const TRIES = 4;

/** Runs a stage, kills its process at the boundary, starts another one, and lets it finish. Rejects when the process never came to the boundary. */
export async function runCell(options: WorldOptions, boundary: Boundary, column: Column): Promise<CellRun> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const run = await tryCell(options, boundary, column);
    if (run !== undefined) return run;
  }
  throw new Error('The process never came to this boundary.');
}

async function tryCell(options: WorldOptions, boundary: Boundary, column: Column): Promise<CellRun | undefined> {
  const world = await makeWorld(boundary.nth === 1 ? options : { ...options, settleMs: SLOW_SETTLE_MS });
  try {
    const first = await world.start();
    world.talkTo(first);
    await world.prepare();
    first.tell({ kind: 'dieAt', place: boundary });
    const id = await world.begin(world.request());
    if (!(await diesWhilePolled(world, first, id))) return undefined;
    const killedAt = performance.now();
    const second = await world.start(column === 'gaveUp' ? GIVEN_UP : {});
    world.talkTo(second);
    // A poll would tell that Orca is there.
    if (column === 'gaveUp' && boundary.point !== 'ended') await within(second.operationEnded, () => `Not ended: ${second.log()}`);
    const outcome = await within(ended(world, id), () => `Not ended: ${second.log()}`);
    const killedToEndedMs = performance.now() - killedAt;
    return { end: await endOf(world, outcome), startsMs: [first.startedInMs, second.startedInMs], killedToEndedMs };
  } finally {
    await world.close();
  }
}

/** Plays Orca until the process is dead. False: the operation ended without. */
async function diesWhilePolled(world: CrashWorld, replica: Replica, id: string): Promise<boolean> {
  let dead = false;
  void replica.died.then(() => { dead = true; });
  const giveUpAt = performance.now() + LIMIT_MS;
  while (performance.now() < giveUpAt) {
    await Promise.race([replica.died, pause(POLL_EVERY_MS)]);
    if (dead) return true;
    const outcome = await world.poll(id).catch(() => undefined);
    // The point after the end comes a moment later than the end can be seen.
    if (outcome !== undefined && outcome.status !== 'RUNNING') return Promise.race([replica.died.then(() => true), pause(1_000).then(() => false)]);
  }
  throw new Error(`The process neither died nor ended its operation: ${replica.log()}`);
}

async function ended(world: CrashWorld, id: string): Promise<Outcome> {
  for (;;) {
    const outcome = await world.poll(id);
    if (outcome.status !== 'RUNNING') return outcome;
    await pause(POLL_EVERY_MS);
  }
}

async function endOf(world: CrashWorld, outcome: Outcome): Promise<CellEnd> {
  return { status: outcome.status, code: outcome.failure?.code, state: await world.state(), calls: counted(world.mutations()), runs: world.runs() };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

async function within<Value>(done: Promise<Value>, late: () => string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => { reject(new Error(late())); }, LIMIT_MS); });
  try {
    return await Promise.race([done, limit]);
  } finally {
    clearTimeout(timer);
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from 'stage-contract';
import { stepKind, stepNames, type Boundary } from './boundary';
import { makeWorld, type CrashWorld, type WorldOptions } from './crashWorld';
import { counted, type CellEnd, type Column } from './expectCell';
import { watchForOvertaking, type Overtaking } from './overtaking';
import { playOrca } from './playOrca';
import type { Replica } from './replica';
import { GIVEN_UP, LEASE_MS, LIMIT_MS, SLOW_SETTLE_MS, UNFORGIVING } from './timing';

/** Where a process dies, and who asks after that. `inPolicy`: the stage has been stopped or has failed by then. */
export interface Death { boundary: Boundary; column: Column; inPolicy: boolean }
/** One cell as it came out. */
export interface CellRun { end: CellEnd; startsMs: readonly number[]; killedToEndedMs: number; /** How often it was begun. */ tries: number; leaseMs: number }

type Try = Omit<CellRun, 'tries' | 'leaseMs'>;

/** How often a cell is tried whose process was so slow that what it was to die waiting for had settled before its first look, or that another replica took it for dead. */
const TRIES = 8;
/** A lease longer than any pause that a busy machine makes. */
const LONGEST_LEASE_MS = 8_000;
/** The last polls have been written by then: replicas write them together. */
const POLLS_WRITTEN_MS = 400;
/** How long after a hold has begun its process dies. */
const INTO_HOLD_MS = 300;

/** Runs a stage, kills its process at the boundary, and lets another one finish. Rejects when no process came to the boundary. */
export async function runCell(options: WorldOptions, death: Death): Promise<CellRun> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const leaseMs = options.leaseMs ?? leaseOfTry(tries);
    const run = await tryCell({ ...options, leaseMs }, death);
    if (run !== undefined) return { ...run, tries, leaseMs };
  }
  throw new Error(`No process came to this boundary by itself in ${TRIES} tries.`);
}

/** The third try and later ones have a longer lease: the machine is too busy for half a second. */
const leaseOfTry = (tries: number): number => Math.min(LEASE_MS * 2 ** Math.max(0, tries - 2), LONGEST_LEASE_MS);

async function tryCell(options: WorldOptions, death: Death): Promise<Try | undefined> {
  const { pool } = options.run;
  const world = await makeWorld(death.boundary.nth === 1 ? options : { ...options, settleMs: SLOW_SETTLE_MS });
  const replicas: Replica[] = [];
  try {
    replicas.push(...await Promise.all([pool.used(), pool.fresh()]));
    const run = await killAndFinish(world, replicas, options, death);
    const survivor = replicas.find((replica) => replica.alive());
    if (run !== undefined && survivor !== undefined) {
      await pool.giveBack(survivor);
      replicas.splice(0);
    }
    return run;
  } finally {
    // Whatever has not been given back is in the middle of something.
    await Promise.all(replicas.map((replica) => replica.kill()));
    await world.close();
  }
}

async function killAndFinish(world: CrashWorld, [first, second]: readonly Replica[], { journal, stage }: WorldOptions, { boundary, column, inPolicy }: Death): Promise<Try | undefined> {
  if (first === undefined || second === undefined) throw new Error('A cell needs two processes.');
  const silent = column === 'gaveUp', together = journal.isShared && silent ? UNFORGIVING : {};
  await world.serve(first, together);
  if (journal.isShared) await world.serve(second, together);
  const log = (): string => `Not ended: ${first.log()}${second.log()}`;
  const overtaking = watchForOvertaking(world);
  const come = comeTo(world, boundary, overtaking);
  const id = await world.beginStage();
  await within(playOrca(world, stage, id, come, () => inPolicy), log);
  const atBoundary = await Promise.race([come, pause(1_000)]);
  if (atBoundary === undefined) return undefined;
  if (silent && journal.isShared) {
    await pause(POLLS_WRITTEN_MS);
    await world.silenceOrca();
  }
  await atBoundary.kill();
  if (overtaking.has()) return undefined;
  const killedAt = performance.now();
  world.tellAll({ kind: 'stopAt', stops: [] });
  world.tellAll({ kind: 'go' });
  if (!journal.isShared) await world.serve(second, silent ? GIVEN_UP : {});
  if (boundary.point !== 'ended') {
    // A poll would tell that Orca is there.
    const finished = silent ? world.operationEnded : playOrca(world, stage, id, world.operationEnded);
    await within(finished, log);
  }
  const outcome = await world.poll(id);
  return { end: await endOf(world, outcome), startsMs: [second.startedInMs], killedToEndedMs: performance.now() - killedAt };
}

/** Resolves with the process that has come to the boundary; undefined when the operation has ended, or its hold, without. */
function comeTo(world: CrashWorld, { point, step, nth }: Boundary, overtaking: Overtaking): Promise<Replica | undefined> {
  const nameOf = stepNames();
  let times = 0;
  const come = new Promise<Replica | undefined>((resolve) => {
    world.listen((replica, message) => {
      if (message.kind === 'ended') resolve(undefined);
      if (message.kind !== 'at' || !message.waits) return;
      const isStep = nameOf(message.step) === step;
      if (point !== 'waiting' && isStep && ++times === nth) {
        overtaking.stays(replica);
        return resolve(replica);
      }
      if (point === 'waiting' && message.point === 'afterCall') void pause(INTO_HOLD_MS).then(() => { resolve(replica); });
      if (point === 'waiting' && message.point === 'beforeIntent' && ++times === 2) resolve(undefined);
      replica.tell({ kind: 'go' });
    });
  });
  const kind = stepKind(step);
  world.tellAll({ kind: 'stopAt', stops: point === 'waiting' ? [{ point: 'beforeIntent', kind }, { point: 'afterCall', kind }] : [{ point, kind }] });
  return come;
}

async function endOf(world: CrashWorld, outcome: Outcome): Promise<CellEnd> {
  return { status: outcome.status, code: outcome.failure?.code, state: await world.state(), calls: counted(world.mutations()), runs: world.runs() };
}

async function within<Value>(done: Promise<Value>, late: () => string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => { reject(new Error(late())); }, LIMIT_MS); });
  try {
    return await Promise.race([done, limit]);
  } finally {
    clearTimeout(timer);
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { stepKind, stepNames, type Boundary } from './boundary';
import type { CellPlace } from './cellPlace';
import type { CrashStage } from './crashStage';
import { makeWorld, type CrashWorld, type WorldOptions } from './crashWorld';
import { counted, type CellEnd, type Column } from './expectCell';
import { playOrca } from './playOrca';
import type { Replica } from './replica';
import { LIMIT_MS, SETTLE_MS, SLOW_SETTLE_MS, UNFORGIVING } from './timing';

/**
 * Where the operation of a stage is when its process dies. `inPolicy`: the stage has been stopped or has failed by
 * then.
 */
export interface Death {
  stage: CrashStage;
  boundary: Boundary;
  inPolicy: boolean;
}
/**
 * What dies together: operations of one process, whose Orcas all keep polling or have all given up. At most as many as
 * a world has places.
 */
export interface CommonDeath extends Omit<WorldOptions, 'places'> {
  column: Column;
  deaths: readonly Death[];
}
/** The result of one of them. */
export interface DeathRun {
  end: CellEnd;
  startMs: number;
  killedToEndedMs: number;
}

/** The last polls have been written by then: replicas write them together. */
const POLLS_WRITTEN_MS = 400;
/** How long after the start of a hold its process dies. */
const INTO_HOLD_MS = 300;

/**
 * Runs stages in one process, each in its own place, stops each at its boundary, kills the process when all are
 * there, and lets another one finish them. Settles each one separately; undefined if the process did not stay at the
 * boundary until it died, or another one took over while it lived.
 */
export async function runTogether(common: CommonDeath): Promise<PromiseSettledResult<DeathRun | undefined>[]> {
  const {
    run: { pool },
    deaths,
  } = common;
  const places = deaths.map(({ stage, boundary }) => ({
    stage,
    settleMs: boundary.nth === 1 ? SETTLE_MS : SLOW_SETTLE_MS,
  }));
  const world = await makeWorld({ ...common, places });
  const replicas: Replica[] = [];
  try {
    const [first, second] = await Promise.all([pool.used(), pool.fresh()]);
    replicas.push(first, second);
    const results = await dieAndFinish(world, first, second, common);
    // A process in the middle of something takes time to stop.
    if (results.every((result) => result.status === 'fulfilled' && result.value !== undefined) && second.alive()) {
      await pool.giveBack(second);
      replicas.splice(0);
    }
    return results;
  } finally {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await world.close();
  }
}

async function dieAndFinish(
  world: CrashWorld,
  first: Replica,
  second: Replica,
  { journal, column, deaths }: CommonDeath,
): Promise<PromiseSettledResult<DeathRun | undefined>[]> {
  const log = (): string => `Not ended: ${first.log()}${second.log()}`;
  const silent = column === 'gaveUp',
    join = (): Promise<void> => world.serve(second, silent ? UNFORGIVING : {});
  let isDying = false;
  // Those that another process took over while theirs lived, or that left their boundary before it died.
  const arrived = new Set<CellPlace>(),
    disturbed = new Set<CellPlace>();
  for (const [index, place] of world.places.entries())
    place.listen((replica) => {
      // While the end of a stage stands still, its watch goes on: it is an operation of its own.
      const isWatching = place.stage.watched === true && deaths[index]?.boundary.point === 'ended';
      if (!isDying && !isWatching && (replica === second || arrived.has(place))) disturbed.add(place);
    });
  await world.serve(first);
  const come = await Promise.allSettled(
    deaths.map(async (death, index) => {
      const place = placeOf(world, index),
        isThere = await within(bringTo(place, first, death), log);
      if (isThere) arrived.add(place);
      return isThere;
    }),
  );
  if (journal.isShared) {
    await join();
    if (silent) {
      await pause(POLLS_WRITTEN_MS);
      await world.silenceOrca();
    }
  }
  isDying = true;
  await first.kill();
  const killedAt = performance.now();
  if (!journal.isShared) {
    if (silent) await world.silenceOrca();
    await join();
  }
  return Promise.allSettled(
    deaths.map(async ({ boundary }, index) => {
      const place = placeOf(world, index),
        cameThere = come[index];
      if (cameThere?.status === 'rejected') throw cameThere.reason;
      if (cameThere?.value !== true || disturbed.has(place)) return undefined;
      // A poll would show that Orca is there.
      const isOver = boundary.point === 'ended' && (place.stage.watched !== true || boundary.nth === 2);
      if (!isOver) await within(silent ? place.ended : playOrca(place, place.ended), log);
      return { end: await endOf(place), startMs: second.startedInMs, killedToEndedMs: performance.now() - killedAt };
    }),
  );
}

function placeOf(world: CrashWorld, index: number): CellPlace {
  const place = world.places[index];
  if (place === undefined) throw new Error('A world has a place for each death.');
  return place;
}

/**
 * Starts a stage and polls as Orca does until its operation is at the boundary; false if it, or its hold, has ended
 * without reaching it.
 */
async function bringTo(
  place: CellPlace,
  replica: Replica,
  { boundary: { point, step, nth }, inPolicy }: Death,
): Promise<boolean> {
  const nameOf = stepNames(),
    kind = stepKind(step);
  let times = 0,
    isHeld = false;
  const come = new Promise<boolean>((resolve) => {
    void place.ended.then(() => {
      resolve(false);
    });
    place.listen((_, at) => {
      const isStep = nameOf(at.step) === step;
      // It settled before the next look. Whatever comes now belongs to another cell, and may never end.
      // A stage ends before its watch does.
      if (times > 0 && !isStep && point !== 'ended') resolve(false);
      if (!at.waits) return;
      if (point !== 'waiting' && isStep && ++times === nth) return resolve(true);
      if (point === 'waiting' && at.point === 'afterCall') {
        isHeld = true;
        void pause(INTO_HOLD_MS).then(() => {
          resolve(true);
        });
      }
      place.goOn(replica);
    });
  });
  place.stopAt(replica, [{ point: point === 'waiting' ? 'afterCall' : point, kind }]);
  await place.begin();
  await playOrca(place, come, { mayStop: () => inPolicy, mayShorten: () => !isHeld });
  // When Orca sees the end, the process may just be about to report that it reached it.
  return Promise.race([come, pause(1_000, false)]);
}

const endOf = async (place: CellPlace): Promise<CellEnd> => {
  const { status, failure } = await place.poll();
  return {
    status,
    code: failure?.code,
    state: await place.state(),
    calls: counted(place.mutations()),
    runs: place.runs(),
  };
};

async function within<Value>(done: Promise<Value>, late: () => string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(late()));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([done, limit]);
  } finally {
    clearTimeout(timer);
  }
}

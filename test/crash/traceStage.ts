import type { Outcome } from 'stage-contract';
import { isHold, stepNames, type Boundary } from './boundary';
import type { CellPlace } from './cellPlace';
import type { CrashJournal } from './crashJournal';
import type { AtCheckpoint } from './crashProcess';
import type { CrashRun } from './crashRun';
import type { CrashStage } from './crashStage';
import { makeWorld } from './crashWorld';
import type { LiveState } from './liveState';
import { playOrca } from './playOrca';
import type { Replica } from './replica';
import { SLOW_SETTLE_MS } from './timing';

/** A point of an undisturbed run, and the state at that point. */
export interface TracedPoint extends Boundary {
  state: LiveState;
  mutations: readonly string[];
  runs: number;
}

/** An undisturbed run: every point that it reached, in order, and the names of its steps. */
export interface Trace {
  before: LiveState;
  points: readonly TracedPoint[];
  outcome: Outcome;
  nameOf(stepId: string): string;
}

/** Runs a stage without a crash, stopping at every point to look. The matrix has a row for each of them. */
export async function traceStage(run: CrashRun, journal: CrashJournal, stage: CrashStage): Promise<Trace> {
  const world = await makeWorld({ run, journal, before: stage.before, places: [{ stage, settleMs: SLOW_SETTLE_MS }] });
  try {
    const [place] = world.places;
    if (place === undefined) throw new Error('A world has a place for each stage.');
    const replica = await run.pool.used();
    try {
      await world.serve(replica);
      const trace = await watch(place, replica);
      await run.pool.giveBack(replica);
      return trace;
    } catch (error) {
      await replica.kill();
      throw error;
    }
  } finally {
    await world.close();
  }
}

async function watch(place: CellPlace, replica: Replica): Promise<Trace> {
  const before = await place.state(),
    nameOf = stepNames();
  const points: TracedPoint[] = [],
    come = new Map<string, number>();
  const look = async ({ point, step: id }: AtCheckpoint): Promise<void> => {
    const step = nameOf(id),
      key = `${point} ${step}`,
      nth = (come.get(key) ?? 0) + 1;
    come.set(key, nth);
    const seen = { step, state: await place.state(), mutations: place.mutations(), runs: place.runs() };
    // What is asked of a rollout wakes its hold, at moments that no two runs share.
    const isWoken = nth === 2 && isHold(step) && place.stage.asked !== undefined;
    if (nth === 2 && point === 'beforeIntent' && isHold(step) && !isWoken)
      points.push({ ...seen, point: 'waiting', nth: 1 });
    if (isBoundary({ point, step, nth }) && !isWoken) points.push({ ...seen, point, nth });
    place.goOn(replica);
  };
  const watched = new Promise<void>((resolve, reject) => {
    place.listen((_, at) => {
      if (at.waits)
        look(at).then(() => {
          const ends = place.stage.watched === true ? 2 : 1;
          if (at.point === 'ended' && come.get(`ended ${nameOf(at.step)}`) === ends) resolve();
        }, reject);
    });
    void replica.died.then(() => {
      reject(new Error(`The process died: ${replica.log()}`));
    });
  });
  place.stopAt(replica, 'all');
  await place.begin();
  // A step that looks repeatedly is stopped after its second look, because that is a separate boundary.
  const { step: stoppedIn = '' } = place.stage.stopped ?? place.stage.asked ?? {};
  const mayStop = (): boolean => isHold(stoppedIn) || (come.get(`beforeIntent ${stoppedIn}`) ?? 0) >= 2;
  await Promise.all([playOrca(place, watched, { mayStop }), watched]);
  return { before, points, outcome: await place.poll(), nameOf };
}

/** The step under which the engine reports that it answers a request. */
const ANSWER = 'answer';

/** A waiting step repeats the same points; one such turn stands for all. A stage and its watch both end. */
const isBoundary = ({ step, point, nth }: Boundary): boolean =>
  nth === 1 || (nth === 2 && ((point === 'beforeIntent' && step !== ANSWER) || point === 'ended'));

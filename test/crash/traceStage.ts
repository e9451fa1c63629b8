import type { Outcome } from 'stage-contract';
import { isHold, stepNames, type Boundary } from './boundary';
import type { FromProcess } from './crashProcess';
import { makeWorld, type CrashWorld, type WorldOptions } from './crashWorld';
import type { LiveState } from './liveState';
import { playOrca } from './playOrca';
import type { Replica } from './replica';
import { SLOW_SETTLE_MS } from './timing';

/** A point of an undisturbed run, and what had come of it by then. */
export interface TracedPoint extends Boundary { state: LiveState; mutations: readonly string[]; runs: number }

/** An undisturbed run: every point that it came to, in order, and the names of its steps. */
export interface Trace { before: LiveState; points: readonly TracedPoint[]; outcome: Outcome; nameOf(stepId: string): string }

/** Runs a stage without a crash, stopping at every point to look. The matrix has a row for each of them. */
export async function traceStage(options: WorldOptions): Promise<Trace> {
  const { pool } = options.run;
  const world = await makeWorld({ ...options, settleMs: SLOW_SETTLE_MS });
  try {
    const replica = await pool.used();
    try {
      await world.serve(replica);
      const trace = await watch(world, replica, options);
      await pool.giveBack(replica);
      return trace;
    } catch (error) {
      await replica.kill();
      throw error;
    }
  } finally {
    await world.close();
  }
}

async function watch(world: CrashWorld, replica: Replica, { stage }: WorldOptions): Promise<Trace> {
  const before = await world.state(), nameOf = stepNames();
  const points: TracedPoint[] = [], come = new Map<string, number>();
  const look = async ({ point, step: id }: Extract<FromProcess, { kind: 'at' }>): Promise<void> => {
    const step = nameOf(id), key = `${point} ${step}`, nth = (come.get(key) ?? 0) + 1;
    come.set(key, nth);
    const seen = { step, state: await world.state(), mutations: world.mutations(), runs: world.runs() };
    if (nth === 2 && point === 'beforeIntent' && isHold(step)) points.push({ ...seen, point: 'waiting', nth: 1 });
    if (isBoundary({ point, step, nth })) points.push({ ...seen, point, nth });
    replica.tell({ kind: 'go' });
  };
  const watched = new Promise<void>((resolve, reject) => {
    world.listen((_, message) => {
      if (message.kind === 'at' && message.waits) look(message).then(() => { if (message.point === 'ended') resolve(); }, reject);
    });
    void replica.died.then(() => { reject(new Error(`The process died: ${replica.log()}`)); });
  });
  replica.tell({ kind: 'stopAt', stops: 'all' });
  const id = await world.beginStage();
  // A step that looks again and again is stopped after its second look, as that is a boundary of its own.
  const { step: stoppedIn = '' } = stage.stopped ?? {};
  const mayStop = (): boolean => isHold(stoppedIn) || (come.get(`beforeIntent ${stoppedIn}`) ?? 0) >= 2;
  await Promise.all([playOrca(world, stage, id, watched, mayStop), watched]);
  return { before, points, outcome: await world.poll(id), nameOf };
}

/** A step that waits comes by again and again; one such turn stands for all. */
const isBoundary = ({ point, nth }: Boundary): boolean => nth === 1 || (nth === 2 && point === 'beforeIntent');

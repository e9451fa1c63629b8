import type { Outcome } from 'stage-contract';
import type { Boundary } from './boundary';
import type { LiveState } from './liveState';
import { makeWorld, SLOW_SETTLE_MS, type WorldOptions } from './crashWorld';

/** A point of an undisturbed run, and what had come of it by then. */
export interface TracedPoint extends Boundary { state: LiveState; mutations: readonly string[]; runs: number }

/** An undisturbed run: every point that it came to, in order. */
export interface Trace { before: LiveState; points: readonly TracedPoint[]; outcome: Outcome }

/** Runs a stage without a crash, stopping at every point to look. The matrix has a row for each of them. */
export async function traceStage(options: WorldOptions): Promise<Trace> {
  const world = await makeWorld({ ...options, settleMs: SLOW_SETTLE_MS });
  try {
    const replica = await world.start();
    world.talkTo(replica);
    await world.prepare();
    const before = await world.state();
    const points: TracedPoint[] = [], come = new Map<string, number>();
    const look = async ({ point, step }: Pick<Boundary, 'point' | 'step'>): Promise<void> => {
      const key = `${point} ${step}`, nth = (come.get(key) ?? 0) + 1;
      come.set(key, nth);
      if (isBoundary({ point, step, nth })) points.push({ point, step, nth, state: await world.state(), mutations: world.mutations(), runs: world.runs() });
      replica.tell({ kind: 'go' });
    };
    const watched = new Promise<void>((resolve, reject) => {
      replica.onMessage((message) => {
        if (message.kind === 'at') look(message).then(() => { if (message.point === 'ended') resolve(); }, reject);
      });
      void replica.died.then(() => { reject(new Error(`The process died: ${replica.log()}`)); });
    });
    replica.tell({ kind: 'watch' });
    const id = await world.begin(world.request());
    await watched;
    return { before, points, outcome: await world.poll(id) };
  } finally {
    await world.close();
  }
}

/** A step that waits comes by again and again; one such turn stands for all. */
const isBoundary = ({ point, nth }: Boundary): boolean => nth === 1 || (nth === 2 && point === 'beforeIntent');

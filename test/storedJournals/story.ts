import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from 'stage-contract';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import {
  clockFrom,
  startPresentEngine,
  type CheckpointPoint,
  type PresentEngine,
  type StoredRequest,
} from './presentEngine';
import type { StoredJournal } from './storedJournal';
import { readTables } from './storedTables';
import { putBuilds, readWorld, startWorld, type StoredWorld } from './storedWorld';

/** Plays Orca until the process dies. */
export interface Story {
  /** Runs a stage to its end, which must be the given one. */
  run(request: StoredRequest, status?: Outcome['status']): Promise<void>;
  /** Starts a stage without waiting; `expected.json` refers to it by this name. */
  begin(request: StoredRequest, name?: string): Promise<void>;
  /** Starts a stage and polls until its outcome meets the condition. */
  until(request: StoredRequest, isReached: (outcome: Outcome) => boolean): Promise<void>;
  untilEnded(name: string, status: Outcome['status']): Promise<void>;
  cancel(stageId: string): Promise<void>;
  /** Does something that brings an operation to a checkpoint of this step, where it stays until the process dies. */
  stopAt(point: CheckpointPoint, step: string, act: () => Promise<void>): Promise<void>;
  /** Makes changes by calls of this kind take a minute. */
  settlesSlowly(operation: string): void;
}

/** The start time of every story. */
const BEGINS_AT = Date.UTC(2026, 6, 1, 12);
const LIMIT_MS = 20_000;

/**
 * Plays a story with the engine of this checkout, on a SQLite journal, and returns what is left when its process is
 * killed at the end.
 */
export async function playStory(
  play: (story: Story) => Promise<void>,
  sealingKey: string,
): Promise<{ journal: StoredJournal; aws: StoredWorld }> {
  const folder = mkdtempSync(join(tmpdir(), 'story-'));
  const file = join(folder, 'journal.sqlite'),
    stateDir = join(folder, 'lambda');
  const clock = clockFrom(BEGINS_AT);
  const lambda = await startWorld(stateDir, clock);
  const stops = new Stops();
  const engine = await startPresentEngine({
    journal: file,
    lambdaUrl: lambda.url,
    clock,
    sealingKey,
    onCheckpoint: (point, step) => stops.arrive(point, step),
  });
  const operations: Record<string, string> = {};
  try {
    await putBuilds(lambda);
    const settlesSlowly = (operation: string): void =>
      lambda.addFault({ kind: 'settleSlow', operation, ms: 60_000, times: 10 });
    await play({ ...storyOf(engine, stops, operations), settlesSlowly });
    const takenAt = clock.now(),
      tables = readTables(file);
    engine.kill();
    await lambda.close();
    return { journal: { takenAt, operations, tables }, aws: readWorld(stateDir) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function storyOf(
  engine: PresentEngine,
  stops: Stops,
  operations: Record<string, string>,
): Omit<Story, 'settlesSlowly'> {
  const untilSo = (name: string, isReached: (outcome: Outcome) => boolean): Promise<Outcome> =>
    eventually(
      `“${name}” to get to where the story wants it`,
      async () => {
        const outcome = await engine.poll(operations[name] ?? '');
        return isReached(outcome) ? outcome : new NotYet(`${outcome.status}: ${outcome.progress}`);
      },
      { withinMs: LIMIT_MS },
    );
  const begin: Story['begin'] = async (request, name = request.stageId) => {
    operations[name] = await engine.begin(request);
  };
  const untilEnded: Story['untilEnded'] = async (name, status) => {
    const outcome = await untilSo(name, (seen) => seen.status !== 'RUNNING');
    if (outcome.status !== status) throw new Error(`“${name}” ended as ${outcome.status}: ${outcome.progress}`);
  };
  return {
    begin,
    untilEnded,
    cancel: (stageId) => engine.cancel(stageId),
    async run(request, status = 'SUCCEEDED') {
      await begin(request);
      await untilEnded(request.stageId, status);
    },
    async until(request, isReached) {
      await begin(request);
      await untilSo(request.stageId, isReached);
    },
    async stopAt(point, step, act) {
      const arrived = stops.next(point, step);
      await act();
      await Promise.race([
        arrived,
        pause(LIMIT_MS, undefined, { ref: false }).then(() => {
          throw new Error(`No operation came to ${point} of ${step}.`);
        }),
      ]);
    },
  };
}

/** Where an operation should stop. */
class Stops {
  private awaited: { point: CheckpointPoint; step: string; arrive: () => void } | undefined;

  /** Resolves when an operation has reached it. */
  next(point: CheckpointPoint, step: string): Promise<void> {
    return new Promise((resolve) => {
      this.awaited = { point, step, arrive: resolve };
    });
  }

  arrive(point: CheckpointPoint, step: string): Promise<void> | undefined {
    if (this.awaited?.point !== point || this.awaited.step !== step) return undefined;
    this.awaited.arrive();
    this.awaited = undefined;
    // It never continues: its process is about to die.
    return new Promise(() => undefined);
  }
}

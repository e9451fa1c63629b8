import { join } from 'node:path';
import { startStrictLambda } from '../../sandbox/src/lambda';
import { sidecarClient, type StageRequest } from '../process/support/sidecarClient';
import type { CellJournal, CrashJournal } from './crashJournal';
import { BUILDS, handlerZip } from './liveState';
import type { Replica } from './replica';
import { configurationOf, withTarget } from './sidecarOfCell';
import { FAST } from './timing';

/** A strict Lambda and a journal as stages have left them, at rest: every cell of a stage begins with a copy. */
export interface PreparedWorld { folder: string; journal: CellJournal }

/** Prepares each beginning once. */
export interface Preparations { of(journal: CrashJournal, before: readonly StageRequest[]): Promise<PreparedWorld> }

interface Means { newFolder(): string; newReplica(): Promise<Replica> }

/** Where the strict Lambda of a world keeps its state. */
export const lambdaFolder = (folder: string): string => join(folder, 'lambda');

/** Beginnings that are shared by many stages. */
export function preparations(means: Means): Preparations {
  const made = new Map<CrashJournal, Map<readonly StageRequest[], Promise<PreparedWorld>>>();
  return {
    of(journal, before) {
      const ofJournal = made.get(journal) ?? new Map<readonly StageRequest[], Promise<PreparedWorld>>();
      made.set(journal, ofJournal);
      const prepared = ofJournal.get(before) ?? prepareWorld(means, journal, before);
      ofJournal.set(before, prepared);
      return prepared;
    },
  };
}

/** Runs these stages, one after the other, in a world of their own, and ends everything. Throws when one of them fails. */
async function prepareWorld({ newFolder, newReplica }: Means, journal: CrashJournal, before: readonly StageRequest[]): Promise<PreparedWorld> {
  const folder = newFolder(), replica = await newReplica();
  const lambda = await startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited', stateDir: lambdaFolder(folder) });
  try {
    for (const label of BUILDS) await lambda.putObject({ bucket: 'builds', key: `${label}.zip`, body: handlerZip(label) });
    const kept = await journal.make(folder);
    const address = await replica.serve({ configuration: configurationOf(lambda.url, kept.settings), environment: kept.environment, timing: FAST }, () => undefined);
    const client = sidecarClient(() => address);
    for (const request of before) {
      const outcome = await client.run(withTarget(request));
      if (outcome.status !== 'SUCCEEDED') throw new Error(`What comes before a stage failed: ${outcome.progress}`);
    }
    return { folder, journal: kept };
  } finally {
    // Killed, its files are at rest: a database that is closed may still be tidied up behind it.
    await replica.kill();
    await lambda.close();
  }
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startStrictLambda, type StrictLambda } from 'strict-lambda';
import { sidecarClient, type SidecarClient, type StageRequest } from '../process/support/sidecarClient';
import type { CellJournal, CrashJournal } from './crashJournal';
import { BUILDS, handlerZip } from './liveState';
import type { Replica } from './replica';
import { accountOf, configurationOf, withTarget } from './sidecarOfCell';
import { FAST } from './timing';

/**
 * Strict Lambdas and a journal as stages have left them, not in use: every world of these stages starts with a copy.
 */
export interface PreparedWorld {
  folder: string;
  journal: CellJournal;
}

/** Prepares each starting point once. */
export interface Preparations {
  of(journal: CrashJournal, before: readonly StageRequest[]): Promise<PreparedWorld>;
}

interface Means {
  newFolder(): string;
  newReplica(): Promise<Replica>;
}

/** How many cells share a world at most, each in its own place. */
export const MOST_PLACES = 16;
/** Where a world keeps its journal, if it is in files. */
export const journalFolder = (folder: string): string => join(folder, 'journal');
/** Where one of its places has its files. */
export const placeFolder = (folder: string, place: number): string => join(folder, accountOf(place));
/** Where the strict Lambda of a place keeps its state. */
export const lambdaFolder = (folder: string, place: number): string => join(placeFolder(folder, place), 'lambda');

/** Starting points that many stages share. */
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

/** Runs these stages in every place, one after the other, and ends everything. Throws if one of them fails. */
async function prepareWorld(
  { newFolder, newReplica }: Means,
  journal: CrashJournal,
  before: readonly StageRequest[],
): Promise<PreparedWorld> {
  const folder = newFolder(),
    replica = await newReplica();
  mkdirSync(journalFolder(folder));
  const lambdas = await Promise.all(
    Array.from({ length: MOST_PLACES }, (_, place) =>
      startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited', stateDir: lambdaFolder(folder, place) }),
    ),
  );
  try {
    const kept = await journal.make(journalFolder(folder));
    const address = await replica.serve(
      {
        configuration: configurationOf(
          lambdas.map(({ url }) => url),
          kept.settings,
        ),
        environment: kept.environment,
        timing: FAST,
      },
      () => undefined,
    );
    await Promise.all(
      lambdas.map((lambda, place) =>
        preparePlace(
          lambda,
          sidecarClient(() => address),
          before.map((request) => withTarget(request, place)),
        ),
      ),
    );
    return { folder, journal: kept };
  } finally {
    // After a kill, its files do not change any more: a database that is closed may still be cleaned up afterward.
    await replica.kill();
    await Promise.all(lambdas.map((lambda) => lambda.close()));
  }
}

async function preparePlace(
  lambda: StrictLambda,
  client: SidecarClient,
  before: readonly StageRequest[],
): Promise<void> {
  for (const label of BUILDS)
    await lambda.putObject({ bucket: 'builds', key: `${label}.zip`, body: handlerZip(label) });
  for (const request of before) {
    const outcome = await client.run(request);
    if (outcome.status !== 'SUCCEEDED') throw new Error(`What comes before a stage failed: ${outcome.progress}`);
  }
}

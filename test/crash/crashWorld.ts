import { cpSync, rmSync } from 'node:fs';
import type { Outcome } from 'stage-contract';
import type { EngineTiming } from '../../orca-stages-ts/src/engine';
import { sidecarClient, type StageRequest } from '../process/support/sidecarClient';
import { openPlace, type CellPlace, type OpenPlace, type PlaceOptions } from './cellPlace';
import type { CrashJournal } from './crashJournal';
import type { CrashRun } from './crashRun';
import { journalFolder, placeFolder } from './preparedWorld';
import type { Replica } from './replica';
import { configurationOf } from './sidecarOfCell';
import { FAST } from './timing';

/**
 * How a world is created: what has happened in each of its places before, and what should happen there. `leaseMs` is
 * only given if it differs from the matrix's own short one.
 */
export interface WorldOptions {
  run: CrashRun;
  journal: CrashJournal;
  before: readonly StageRequest[];
  places: readonly PlaceOptions[];
  leaseMs?: number;
}

/** A journal and the processes of the sidecar that serve it, over places that have nothing else in common. */
export interface CrashWorld {
  places: readonly CellPlace[];
  /**
   * Lets a process serve this world, with its changes to the engine's times. Requests go to living processes in turn.
   */
  serve(replica: Replica, timing?: Partial<EngineTiming>): Promise<void>;
  /**
   * Makes it look as if Orca had not polled for long. A process that starts forgives silence, unless its timing says
   * otherwise.
   */
  silenceOrca(): Promise<void>;
  close(): Promise<void>;
}

/** Creates a world as the previous stages left it. Close it at the end. It does not own its processes. */
export async function makeWorld({ run, journal, before, places, leaseMs }: WorldOptions): Promise<CrashWorld> {
  const prepared = await run.preparations.of(journal, before);
  const folder = run.newFolder();
  cpSync(journalFolder(prepared.folder), journalFolder(folder), { recursive: true });
  const kept = await journal.make(journalFolder(folder), prepared.journal);
  const serving: { replica: Replica; address: string }[] = [];
  let asked = 0;
  const client = sidecarClient(() => {
    const alive = serving.filter(({ replica }) => replica.alive());
    return alive[asked++ % alive.length]?.address ?? 'http://127.0.0.1:1';
  });
  const open: OpenPlace[] = await Promise.all(
    places.map((options, place) => {
      cpSync(placeFolder(prepared.folder, place), placeFolder(folder, place), { recursive: true });
      return openPlace(folder, place, options, { client, journal: kept });
    }),
  );
  const configuration = configurationOf(
    open.map(({ lambdaUrl }) => lambdaUrl),
    kept.settings,
  );
  return {
    places: open,
    silenceOrca: () => kept.ask('update operations set last_poll_at = 0'),
    async serve(replica, changes = {}) {
      const timing = { ...FAST, ...(leaseMs === undefined ? {} : { leaseMs }), ...changes };
      const address = await replica.serve({ configuration, environment: kept.environment, timing }, (message) => {
        for (const place of open) place.hear(replica, message);
      });
      serving.push({ replica, address });
    },
    async close() {
      await Promise.all(open.map((place) => place.close()));
      await kept.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether an operation of this outcome is over. */
export const isOver = (outcome: Outcome): boolean => outcome.status !== 'RUNNING';

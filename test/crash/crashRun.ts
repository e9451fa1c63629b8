import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStrictLambda } from 'strict-lambda';
import { sidecarClient } from '../process/support/sidecarClient';
import { buildCrashProcess, type CrashBundle } from './crashBundle';
import { sqliteJournal } from './crashJournal';
import { handlerZip } from './liveState';
import { preparations, type Preparations } from './preparedWorld';
import { startReplica } from './replica';
import { replicaPool, type ReplicaPool } from './replicaPool';
import { configurationOf, withTarget } from './sidecarOfCell';
import { CREATED } from './stages/requests';
import { FAST } from './timing';

/** One run of the matrix, or of a part of it: its processes and its folder. */
export interface CrashRun {
  bundle: CrashBundle;
  pool: ReplicaPool;
  preparations: Preparations;
  /** A folder that belongs to the run. */
  newFolder(): string;
  /** Ends every process and removes everything. */
  close(): Promise<void>;
}

/**
 * Builds the process and keeps V8's compiled code from running a stage. Close it at the end; its folder is also
 * removed if this process ends in another way.
 */
export async function startCrashRun(): Promise<CrashRun> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const removeFolder = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', removeFolder);
  const newFolder = (): string => mkdtempSync(join(folder, 'cell-'));
  const bundle = await buildCrashProcess(folder);
  await compileAhead(bundle, newFolder());
  const pool = replicaPool(bundle);
  return {
    bundle,
    pool,
    newFolder,
    preparations: preparations({ newFolder, newReplica: pool.fresh }),
    async close() {
      await pool.close();
      process.off('exit', removeFolder);
      removeFolder();
    },
  };
}

async function compileAhead(bundle: CrashBundle, folder: string): Promise<void> {
  const replica = await startReplica(bundle),
    lambda = await startStrictLambda({ quotas: 'unlimited' });
  try {
    await lambda.putObject({ bucket: 'builds', key: 'one.zip', body: handlerZip('one') });
    const { settings, environment } = await sqliteJournal.make(folder);
    const address = await replica.serve(
      { configuration: configurationOf([lambda.url], settings), environment, timing: FAST },
      () => undefined,
    );
    for (const request of CREATED) await sidecarClient(() => address).run(withTarget(request, 0));
    replica.tell('keepCompiled');
    await replica.died;
  } finally {
    await replica.kill();
    await lambda.close();
  }
}

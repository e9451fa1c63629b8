import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { startStrictLambda, zipOf, type StrictLambda } from 'strict-lambda';
import type { JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import { openToRead } from '../../orca-stages-ts/src/journal/openToRead';
import { orcaConfigYaml } from '../../orca-stages-ts/src/cli/orcaConfig';
import { freePort } from '../../orca-stages-ts/src/testing/freePort';
import { startPostgresServer } from '../../orca-stages-ts/src/testing/postgresServer';
import { startSpinnaker, type Spinnaker } from '../../sandbox/src/gate';
import { ACCOUNT_ID, TOKEN } from '../process/support/sidecarSettings';
import { startSidecarProcess, type SidecarProcess } from '../process/support/sidecarProcess';
import { startIngress } from './ingress';

/** Where the sidecar keeps its operations; in PostgreSQL, two replicas share them. */
export type KillJournal = 'SQLite' | 'PostgreSQL';

/** Labels of the builds in the bucket `builds`, as `<label>.zip`. */
export const BUILDS = ['one', 'two', 'three'] as const;

/** The sandbox's Orca, processes of the sidecar behind an ingress, and the strict Lambda that they work on. */
export interface KillWorld {
  spinnaker: Spinnaker;
  replicas: readonly SidecarProcess[];
  lambda: StrictLambda;
  aws: LambdaClient;
  /** The journal, read from outside. */
  journal: JournalDatabase;
  /** Where the functions record their runs. */
  runsFile: string;
  /** What the functions recorded, one entry for each run. */
  runs(): string[];
  close(): Promise<void>;
}

/** Orca polls this many times as often as it does, so that a run is over in minutes. */
const POLLS_FASTER = 10;

/** A handler that records the run it is given before it answers. */
const recordingZip = (label: string): Uint8Array =>
  zipOf({
    'index.js': `exports.handler = async (event) => { if (event.run) require('node:fs').appendFileSync(process.env.RUNS, event.run + '\\n'); return { label: '${label}' }; };`,
  });

/** Starts everything; close it at the end. */
export async function startKillWorld(kind: KillJournal): Promise<KillWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  const lambda = await startStrictLambda({ settleDelayMs: 100, quotas: 'unlimited' });
  for (const label of BUILDS)
    await lambda.putObject({ bucket: 'builds', key: `${label}.zip`, body: recordingZip(label) });
  const replicas: SidecarProcess[] = [];
  const ingress = await startIngress(() => replicas.map(({ address }) => address));
  const orcaPort = await freePort();
  const spinnaker = await startSpinnaker({
    port: orcaPort,
    orcaConfigYaml: orcaConfigYaml({ publicUrl: ingress.url, token: TOKEN, textPayload: false }),
    pollScale: 1 / POLLS_FASTER,
  });
  const server = kind === 'PostgreSQL' ? await startPostgresServer() : undefined;
  const databaseUrl = await server?.newDatabase();
  const options = {
    sharedLambda: lambda,
    configuration: {
      publicUrl: ingress.url,
      authorization: 'allowedAccounts',
      orca: { baseUrl: `http://127.0.0.1:${orcaPort}/orca` },
      ...(databaseUrl === undefined ? {} : { journal: undefined, sealingKeys: [{ keyEnv: 'SEALING_KEY' }] }),
    },
    environment: databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, SEALING_KEY: 'ab'.repeat(32) },
  };
  const count = databaseUrl === undefined ? 1 : 2;
  for (let replica = 0; replica < count; replica++) replicas.push(await startSidecarProcess(options));
  const aws = new LambdaClient({
    endpoint: lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' },
    maxAttempts: 20,
  });
  const journal = openToRead(databaseUrl ?? join(replicas[0]?.folder ?? '', 'journal.sqlite'));
  const runsFile = join(folder, 'runs.txt');
  return {
    spinnaker,
    replicas,
    lambda,
    aws,
    runsFile,
    journal,
    runs: () => (existsSync(runsFile) ? readFileSync(runsFile, 'utf8').split('\n').slice(0, -1) : []),
    async close() {
      await spinnaker.close();
      await ingress.close();
      await journal.destroy();
      await Promise.all(replicas.map((replica) => replica.close()));
      await server?.close();
      aws.destroy();
      await lambda.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { present } from 'stage-contract';
import { isMutating, startStrictLambda, zipOf, type StrictLambda, type StrictLambdaOptions } from 'strict-lambda';
import { checkConfiguration, readSecrets, type Configuration } from '../../../orca-stages-ts/src/config';
import { createLog, createMetrics } from '../../../orca-stages-ts/src/http';
import { systemClock, type Clock } from '../../../orca-stages-ts/src/model/clock';
import type { DirectHandler } from '../../../orca-stages-ts/src/testing/directHandler';
import { serve, type RunningSidecar } from '../../../orca-stages-ts/src/serve';
import { freePort } from '../../../orca-stages-ts/src/testing/freePort';
import { sidecarClient, type SidecarClient } from './sidecarClient';
import { ACCOUNT_ID, sidecarSettings, TOKEN } from './sidecarSettings';

/** The whole sidecar in this process, with a journal in a file, over a strict Lambda in this process. */
export interface TestSidecar extends SidecarClient {
  /** Where it listens; `statusUrl` starts with it. */
  address: string;
  lambda: StrictLambda;
  /** A separate client, for checks and preparation. */
  aws: LambdaClient;
  journalFile: string;
  /** Everything that was logged so far. */
  log(): string;
  /** Mutating calls that AWS has seen, including rejected ones, as `UpdateAlias 200`. */
  mutations(): string[];
  /** Puts a zip into the bucket `builds`; its handler responds with the label. */
  putCode(key: string, label: string): Promise<void>;
  /** Drains the sidecar; `resume` starts it again at the same address with the same journal. */
  stop(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** How a test's sidecar differs from the usual one. */
export interface TestSidecarOptions {
  lambda?: StrictLambdaOptions;
  configuration?: Record<string, unknown>;
  /** AWS account numbers of further accounts, by name. */
  otherAccounts?: Readonly<Record<string, string>>;
  /** Further names of the AWS account that are only for going back. */
  revertAccounts?: readonly string[];
  /** Topics and buses that are told about events, by the name of the account. */
  accountEvents?: Readonly<Record<string, object>>;
  /** Another time than the machine's, for the sidecar and AWS. */
  time?: SidecarTime;
  /** A sidecar whose journal and AWS this one shares, as its second replica. */
  replicaOf?: TestSidecar;
}

/** A clock that a test moves, and the handler that carries the calls to AWS within it. */
export interface SidecarTime {
  clock: Clock;
  handler: DirectHandler;
}

/** Starts a sidecar. Close it at the end. */
export async function startTestSidecar(options: TestSidecarOptions = {}): Promise<TestSidecar> {
  const { time, replicaOf } = options;
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-'));
  const journalFile = replicaOf?.journalFile ?? join(folder, 'journal.sqlite');
  const lambda = replicaOf?.lambda ?? (await startLambda(options));
  const port = await freePort();
  const configuration = configurationFrom(
    sidecarSettings({
      port,
      lambdaUrl: lambda.url,
      journalFile,
      ...present({
        change: options.configuration,
        otherAccounts: options.otherAccounts,
        revertAccounts: options.revertAccounts,
        accountEvents: options.accountEvents,
      }),
    }),
  );
  const lines: string[] = [];
  const start = (): Promise<RunningSidecar> => startServer(configuration, time, (line) => lines.push(line));
  let running: RunningSidecar | undefined = await start();
  const aws = new LambdaClient({
    endpoint: lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' },
  });
  const address = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    const stopping = running;
    running = undefined;
    await stopping?.stop();
  };
  return {
    ...sidecarClient(() => address),
    address,
    lambda,
    aws,
    journalFile,
    stop,
    log: () => lines.join(''),
    mutations: () => mutatingCalls(lambda),
    putCode: (key, label) => putHandler(lambda, key, label),
    async resume() {
      running = await start();
    },
    async close() {
      await stop();
      aws.destroy();
      if (replicaOf === undefined) await lambda.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startLambda({ lambda: more, time, otherAccounts = {} }: TestSidecarOptions): Promise<StrictLambda> {
  const lambda = await startStrictLambda({
    settleDelayMs: 20,
    quotas: 'unlimited',
    notAssumableRoles: ['locked'],
    accounts: [ACCOUNT_ID, ...Object.values(otherAccounts)],
    ...(time === undefined ? {} : { clock: time.handler.lambdaClock }),
    ...more,
  });
  time?.handler.answerFrom(lambda);
  return lambda;
}

/** Calls that change something, as `UpdateAlias 200`. */
export const mutatingCalls = (lambda: StrictLambda): string[] =>
  lambda
    .calls()
    .filter((call) => call.service === 'lambda' && isMutating(call.operation))
    .map((call) => `${call.operation} ${call.status}`);

/** Puts a zip whose handler responds with a label into the bucket `builds`. */
export async function putHandler(lambda: StrictLambda, key: string, label: string): Promise<void> {
  await lambda.putObject({
    bucket: 'builds',
    key,
    body: zipOf({ 'index.js': `exports.handler = async (event) => ({ label: '${label}', event });` }),
  });
}

function configurationFrom(settings: Record<string, unknown>): Configuration {
  const reading = checkConfiguration(settings);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.configuration;
}

function startServer(
  configuration: Configuration,
  time: SidecarTime | undefined,
  keep: (line: string) => void,
): Promise<RunningSidecar> {
  const reading = readSecrets(configuration, { LAMBDA_STAGES_TOKEN: TOKEN });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const log = createLog(
    'debug',
    new Writable({
      write(chunk, _encoding, done) {
        keep(String(chunk));
        done();
      },
    }),
  );
  return serve({
    configuration,
    secrets: reading.secrets,
    clock: time?.clock ?? systemClock,
    ...(time === undefined ? {} : { awsHandlers: { kept: time.handler, fresh: time.handler } }),
    log,
    metrics: createMetrics(),
    random: Math.random,
  });
}

import { fork } from 'node:child_process';
import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { zipOf, type LambdaTraffic, type StrictLambdaOptions } from 'strict-lambda';

/** What the strict Lambda recorded of one request. */
export interface SeenCall {
  time: string;
  service: string;
  operation: string;
  functionName?: string;
  account: string;
  region: string;
  status: number;
  /** Metrics that a GetMetricData asked for. */
  metrics?: number;
  durationMs: number;
}

/** An account and region: AWS's quotas apply to each pair. */
export interface Place {
  account: string;
  accountId: string;
  region: string;
}

/** A strict Lambda in a separate process. */
export interface LambdaWorld {
  url: string;
  /** Calls of one service: Lambda, unless another is named. */
  calls(service?: string): Promise<SeenCall[]>;
  recordTraffic(traffic: LambdaTraffic): Promise<void>;
  clearCalls(): Promise<void>;
  configure(settings: Pick<StrictLambdaOptions, 'quotas' | 'settleDelayMs'>): Promise<void>;
  close(): Promise<void>;
}

/** Starts it with the four builds in its bucket. Close it at the end. */
export async function startLambdaWorld(options: StrictLambdaOptions = {}): Promise<LambdaWorld> {
  const child = fork(join(__dirname, 'lambdaProcess.ts'), [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      child.once('message', (message) => resolve(String(message)));
    }),
    ended.then(() => {
      throw new Error('The strict Lambda did not start.');
    }),
  ]);
  const control = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${url}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  return {
    url,
    calls: async (of = 'lambda') =>
      ((await (await control('GET', 'calls')).json()) as SeenCall[]).filter(({ service }) => service === of),
    recordTraffic: async (traffic) => {
      const answer = await control('POST', 'traffic', traffic);
      if (!answer.ok) throw new Error(`Traffic was not recorded: ${await answer.text()}`);
      await answer.arrayBuffer();
    },
    clearCalls: async () => {
      await control('DELETE', 'calls');
    },
    configure: async (settings) => {
      await control('PUT', 'settings', settings);
    },
    async close() {
      child.disconnect();
      await ended;
    },
  };
}

const CLIENTS = 8;

/**
 * Creates functions `name-1`, `name-2` … in every place, each with version 1 behind the alias `live`, and version 2 too
 * if requested.
 */
export async function makeFunctions(
  world: LambdaWorld,
  places: readonly Place[],
  names: readonly string[],
  versions: 1 | 2,
): Promise<void> {
  const work = places.flatMap((place) => names.map((name) => ({ place, name })));
  const clients = new Map(
    await Promise.all(places.map(async (place) => [place, await clientOf(world, place)] as const)),
  );
  const workers = Array.from({ length: CLIENTS }, async () => {
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const client = clients.get(next.place);
      if (client !== undefined) await makeFunction(client, next.place, next.name, versions);
    }
  });
  await Promise.all(workers);
  for (const client of clients.values()) client.destroy();
}

const clientOf = async (world: LambdaWorld, place: Place): Promise<LambdaClient> =>
  new LambdaClient(await settingsOf(world, place));

/** What an SDK client of a place is made with: the strict Lambda distinguishes accounts by the assumed role. */
export async function settingsOf(
  world: LambdaWorld,
  { accountId, region }: Place,
): Promise<{
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
}> {
  const sts = new STSClient({
    endpoint: world.url,
    region,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'test' },
  });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/lambda-stages`, RoleSessionName: 'bench' }),
  );
  sts.destroy();
  const {
    AccessKeyId: accessKeyId = '',
    SecretAccessKey: secretAccessKey = '',
    SessionToken: sessionToken = '',
  } = Credentials ?? {};
  return { endpoint: world.url, region, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

const codeOf = (label: string): Uint8Array =>
  zipOf({ 'index.js': `exports.handler = async (event) => ({ label: '${label}', event });` });
const CODE = { v1: codeOf('v1'), beside: codeOf('beside') };

async function makeFunction(client: LambdaClient, place: Place, name: string, versions: 1 | 2): Promise<void> {
  await client.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${place.accountId}:role/checkout`,
      Code: { ZipFile: CODE.v1 },
      Publish: true,
    }),
  );
  await client.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));
  if (versions === 2)
    await client.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: CODE.beside, Publish: true }));
}

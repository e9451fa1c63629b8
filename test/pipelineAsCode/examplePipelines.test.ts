import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { zipOf } from 'strict-lambda';
import threeEnvironments from '../../docs/examples/threeEnvironments.json';
import { readJsonSource } from '../../orca-stages-ts/src/cli/pipelines/jsonSource';
import { validatePipelines } from '../../orca-stages-ts/src/cli/validate/validatePipelines';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { polledAt, startOrcaWorld, type OrcaWorld } from '../trust/orcaWorld';

const ACCOUNTS = { dev: '111111111111', staging: '222222222222', prod: '333333333333' };
const REGIONS = ['us-east-1', 'eu-west-1', 'ap-northeast-1'];
const zip = (label: string): Uint8Array => zipOf({ 'index.js': `exports.handler = async () => '${label}';` });

let world: OrcaWorld;
const clients: LambdaClient[] = [];
beforeAll(async () => {
  world = await startOrcaWorld({ skipsTime: true, otherAccounts: ACCOUNTS });
});
afterAll(async () => {
  clients.forEach((client) => client.destroy());
  await world.close();
});

const awsIn = (account: keyof typeof ACCOUNTS, region = 'us-east-1'): LambdaClient => {
  const credentials = { accessKeyId: ACCOUNTS[account], secretAccessKey: 'test' };
  const client = new LambdaClient({ endpoint: world.sidecar.lambda.url, region, credentials });
  clients.push(client);
  return client;
};

/** The function as Terraform made it: code of its first day, version 1, alias live. */
async function prepare(account: keyof typeof ACCOUNTS, FunctionName: string, region?: string): Promise<void> {
  const aws = awsIn(account, region);
  await aws.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: `arn:aws:iam::${ACCOUNTS[account]}:role/checkout`,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zip('old') },
      Publish: true,
    }),
  );
  await aws.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
}

const hashAt = async (account: keyof typeof ACCOUNTS, FunctionName: string, region?: string): Promise<unknown> =>
  (await awsIn(account, region).send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'live' })))
    .CodeSha256;

/** Starts a pipeline's stages with its parameters, and answers its judgment. */
async function run(stages: readonly object[], functionName: string): Promise<Execution> {
  const named = stages.map((stage): JsonObject => ({ ...stage, ...('functionName' in stage ? { functionName } : {}) }));
  const { id } = world.orca.orchestrate(
    {
      id: functionName,
      application: 'demo',
      name: 'Release',
      stages: named,
      trigger: { parameters: { codeKey: 'app.zip' } },
    },
    { user: 'jane', allowedAccounts: Object.keys(ACCOUNTS) },
  );
  const isWaiting = ({ type, status }: Execution['stages'][number]): boolean =>
    type === 'manualJudgment' && status === 'RUNNING';
  const seen = await world.until(
    id,
    'the judgment or the end',
    ({ status, stages: now }) => status !== 'RUNNING' || now.some(isWaiting),
  );
  const judgment = seen.stages.find(isWaiting);
  if (judgment !== undefined)
    world.orca.updateStage(id, judgment.id, { judgmentStatus: 'continue' }, { user: 'jane', allowedAccounts: [] });
  return world.ended(id);
}

const statuses = ({ stages }: Execution): string[] => stages.map(({ name, status }) => `${name}: ${status}`);

describe('one function over dev, staging and production', () => {
  const put = (account: string, label: string): Promise<unknown> =>
    world.sidecar.lambda.putObject({ bucket: `builds-${account}`, key: 'app.zip', body: zip(label) });
  const accounts = ['dev', 'staging', 'prod'] as const;

  it('runs the same code everywhere, because its hash is handed from stage to stage', async () => {
    for (const account of accounts) {
      await prepare(account, 'same');
      await put(account, 'new');
    }

    const { status, stages } = await run(threeEnvironments.stages, 'same');

    const hashes = await Promise.all(accounts.map((account) => hashAt(account, 'same')));
    const published = stages
      .map((stage) => polledAt(stage, 'outputs', 'codeSha256'))
      .filter((hash) => hash !== undefined);
    expect([status, new Set([...hashes, ...published]).size]).toEqual(['SUCCEEDED', 1]);
  });

  it('stops before it changes anything in staging, if another build lies there', async () => {
    for (const account of accounts) await prepare(account, 'other');
    await put('dev', 'new');
    await put('staging', 'another');

    const execution = await run(threeEnvironments.stages, 'other');

    const failed = execution.stages.find(({ status }) => status === 'TERMINAL');
    expect(statuses(execution).slice(0, 3)).toEqual([
      'Deploy to dev: SUCCEEDED',
      'Release in dev: SUCCEEDED',
      'Deploy to staging: TERMINAL',
    ]);
    expect(polledAt(failed ?? ({ context: {} } as never), 'failure', 'code')).toBe('codeMismatch');
    expect(await hashAt('staging', 'other')).toBe(await hashAt('prod', 'other'));
  });
});

describe('one function in three regions', () => {
  const print = (): string =>
    execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, '../../docs/examples/threeRegions.ts')], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
    });

  it('is a pipeline without mistakes, with one branch for each region', async () => {
    const text = print();
    const { findings } = validatePipelines([readJsonSource('three.json', text)], new Set());
    for (const region of REGIONS) {
      await prepare('prod', 'regional', region);
      await world.sidecar.lambda.putObject({ bucket: `builds-${region}`, key: 'app.zip', body: zip('new'), region });
    }
    const old = await hashAt('prod', 'regional', REGIONS[0]);

    const execution = await run((JSON.parse(text) as { stages: object[] }).stages, 'regional');

    const hashes = await Promise.all(REGIONS.map((region) => hashAt('prod', 'regional', region)));
    expect(findings).toEqual([]);
    expect(statuses(execution)).toHaveLength(9);
    expect([execution.status, new Set(hashes).size, hashes.includes(old)]).toEqual(['SUCCEEDED', 1, false]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  GetFunctionCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

import { sandboxPorts } from '../../orca-stages-ts/src/testing/freePort';

const repository = join(__dirname, '..', '..');

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

async function npmStart(argv: readonly string[], environment: Record<string, string>): Promise<Run> {
  const child = spawn(process.execPath, [require.resolve('tsx/cli'), 'sandbox/src/start.ts', ...argv], {
    cwd: repository,
    env: { ...process.env, ...(await sandboxPorts()), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function untilPrinted(run: Run, pattern: RegExp): Promise<RegExpExecArray> {
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  return eventually(`${pattern.source} to be printed`, () => {
    const match = pattern.exec(run.output());
    if (match !== null) return match;
    if (over) throw new Error(`It ended without printing ${pattern.source}:\n${run.output()}`);
    return new NotYet(run.output());
  });
}

function client(endpoint: string, region = 'us-east-1'): LambdaClient {
  return new LambdaClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/** As in the sample pipeline: from the code that the start has put into the bucket. */
async function createSampleFunction(url: string, input: Partial<CreateFunctionCommandInput> = {}): Promise<void> {
  await client(url).send(
    new CreateFunctionCommand({
      FunctionName: 'checkout',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/checkout',
      Code: { S3Bucket: 'lambda-stages-samples', S3Key: 'checkout-v1.zip' },
      ...input,
    }),
  );
}

describe('npm start', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sandbox-start-'));
  });

  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('starts only the strict Lambda, keeps its state for the next start, and stops everything on SIGTERM', async () => {
    const state = join(dir, 'state');

    const first = await npmStart(['--only', 'lambda'], { SANDBOX_STATE: state });
    const [, url = ''] = await untilPrinted(first, /Lambda, S3, STS +(http:\S+)/);
    await createSampleFunction(url);
    first.child.kill('SIGTERM');
    const exitCode = await first.ended;

    expect(exitCode).toBe(0);
    expect(first.output()).toContain('Stopped.');
    await expect(fetch(url)).rejects.toThrow();
    expect(existsSync(join(state, 'pid'))).toBe(false);

    const second = await npmStart(['--only', 'lambda'], { SANDBOX_STATE: state });
    const [, secondUrl = ''] = await untilPrinted(second, /Lambda, S3, STS +(http:\S+)/);
    const kept = await client(secondUrl).send(new GetFunctionCommand({ FunctionName: 'checkout' }));
    second.child.kill('SIGINT');
    await second.ended;

    expect(kept.Configuration?.Handler).toBe('index.handler');
  });

  it('has the regions and the resources that the environment names', async () => {
    const resources = join(dir, 'resources.yml');
    writeFileSync(resources, 'layers: []\n');
    const run = await npmStart(['--only', 'lambda'], {
      SANDBOX_STATE: join(dir, 'state'),
      SANDBOX_REGIONS: 'us-east-1,ap-south-1',
      SANDBOX_RESOURCES: resources,
    });
    const [, url = ''] = await untilPrinted(run, /Lambda, S3, STS +(http:\S+)/);

    const there = client(url, 'ap-south-1').send(new GetFunctionCommand({ FunctionName: 'absent' }));
    const elsewhere = client(url, 'eu-west-1').send(new GetFunctionCommand({ FunctionName: 'absent' }));

    await expect(there).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(elsewhere).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await expect(
      createSampleFunction(url, { Layers: ['arn:aws:lambda:us-east-1:123456789012:layer:tools:1'] }),
    ).rejects.toMatchObject({ message: expect.stringContaining('does not exist') as string });
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it.each([
    [['--only', 'redis'], {}, '--only does not know the part "redis"'],
    [[], { SIDECAR_PORT: 'x' }, 'SIDECAR_PORT is "x", which is not a port'],
    [[], { SANDBOX_REGIONS: 'us-east-1,europe' }, 'SANDBOX_REGIONS names "europe", which is not a region'],
    [[], { SANDBOX_RESOURCES: '/nonexistent.yml' }, 'SANDBOX_RESOURCES: /nonexistent.yml cannot be used: ENOENT'],
  ])('rejects %j %j immediately, with the remedy and without a stack trace', async (argv, environment, message) => {
    const run = await npmStart(argv, { SANDBOX_STATE: dir, ...environment });

    const exitCode = await run.ended;

    expect(exitCode).toBe(1);
    expect(run.output()).toContain(message);
    expect(run.output()).not.toContain('    at ');
  });
});

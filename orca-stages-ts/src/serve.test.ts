import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Outcome } from 'stage-contract';
import { fetch } from 'undici';
import { startStrictLambda, zipOf, type StrictLambda } from 'strict-lambda';
import { checkConfiguration, readSecrets, type Configuration } from './config';
import { createLog, createMetrics } from './http';
import { systemClock } from './model/clock';
import { serve, type RunningSidecar } from './serve';
import { eventually } from 'strict-lambda/src/testing/eventually';

const TOKEN = '0123456789abcdef-token';
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

describe('serve', () => {
  let folder = '';
  let aws: StrictLambda;
  let lines: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lambda-stages-'));
    lines = [];
    aws = await startStrictLambda({ settleDelayMs: 20 });
    await aws.putObject({
      bucket: 'builds',
      key: 'one.zip',
      body: zipOf({ 'index.js': 'exports.handler = async () => 1;' }),
    });
  });
  afterEach(async () => {
    await aws.close();
    rmSync(folder, { recursive: true });
  });

  const configuration = (change: object = {}): Configuration => {
    const reading = checkConfiguration({
      publicUrl: 'http://127.0.0.1:8080',
      listen: { port: 0 },
      tokens: [{ tokenEnv: 'TOKEN' }],
      authorization: 'tokenOnly',
      journal: { file: join(folder, 'data', 'journal.sqlite') },
      accounts: [
        {
          name: 'local',
          accountId: '123456789012',
          regions: ['us-east-1'],
          assumeRoleArn: 'arn:aws:iam::123456789012:role/lambda-stages',
          lambdaEndpoint: aws.url,
          stsEndpoint: aws.url,
          testCredentials: true,
        },
      ],
      ...change,
    });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    return reading.configuration;
  };
  const start = (settings = configuration()): Promise<RunningSidecar> => {
    const reading = readSecrets(settings, { TOKEN });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const log = createLog(
      'debug',
      new Writable({
        write(chunk, _, done) {
          lines.push(String(chunk));
          done();
        },
      }),
    );
    return serve({
      configuration: settings,
      secrets: reading.secrets,
      clock: systemClock,
      log,
      metrics: createMetrics(),
      random: () => 0.5,
    });
  };
  const create = async (sidecar: RunningSidecar): Promise<string> => {
    const context = {
      account: 'local',
      region: 'us-east-1',
      functionName: 'orders',
      s3bucket: 'builds',
      s3key: 'one.zip',
      runtime: 'nodejs20.x',
      handler: 'index.handler',
      role: 'arn:aws:iam::123456789012:role/checkout',
      memorySize: 128,
      timeout: 3,
      publish: true,
      envVariables: { PASSWORD: 'hunter2' },
    };
    const body = JSON.stringify({
      executionId: 'E1',
      stageId: 'S1',
      attempt: 1,
      type: 'Aws.LambdaDeploymentStage',
      stageName: 'Deploy',
      user: 'jane',
      allowedAccounts: ['local'],
      context,
    });
    const response = await fetch(`${sidecar.address}/v1/operations`, { method: 'POST', headers, body });
    const answer = (await response.json()) as { id: string };
    return answer.id;
  };
  const outcomeOf = async (sidecar: RunningSidecar, id: string): Promise<Outcome> =>
    (await (await fetch(`${sidecar.address}/v1/operations/${id}`, { headers })).json()) as Outcome;
  const ended = async (sidecar: RunningSidecar, id: string): Promise<Outcome> => {
    return eventually(`the end of ${id}`, async () => {
      const outcome = await outcomeOf(sidecar, id);
      return outcome.status !== 'RUNNING' && outcome;
    });
  };

  it("runs a stage from Orca's request to its outcome, and never shows its secrets", async () => {
    const sidecar = await start();

    const outcome = await ended(sidecar, await create(sidecar));
    const metrics = await (await fetch(`${sidecar.address}/metrics`)).text();
    await sidecar.stop();

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1' } });
    expect(metrics).toMatch(/lambda_stages_aws_call_seconds_count\{call="CreateFunction",error=""\} 1/);
    expect(`${JSON.stringify(outcome)}${lines.join('')}`).not.toMatch(/hunter2|0123456789abcdef-token/);
  });

  it('goes on with an unfinished stage after a restart', async () => {
    const first = await start();
    const id = await create(first);
    await first.stop();
    const second = await start();

    const outcome = await ended(second, id);
    await second.stop();

    expect(outcome.status).toBe('SUCCEEDED');
    expect(aws.calls().filter((call) => call.operation === 'CreateFunction' && call.status < 300)).toHaveLength(1);
  });

  it('says loudly that authorization is off', async () => {
    const sidecar = await start(configuration({ authorization: 'off' }));
    await sidecar.stop();

    expect(lines.join('')).toMatch(/"level":"warn".*Authorization is off/);
  });

  it('names the port that is taken, and leaves nothing open', async () => {
    const first = await start();
    const port = Number(new URL(first.address).port);

    const second = start(configuration({ listen: { port }, journal: { file: join(folder, 'other.sqlite') } }));

    await expect(second).rejects.toThrow(`listen.port cannot be used: port ${port} on 127.0.0.1 is already in use`);
    await first.stop();
  });

  it('names listen.host when the machine does not have the address', async () => {
    // An address that is kept for documentation: no machine has it.
    await expect(start(configuration({ listen: { host: '192.0.2.1', port: 0 } }))).rejects.toThrow(
      /^listen\.host cannot be used: no network interface of this machine has the address 192\.0\.2\.1\. Choose/,
    );
  });
});

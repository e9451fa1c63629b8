import { GetAliasCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { zipOf } from 'strict-lambda';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { deploymentOf } from '../../testing/deploymentOf';
import { startBench, type StageBench } from '../../testing/stageBench';

const second = { executionId: 'execution-2' };
let bench: StageBench;

const putHandler = (key: string, code: string): Promise<unknown> =>
  bench.lambda.putObject({ bucket: 'builds', key, body: zipOf({ 'index.js': code }) });
async function deployed(key: string, executionId: string): Promise<void> {
  await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId });
}
const bluegreen = (healthCheck: Record<string, unknown>): Promise<Outcome> =>
  bench.run(
    'Aws.LambdaTrafficRoutingStage',
    { aliasName: 'live', deploymentStrategy: '$BLUEGREEN', healthCheck },
    second,
  );
const invocations = (): number => bench.lambda.calls().filter((call) => call.operation === 'Invoke').length;
const main = async (): Promise<string | undefined> =>
  (await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }))).FunctionVersion;

beforeEach(async () => {
  bench = await startBench();
  await putHandler('v1.zip', 'exports.handler = async () => 1;');
  await deployed('v1.zip', 'execution-1');
});
afterEach(async () => {
  await bench.close();
});

it('fails after its attempts if the candidate does not respond in time, instead of calling it until the deadline', async () => {
  const held = await bench.putHeldCode('hangs.zip');
  await deployed('hangs.zip', 'execution-2');

  const ended = bluegreen({ timeoutSeconds: 1, attempts: 2, intervalSeconds: 0 });
  for (const attempt of [1, 2]) {
    await eventually(`attempt ${attempt}`, () => held.runs() === attempt);
    bench.skip(1_000);
  }
  const outcome = await ended;

  expect(outcome).toMatchObject({
    status: 'TERMINAL',
    failure: { code: 'healthCheckFailed', what: 'The health check on v2 failed. No response within 1 s.' },
  });
  expect(outcome.awsCalls.filter(({ call }) => call === 'Invoke')).toHaveLength(2);
  expect(await main()).toBe('1');
});

it('does not count calls that AWS throttled as attempts', async () => {
  await putHandler('second.zip', 'let calls = 0; exports.handler = async () => ({ calls: ++calls });');
  await deployed('second.zip', 'execution-2');
  bench.lambda.addFault({ kind: 'throttle', operation: 'Invoke', times: 2 });

  const outcome = await bluegreen({
    attempts: 2,
    intervalSeconds: 0,
    expect: { jsonPath: [{ path: '$.calls', equals: 2 }] },
  });

  expect(outcome.status).toBe('SUCCEEDED');
});

it('sends text that is not JSON as a JSON string, as an Invoke does', async () => {
  await putHandler('echo.zip', 'exports.handler = async (event) => ({ body: event });');
  await deployed('echo.zip', 'execution-2');

  const outcome = await bluegreen({ invokePayload: 'ping', expect: { body: 'ping' } });

  expect(outcome.failure).toBeUndefined();
});

it.each([
  ['a payload that was meant as JSON but is not valid', { invokePayload: '{"broken": ' }, 'healthCheck.invokePayload'],
  [
    'a path with a script',
    { expect: { jsonPath: [{ path: '$[?(@.x)]', equals: 1 }] } },
    'healthCheck.expect.jsonPath.0.path',
  ],
])('rejects %s before anything is called', async (_title, healthCheck, field) => {
  await putHandler('v2.zip', 'exports.handler = async () => 2;');
  await deployed('v2.zip', 'execution-2');

  const outcome = await bluegreen(healthCheck);

  expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'invalidInput', problems: [{ field }] } });
  expect(invocations()).toBe(0);
});

it('shows only the beginning of the response', async () => {
  await putHandler('long.zip', 'exports.handler = async () => ({ statusCode: 200, body: "x".repeat(50000) });');
  await deployed('long.zip', 'execution-2');
  const jsonPath = Array.from({ length: 40 }, (_, index) => ({ path: '$.body', equals: index }));

  const outcome = await bluegreen({ attempts: 2, intervalSeconds: 0, expect: { jsonPath } });

  expect(outcome.failure?.what.length).toBeLessThanOrEqual(400);
  expect(outcome.progress.length).toBeLessThanOrEqual(900);
  expect(JSON.stringify(outcome.steps)).not.toContain('x'.repeat(301));
});

it.each([
  [undefined, true],
  ['truncated', true],
  ['none', false],
])(
  'shows what its conditions found in the response, unless it must not be recorded: %s',
  async (recordResponse, shown) => {
    await putHandler('secret.zip', 'exports.handler = async () => ({ body: "hunter2-of-the-answer" });');
    await deployed('secret.zip', 'execution-2');

    const failed = await bluegreen({ expect: { body: 'fine', matches: 'fine' }, recordResponse });

    expect(failed.failure?.code).toBe('healthCheckFailed');
    expect(JSON.stringify(failed).includes('hunter2')).toBe(shown);
  },
);

it('does not show the message of a function error whose response must not be recorded', async () => {
  await putHandler('fails.zip', 'exports.handler = async () => { throw new Error("hunter2-of-the-answer"); };');
  await deployed('fails.zip', 'execution-2');

  const failed = await bluegreen({ recordResponse: 'none' });

  expect(failed.failure?.code).toBe('healthCheckFailed');
  expect(JSON.stringify(failed)).not.toContain('hunter2');
});

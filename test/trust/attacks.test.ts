import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { zipOf } from 'strict-lambda';
import { requestOf } from '../process/support/sidecarClient';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { deployment, lambdaStage, polledAt, startOrcaWorld, valueAt, type OrcaWorld } from './orcaWorld';

let world: OrcaWorld;
beforeEach(async () => {
  world = await startOrcaWorld();
});
afterEach(async () => {
  await world.close();
});

const functionExists = (): Promise<boolean> =>
  world.aws.send(new GetFunctionCommand({ FunctionName: 'checkout' })).then(
    () => true,
    () => false,
  );

/** An address of an author's own that keeps the header with which Orca asks it. */
async function startTrap(): Promise<{ url: string; seen: () => string | undefined; close: () => void }> {
  let seen: string | undefined;
  const server: Server = createServer((request, response) => {
    seen ??= request.headers.authorization;
    response.setHeader('content-type', 'application/json');
    response.end('{"status":"SUCCEEDED","progress":"thank you"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    seen: () => seen,
    close: () => server.close(),
  };
}

it('an author who has obtained the token can do nothing with it that their own pipelines could not do', async () => {
  await world.ended(world.start([deployment('1', 'v1.zip')]).id);
  const trap = await startTrap();
  const stealing = world.start(
    [lambdaStage('1', 'Aws.LambdaInvokeStage', { monitorOnly: true, statusEndpoint: trap.url })],
    'mallory',
    ['other'],
  );
  await world.ended(stealing.id);
  const token = trap.seen() ?? '';
  trap.close();
  const headers = { authorization: token, 'content-type': 'application/json' };
  const stage = stageOf(stealing, '1');
  const forged = {
    type: 'Aws.LambdaDeleteStage' as const,
    context: { account: 'local', region: 'us-east-1', functionName: 'checkout', version: '$ALL' },
    allowedAccounts: ['local'],
  };

  const answers = await Promise.all([
    world.sidecar.post('/v1/operations', requestOf(forged), headers),
    world.sidecar.post(
      '/v1/operations',
      requestOf({ ...forged, executionId: stealing.id, stageId: stage.id, attempt: stage.startTime ?? 0 }),
      headers,
    ),
  ]);

  // Orca's hole is still there: the token has leaked.
  expect(token).toMatch(/^Bearer \S+/);
  expect(answers.map(({ httpStatus, body }) => [httpStatus, valueAt(body, 'code')])).toEqual([
    [403, 'notConfirmed'],
    [403, 'notConfirmed'],
  ]);
  expect(await functionExists()).toBe(true);
  expect(world.sidecar.log()).toContain('"reason":"executionUnknown"');
}, 60_000);

it('a forged cancel stops nothing, and the real one does', async () => {
  const { id } = world.start([deployment('1', 'v1.zip')]);
  world.sidecar.lambda.addFault({ kind: 'settleSlow', ms: 120_000, operation: 'CreateFunction' });
  const running = await world.until(
    id,
    'the stage to be polled',
    (execution) => polledAt(stageOf(execution, '1'), 'progressTold', 'code') === 'waitingUntilSettled',
  );
  const stage = stageOf(running, '1');
  const cancel = { executionId: id, stageId: stage.id, attempt: stage.startTime };

  const forged = await world.sidecar.post('/v1/operations/cancel', cancel);
  const unmoved = stageOf(world.orca.execution(id), '1').status;
  world.orca.cancel(id, 'jane', null);
  await world.ended(id);

  expect([forged.httpStatus, valueAt(forged.body, 'progress')]).toEqual([
    200,
    "Orca's record shows no reason to stop this stage, so nothing was changed.",
  ]);
  expect(unmoved).toBe('RUNNING');
  expect(stageOf(world.orca.execution(id), '1').status).toBe('CANCELED');
  const told = await world.until(
    id,
    'the final outcome',
    (execution) => valueAt(stageOf(execution, '1').context, 'lambdaStages', 'outcome', 'status') === 'CANCELED',
  );
  expect(polledAt(stageOf(told, '1'), 'status')).toBe('RUNNING');
}, 60_000);

it('a user is rejected if Orca does not grant them the account', async () => {
  const { id } = world.start([deployment('1', 'v1.zip')], 'mallory', ['other']);

  const execution = await world.ended(id);

  expect(execution.status).toBe('TERMINAL');
  expect(await functionExists()).toBe(false);
}, 60_000);

it('while Orca does not respond, a stage is started later instead of rejected', async () => {
  world.orcaAway(true);
  const { id } = world.start([deployment('1', 'v1.zip')]);
  await world.until(
    id,
    'a create that was answered 503',
    (execution) => valueAt(stageOf(execution, '1').context, 'webhook', 'statusCodeValue') === 503,
  );

  world.orcaAway(false);
  const execution = await world.ended(id);

  expect(execution.status).toBe('SUCCEEDED');
}, 60_000);

it('Orca does not evaluate what a function responds, and its structure is kept', async () => {
  await world.sidecar.lambda.putObject({
    bucket: 'builds',
    key: 'says.zip',
    body: zipOf({
      'index.js':
        "exports.handler = async () => ({ '${execution.id}': ['Dear ${customer.name}', '${execution.authentication.user}'] });",
    }),
  });
  const { id } = world.start([deployment('1', 'says.zip'), lambdaStage('2', 'Aws.LambdaInvokeStage', {}, ['1'])]);

  const execution = await world.ended(id);
  const { context, status } = stageOf(execution, '2');
  const body = valueAt(context, 'webhook', 'monitor', 'body');

  expect(status).toBe('SUCCEEDED');
  expect(JSON.stringify(body)).not.toContain('jane');
  expect(context['expressionEvaluationSummary'] ?? {}).toEqual({});
  expect(JSON.stringify(body)).toContain('Dear $\u2060{customer.name}');
  expect(valueAt(body, 'alteredExpressions')).toBeGreaterThan(2);
}, 60_000);

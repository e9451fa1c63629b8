import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_TYPES } from '../../orca-stages-ts/src/model/stageEvents';
import { startReceiver, type Receiver } from '../trust/eventReceiver';
import { passUntil } from '../trust/passUntil';
import { answering, FAILING, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* What other systems hear about a rollout. */

const KEY = randomBytes(32);
const folder = mkdtempSync(join(tmpdir(), 'events-'));
const secretFile = join(folder, 'secret');
let everything: Receiver, failures: Receiver, echo: Receiver, world: FunctionWorld;
beforeAll(async () => {
  [everything, failures, echo] = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
  writeFileSync(secretFile, `whsec_${KEY.toString('base64')}\n`);
  world = await startFunctionWorld({
    timing: { abandonedAfterSeconds: 120 },
    events: [
      { url: everything.url, secretFile },
      { url: failures.url, secretFile, types: ['operation.failed'] },
      { echo: echo.url, types: ['rollout.reverted'] },
    ],
  });
});
afterAll(async () => {
  await world.close();
  await Promise.all([everything, failures, echo].map((receiver) => receiver.close()));
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  for (const receiver of [everything, failures, echo]) receiver.got.splice(0);
  await world.makeFunction(answering(1), answering(2), FAILING);
  await world.makeAlias('live', '1');
});

/** The types that a receiver has got, once it has got as many. */
const typesAt = (receiver: Receiver, count: number): Promise<string[]> =>
  passUntil(
    world.world,
    `${count} events`,
    async () => receiver.got.length >= count || String(receiver.got.length),
  ).then(() => receiver.got.map(({ body }) => String(body['type'])));

it('a promotion is told with what the alias served before and now, signed so that the receiver can check it', async () => {
  await world.run(route({ deploymentStrategy: '$SIMPLE', versionNameA: '2' }));

  expect(await typesAt(everything, 1)).toEqual(['rollout.promoted']);
  const [{ headers, body, text } = everything.none] = everything.got;
  expect(body).toMatchObject({
    specversion: '1.0',
    type: 'rollout.promoted',
    source: world.world.sidecar.address,
    subject: `local/us-east-1/${world.name()}:live`,
    datacontenttype: 'application/json',
    data: {
      formatVersion: 1,
      sentence: 'live → v2 100%',
      sentenceCode: 'aliasRoutedTo',
      status: 'SUCCEEDED',
      execution: { application: 'demo', pipelineName: 'Test', user: 'jane' },
      stage: { type: 'Aws.LambdaTrafficRoutingStage', name: 'S1' },
      account: 'local',
      region: 'us-east-1',
      functionName: world.name(),
      aliasName: 'live',
      baseline: { version: '1' },
      candidate: { version: '2' },
      routing: { before: { mainVersion: '1' }, now: { mainVersion: '2' } },
    },
  });
  expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  expect(headers['webhook-id']).toBe(body['id']);
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', KEY).update(signed).digest('base64')}`);
});

it('a rollout that fails its check is told as reverted and failed, in this order, and only the latter to who wants only that', async () => {
  await world.run(
    route({
      deploymentStrategy: '$GRADUAL',
      versionNameA: '3',
      steps: [{ weightPercent: 10 }, { check: { attempts: 1 } }],
    }),
  );

  expect(await typesAt(everything, 2)).toEqual(['rollout.reverted', 'operation.failed']);
  expect(everything.got.map(({ body }) => body['data'])).toMatchObject([
    { code: 'healthCheckFailed', status: 'TERMINAL', routing: { now: { mainVersion: '1' } } },
    { code: 'healthCheckFailed', sentence: expect.stringMatching(/^Reverted: live → v1 100%/) },
  ]);
  expect(await typesAt(failures, 1)).toEqual(['operation.failed']);
  expect(everything.got.map(({ text }) => text).join()).not.toContain('broken');
});

it("a revert reaches Spinnaker's Echo in the form of Echo's events", async () => {
  const running = world.start(
    route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps: [{ weightPercent: 10, holdSeconds: 600 }] }),
  );
  await world.untilServed('1 2:0.1');
  world.world.orca.cancel(running.id, 'jane', 'no');
  await running.ended();
  await passUntil(world.world, 'an event', async () => echo.got.length > 0);

  expect(echo.got[0]?.body).toMatchObject({
    eventId: everything.got[0]?.body['id'],
    details: {
      source: world.world.sidecar.address,
      type: 'lambda-stages:rollout:reverted',
      application: 'demo',
      created: expect.stringMatching(/^\d{13}$/),
    },
    content: { status: 'CANCELED', execution: { id: running.id }, aliasName: 'live' },
  });
});

it('a timer that fires is told after its stage has ended', async () => {
  await world.run(
    route({
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '2',
      trafficPercentA: 10,
      versionNameB: '1',
      trafficPercentB: 90,
      revertUnlessPromotedWithinSeconds: 60,
    }),
  );
  await world.untilServed('1');

  expect(await typesAt(everything, 2)).toEqual(['timer.fired', 'rollout.reverted']);
  expect(everything.got[0]?.body['data']).toMatchObject({
    result: 'reverted',
    status: 'SUCCEEDED',
    routing: { now: { mainVersion: '1' } },
  });
});

const watchedSplit = (evidence?: Record<string, unknown>): ReturnType<typeof route> =>
  route({
    deploymentStrategy: '$WEIGHTED',
    versionNameA: '2',
    trafficPercentA: 10,
    versionNameB: '1',
    trafficPercentB: 90,
    guards: [{ metric: 'errorRate' }],
    watchSeconds: 120,
    ...(evidence && { evidence }),
  });

it('a watch that reverts is told after its stage has ended', async () => {
  await world.run(watchedSplit({ onTooFew: 'revert' }));
  await world.untilServed('1');

  expect(await typesAt(everything, 2)).toEqual(['watch.ended', 'rollout.reverted']);
  expect(everything.got[0]?.body['data']).toMatchObject({
    result: 'reverted',
    sentenceCode: 'aliasRevertedByWatch',
    status: 'SUCCEEDED',
    routing: { now: { mainVersion: '1' } },
  });
});

it('a watch that could not tell is told as missing evidence, and with its end', async () => {
  await world.run(watchedSplit());

  expect(await typesAt(everything, 2)).toEqual(['evidence.missing', 'watch.ended']);
  expect(everything.got.map(({ body }) => body['data'])).toMatchObject([
    { sentenceCode: 'watchedOnFewCalls' },
    { sentenceCode: 'aliasWatched', result: 'passed' },
  ]);
});

it('a rollback is told as a revert', async () => {
  await world.run(route({ deploymentStrategy: '$SIMPLE', versionNameA: '2' }));
  await world.run(route({ deploymentStrategy: '$SIMPLE', versionNameA: '$PREVIOUS' }));

  expect(await typesAt(everything, 2)).toEqual(['rollout.promoted', 'rollout.reverted']);
});

const guarded = (evidence: Record<string, unknown>): ReturnType<typeof route> =>
  route({
    deploymentStrategy: '$GRADUAL',
    versionNameA: '2',
    steps: [{ weightPercent: 10, holdSeconds: 300 }],
    guards: [{ metric: 'errorRate' }],
    evidence: { extendSeconds: 0, ...evidence },
  });

it('a rollout that proceeds on too few calls is told at once, and before its promotion', async () => {
  await world.run(guarded({ onTooFew: 'proceed' }));

  expect(await typesAt(everything, 2)).toEqual(['evidence.missing', 'rollout.promoted']);
  expect(everything.got[0]?.body['data']).toMatchObject({
    sentenceCode: 'proceededOnFewCalls',
    status: 'RUNNING',
    baseline: { version: '1' },
    candidate: { version: '2' },
  });
});

const act = (action: string): ReturnType<typeof route> => [
  'Aws.LambdaRolloutActionStage',
  { aliasName: 'live', action, reason: 'we looked' },
];

it('a step that waits for a person is told once, and its promotion when somebody has continued it', async () => {
  const steps = [{ weightPercent: 10, holdUntilContinued: true, continueWithinSeconds: 7_200 }];
  const running = world.start(
    route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps, stageTimeoutMs: 86_400_000 }),
  );
  await typesAt(everything, 1);
  await world.world.pass(300);
  const [{ body } = everything.none] = everything.got;
  await world.run(act('continue'));
  await running.ended();

  expect(await typesAt(everything, 2)).toEqual(['rollout.held', 'rollout.promoted']);
  expect(body['data']).toMatchObject({
    sentence: 'Waiting at 10% for somebody to continue the rollout',
    sentenceCode: 'waitingForPerson',
    status: 'RUNNING',
  });
});

it('a rollout that somebody puts on hold is told each time, with who and why', async () => {
  const running = world.start(
    route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps: [{ weightPercent: 10, holdSeconds: 120 }] }),
  );
  await world.untilServed('1 2:0.1');
  await world.run(act('hold'));
  await typesAt(everything, 1);
  // Longer than the hold itself, in which the rollout says that it is on hold, too.
  await world.world.pass(180);
  await world.run(act('continue'));
  await running.ended();

  expect(await typesAt(everything, 2)).toEqual(['rollout.held', 'rollout.promoted']);
  expect(everything.got[0]?.body['data']).toMatchObject({
    sentence: expect.stringMatching(/^On hold by jane \(“we looked”\)/) as string,
    sentenceCode: 'heldBy',
    execution: { id: running.id },
    routing: { now: { mainVersion: '1', additionalVersion: '2' } },
  });
});

it('a rollout that Orca has given up on without cancelling it is told as abandoned, after its revert', async () => {
  const running = world.start(
    route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps: [{ weightPercent: 10, holdSeconds: 3_000 }] }),
  );
  await world.untilServed('1 2:0.1');
  await world.world.killOrca();
  await world.untilServed('1');

  expect((await typesAt(everything, 3)).sort()).toEqual([
    'operation.abandoned',
    'operation.failed',
    'rollout.reverted',
  ]);
  expect(everything.got[0]?.body).toMatchObject({
    type: 'operation.abandoned',
    data: { code: 'abandoned', execution: { id: running.id }, routing: { now: { mainVersion: '1' } } },
  });
  await world.world.restartOrca();
});

it('a rollout that holds until more calls have come is told once, however long it holds', async () => {
  const running = world.start(guarded({ onTooFew: 'hold' }));
  await typesAt(everything, 1);
  await world.world.pass(900);
  world.world.orca.cancel(running.id, 'jane', 'no');
  await running.ended();

  expect(await typesAt(everything, 2)).toEqual(['rollout.held', 'rollout.reverted']);
  expect(everything.got[0]?.body['data']).toMatchObject({
    sentenceCode: 'heldForEvidence',
    routing: { now: { mainVersion: '1', additionalVersion: '2' } },
  });
});

it('every type of event has been delivered, and is counted as such', async () => {
  const text = await (await fetch(`${world.world.sidecar.address}/metrics`)).text();

  const uncounted = EVENT_TYPES.filter(
    (type) => !text.includes(`event_deliveries_total{type="${type}",result="delivered",receiver="http"}`),
  );
  expect(uncounted).toEqual([]);
});

import type { StrictLambda } from 'strict-lambda';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { inARow, lambdaStage } from '../trust/orcaWorld';
import { passUntil } from '../trust/passUntil';
import { answering, FAILING, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* What an account's own topic and bus hear about a rollout. */

const topicIn = (name: string): string => `arn:aws:sns:us-east-1:${ACCOUNT_ID}:${name}`;
const TOPIC = topicIn('lambda-stages'),
  OTHER = topicIn('of-acct1.fifo'),
  BUS = `arn:aws:events:eu-west-1:${ACCOUNT_ID}:event-bus/deployments`;
let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld(
    {},
    {
      local: { snsTopicArn: TOPIC, eventBusArn: BUS },
      acct1: { snsTopicArn: OTHER, types: ['rollout.promoted', 'rollout.reverted'] },
    },
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.makeFunction(answering(1), FAILING);
  await world.makeAlias('live', '1');
});

const lambda = (): StrictLambda => world.world.sidecar.lambda;
/** What a topic or bus has got about the function of the current test, as CloudEvents. */
const ofFunction = (texts: readonly string[]): CloudEventShown[] =>
  texts.map((text) => JSON.parse(text) as CloudEventShown).filter(({ data }) => data.functionName === world.name());
interface CloudEventShown {
  id: string;
  type: string;
  source: string;
  data: { functionName: string; account: string };
}
const atTopic = (arn = TOPIC): CloudEventShown[] =>
  ofFunction(
    lambda()
      .messagesOf(arn)
      .map(({ message }) => message),
  );
const onBus = (): CloudEventShown[] =>
  ofFunction(
    lambda()
      .eventsOf(BUS)
      .map(({ detail }) => detail),
  );
const until = (awaited: string, isReached: () => boolean) => passUntil(world.world, awaited, isReached);

const failing = () =>
  route({
    deploymentStrategy: '$GRADUAL',
    versionNameA: '2',
    steps: [{ weightPercent: 10 }, { check: { attempts: 1 } }],
  });

it('a rollout that fails its check is told to the topic and the bus, with what filters and rules match', async () => {
  await world.run(failing());
  await until('two events each', () => atTopic().length >= 2 && onBus().length >= 2);

  expect(atTopic().map(({ type }) => type)).toEqual(['rollout.reverted', 'operation.failed']);
  // Both get the same event, so that a consumer of both recognizes it.
  expect(onBus()).toEqual(atTopic());
  const [{ message, attributes } = { message: '', attributes: {} }] = lambda().messagesOf(TOPIC).slice(-2),
    [onItsBus] = lambda().eventsOf(BUS).slice(-2);
  const event = JSON.parse(message) as { time: string };
  expect(event).toMatchObject({
    specversion: '1.0',
    type: 'rollout.reverted',
    source: world.world.sidecar.address,
    subject: `local/us-east-1/${world.name()}:live`,
    datacontenttype: 'application/json',
    data: { code: 'healthCheckFailed', status: 'TERMINAL', routing: { now: { mainVersion: '1' } } },
  });
  expect(attributes).toEqual({
    type: { type: 'String', value: 'rollout.reverted' },
    source: { type: 'String', value: world.world.sidecar.address },
  });
  expect(onItsBus).toMatchObject({
    source: 'lambda-stages',
    detailType: 'rollout.reverted',
    time: Date.parse(event.time),
    resources: [`arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:${world.name()}:live`],
  });
  expect(message).not.toContain('broken');
});

it("an account's topic gets the events of this account only, of the types that it wants, in the group of their stage", async () => {
  const [type, fields] = failing();
  const stage = lambdaStage('', type, { ...fields, account: 'acct1', functionName: world.name() });
  const { id } = world.world.start(inARow([stage]), 'jane', ['acct1']);
  await world.world.ended(id);
  await until('an event', () => atTopic(OTHER).length >= 1);
  await world.world.pass(60);

  expect(atTopic(OTHER)).toMatchObject([{ type: 'rollout.reverted', data: { account: 'acct1' } }]);
  expect([...atTopic(), ...onBus()]).toEqual([]);
  const [got] = lambda().messagesOf(OTHER);
  const event = JSON.parse(got?.message ?? '') as { id: string; data: { operationId: string } };
  expect(got).toMatchObject({ groupId: event.data.operationId, deduplicationId: event.id });
});

it('a rollout ends at its time while its topic and its bus are not available, which then get everything', async () => {
  for (const operation of ['Publish', 'PutEvents'])
    lambda().addFault({ kind: 'error5xx', operation, status: 503, forMs: 120_000 });

  const { status } = await world.run(failing());
  const untilThen = [...atTopic(), ...onBus()];
  await until('two events each', () => atTopic().length >= 2 && onBus().length >= 2);

  expect([status, untilThen]).toEqual(['TERMINAL', []]);
  expect(onBus()).toEqual(atTopic());
});

it('deliveries are counted by kind of receiver', async () => {
  const response = await fetch(`${world.world.sidecar.address}/metrics`),
    text = await response.text();

  for (const receiver of ['sns', 'eventBridge'])
    for (const result of ['delivered', 'failed'])
      expect(text).toMatch(
        new RegExp(
          `lambda_stages_event_deliveries_total\\{type="rollout.reverted",result="${result}",receiver="${receiver}"\\} [1-9]`,
        ),
      );
  expect(text).toMatch(/lambda_stages_aws_call_seconds_count\{call="PutEvents",error=""\} [1-9]/);
});

import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { eventually } from 'strict-lambda/src/testing/eventually';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { deployment, lambdaStage, polledAt, startOrcaWorld, valueAt, type OrcaWorld } from './orcaWorld';

/** Silence counts after a second, and Orca polls five times as often as it does. */
const QUICK = { timing: { heartbeatSeconds: 1, abandonedAfterSeconds: 60 } };

let world: OrcaWorld;
beforeEach(async () => {
  world = await startOrcaWorld({ configuration: QUICK });
  await world.ended(world.start([deployment('1', 'v1.zip', [], { aliases: ['live'] })]).id);
});
afterEach(async () => {
  await world.close();
});

const canary = (refId: string, holdSeconds: number, after: string[] = [], fields: JsonObject = {}): JsonObject =>
  lambdaStage(
    refId,
    'Aws.LambdaTrafficRoutingStage',
    {
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [{ weightPercent: 10, holdSeconds }],
      ...fields,
    },
    after,
  );
/** The next version, and a canary of it beside whatever else the pipeline has. */
const pipeline = (holdSeconds: number, others: JsonObject[] = []): JsonObject[] => [
  deployment('1', 'v2.zip'),
  canary('2', holdSeconds, ['1']),
  ...others,
];
const served = async (): Promise<string> => {
  const alias = await world.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
  const weights = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  return [alias.FunctionVersion, ...weights.map(([version, weight]) => `${version}:${weight}`)].join(' ');
};
const inHold = (id: string): Promise<Execution> =>
  world.until(id, 'the hold', (execution) => polledAt(stageOf(execution, '2'), 'hold') !== undefined);
const operationOf = (id: string): string => String(polledAt(stageOf(world.orca.execution(id), '2'), 'id'));
const untilServed = (routing: string): Promise<true> =>
  eventually(`live at ${routing}`, async () => (await served()) === routing);
/** Aliases as AWS had them after each change. */
const raises = (): number =>
  world.sidecar.lambda.calls().filter((call) => call.operation === 'UpdateAlias' && call.status === 200).length;

/** A branch that fails as soon as the judgment is stopped, which fails the pipeline without a word to other branches. */
const judgment: JsonObject = {
  refId: '9',
  requisiteStageRefIds: [],
  type: 'manualJudgment',
  name: 'Judge',
  failPipeline: true,
  judgmentInputs: [],
};
const failOtherBranch = (execution: Execution): void => {
  world.orca.updateStage(
    execution.id,
    stageOf(execution, '9').id,
    { judgmentStatus: 'stop' },
    { user: 'jane', allowedAccounts: [] },
  );
};

it('a canary is reverted when another branch fails its pipeline, although Orca tells nobody', async () => {
  const { id } = world.start(pipeline(600, [judgment]));
  const held = await inHold(id);
  const [during, before] = [await served(), raises()];

  failOtherBranch(held);
  await untilServed('1');

  expect(during).toBe('1 2:0.1');
  expect(raises() - before).toBe(1);
  expect((await world.ended(id)).status).toBe('TERMINAL');
  const told = await world.until(
    id,
    'the final outcome',
    (execution) =>
      valueAt(stageOf(execution, '2').context, 'lambdaStages', 'outcome', 'failure', 'code') === 'abandoned',
  );
  expect(valueAt(stageOf(told, '2').context, 'lambdaStages', 'outcome', 'routing', 'now')).toEqual({
    mainVersion: '1',
  });
}, 60_000);

it('a new run of the pipeline is not blocked by a rollout that Orca has given up on', async () => {
  const first = world.start(pipeline(600, [judgment]));
  failOtherBranch(await inHold(first.id));
  await world.ended(first.id);

  const second = world.start(pipeline(1));
  const ended = await world.ended(second.id);

  expect(ended.stages.map((stage) => [stage.refId, stage.status])).toEqual([
    ['1', 'SUCCEEDED'],
    ['2', 'SUCCEEDED'],
  ]);
  expect(await served()).toBe('2');
}, 60_000);

it('a rollout whose pipeline is paused keeps its weight, and continues when the pipeline is resumed', async () => {
  const { id } = world.start(pipeline(3));
  await inHold(id);

  world.orca.pause(id, 'jane');
  // Orca does not ask while a pipeline is paused; somebody else may.
  await world.sidecar.until(
    operationOf(id),
    ({ progressTold }) => progressTold?.code === 'pipelinePaused',
    'the pause',
  );
  const during = await served();
  world.orca.resume(id, 'jane');
  const ended = await world.ended(id);

  expect(during).toBe('1 2:0.1');
  expect(ended.status).toBe('SUCCEEDED');
  expect(await served()).toBe('2');
}, 60_000);

it('the candidate gets no more traffic while Orca does not respond, and the rollout continues afterwards', async () => {
  const { id } = world.start(pipeline(1));
  await inHold(id);
  world.orcaAway(true);
  await world.sidecar.until(
    operationOf(id),
    ({ progressTold }) => progressTold?.code === 'orcaAway',
    'waiting for Orca',
  );
  const during = await served();

  world.orcaAway(false);
  const ended = await world.ended(id);

  expect(during).toBe('1 2:0.1');
  expect(ended.status).toBe('SUCCEEDED');
  expect(await served()).toBe('2');
}, 60_000);

it('a final outcome that the sidecar could not tell Orca is told after a restart', async () => {
  const { id } = world.start(pipeline(600));
  await inHold(id);
  const operation = operationOf(id);
  // The revert takes long enough for Orca to be gone when it has ended.
  world.sidecar.lambda.addFault({ kind: 'slow', ms: 1_000, operation: 'UpdateAlias' });
  world.orca.cancel(id, 'jane', null);
  await eventually('the failure policy in the log', () => world.sidecar.log().includes('failure policy starts'));
  world.orcaAway(true);
  await world.sidecar.ended(operation);
  await world.sidecar.stop();
  const lost = valueAt(stageOf(world.orca.execution(id), '2').context, 'lambdaStages');

  world.orcaAway(false);
  await world.sidecar.resume();
  const told = await world.until(
    id,
    'the final outcome',
    (execution) => valueAt(stageOf(execution, '2').context, 'lambdaStages', 'outcome', 'status') === 'CANCELED',
  );

  expect(lost).toBeUndefined();
  expect(valueAt(stageOf(told, '2').context, 'lambdaStages', 'outcome', 'routing', 'now')).toEqual({
    mainVersion: '1',
  });
  expect(await served()).toBe('1');
}, 60_000);

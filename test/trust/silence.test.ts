import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { deployment, lambdaStage, polledAt, startOrcaWorld, valueAt, type OrcaWorld } from './orcaWorld';
import { servedBy } from './servedBy';

/* Orca, the sidecar and AWS with the delays of production, in a time that is skipped where nothing happens. */

const MINUTE = 60;

let world: OrcaWorld;
const begin = async (options: { asksOrca?: boolean } = {}): Promise<void> => {
  world = await startOrcaWorld({ skipsTime: true, ...options });
  await world.ended(world.start([deployment('1', 'v1.zip', [], { aliases: ['live'] })]).id);
};
afterEach(async () => {
  await world.close();
});

/** The next version, and a canary of it beside whatever else the pipeline has. */
const pipeline = (holdSeconds: number, others: JsonObject[] = []): JsonObject[] => [
  deployment('1', 'v2.zip'),
  lambdaStage(
    '2',
    'Aws.LambdaTrafficRoutingStage',
    {
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [{ weightPercent: 10, holdSeconds }],
    },
    ['1'],
  ),
  ...others,
];
/** A branch that fails as soon as its judgment is stopped. */
const judgment: JsonObject = {
  refId: '9',
  requisiteStageRefIds: [],
  type: 'manualJudgment',
  name: 'Judge',
  failPipeline: true,
  judgmentInputs: [],
};
const failOtherBranch = ({ id, stages }: Execution): void => {
  const stage = stages.find(({ refId }) => refId === '9');
  world.orca.updateStage(id, stage?.id ?? '', { judgmentStatus: 'stop' }, { user: 'jane', allowedAccounts: [] });
};

const served = (): Promise<string> => servedBy(world.aws, 'checkout');
const CANARY = '1 2:0.1';
const inHold = (id: string): Promise<Execution> =>
  world.until(id, 'the hold', (execution) => polledAt(stageOf(execution, '2'), 'hold') !== undefined);
/** Every call that AWS has seen so far and that changes something. */
const changes = (): string[] => world.sidecar.mutations();
/** How often Orca has polled. */
const polls = (): number =>
  world.sidecar
    .log()
    .split('\n')
    .filter((line) => line.includes('"route":"/v1/operations/:id"')).length;
/** Lets time pass until something is true; returns how many seconds that took. */
async function passUntil(awaited: string, isReached: () => boolean | Promise<boolean>): Promise<number> {
  const from = world.now();
  await eventually(
    awaited,
    async () => {
      if (await isReached()) return true;
      await world.pass(1);
      return new NotYet(`${Math.round((world.now() - from) / 1000)} s have passed; live at ${await served()}`);
    },
    { everyMs: 0 },
  );
  return (world.now() - from) / 1000;
}
const isServed = (routing: string) => async (): Promise<boolean> => (await served()) === routing;
/** What the final outcome in Orca says. */
const told = (id: string, ...path: string[]): unknown =>
  valueAt(stageOf(world.orca.execution(id), '2').context, 'lambdaStages', 'outcome', ...path);
const operationOf = (id: string): string => String(polledAt(stageOf(world.orca.execution(id), '2'), 'id'));

describe("with Orca's address", () => {
  beforeEach(() => begin());

  it.each([15, 90])(
    'a canary in a hold of %d s is reverted within 20 s when another branch fails, and nothing else is changed',
    async (holdSeconds) => {
      const other = { ...deployment('3', 'v1.zip', [], { aliases: ['live'] }), functionName: 'other' };
      // It would create the alias long after the failure.
      world.sidecar.lambda.addFault({ kind: 'settleSlow', ms: 100_000, operation: 'CreateFunction' });
      const { id } = world.start(pipeline(holdSeconds, [judgment, other]));
      const held = await inHold(id);
      await world.pass(holdSeconds / 2);
      const [during, before] = [await served(), changes().length];

      failOtherBranch(held);
      const seconds = await passUntil('the revert', isServed('1'));
      await world.pass(2 * MINUTE);

      expect(during).toBe(CANARY);
      expect(seconds).toBeLessThanOrEqual(20);
      expect(changes().slice(before)).toEqual(['UpdateAlias 200']);
      expect([world.orca.execution(id).status, told(id, 'failure', 'code')]).toEqual(['TERMINAL', 'abandoned']);
      expect(told(id, 'routing', 'now')).toEqual({ mainVersion: '1' });
    },
    60_000,
  );

  it('a new run is not blocked by the dead rollout, although nothing has looked at it yet', async () => {
    const first = world.start(pipeline(10 * MINUTE, [judgment]));
    failOtherBranch(await inHold(first.id));
    await world.ended(first.id);
    const during = await served();

    const second = await world.ended(world.start(pipeline(1)).id);

    expect(during).toBe(CANARY);
    expect(second.stages.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await served()).toBe('2');
  }, 60_000);

  it('a paused rollout keeps its weight for as long as it takes, says why, and continues when it is resumed', async () => {
    const { id } = world.start(pipeline(90));
    await inHold(id);
    const operation = operationOf(id);

    world.orca.pause(id, 'jane');
    await world.pass(5 * MINUTE);
    const [during, { progressTold }] = [await served(), await world.sidecar.poll(operation)];
    world.orca.resume(id, 'jane');
    const seconds = await passUntil('the promotion', isServed('2'));

    expect([during, progressTold?.code]).toEqual([CANARY, 'pipelinePaused']);
    expect(seconds).toBeLessThanOrEqual(20);
    expect((await world.ended(id)).status).toBe('SUCCEEDED');
  }, 60_000);

  it('a canary is reverted after a restart of the sidecar during which Orca has ended the stage', async () => {
    const { id } = world.start(pipeline(90));
    await inHold(id);

    await world.sidecar.stop();
    await world.ended(id);
    await world.sidecar.resume();
    const seconds = await passUntil('the revert', isServed('1'));

    expect(world.orca.execution(id).status).toBe('TERMINAL');
    expect(seconds).toBeLessThanOrEqual(20);
    await passUntil('the outcome in Orca', () => told(id, 'failure', 'code') === 'abandoned');
  }, 60_000);

  it('another replica reverts the canary when Orca has ended the stage with the replica that it polled', async () => {
    const { id } = world.start(pipeline(90));
    await inHold(id);
    await world.addReplica();

    await world.sidecar.stop();
    await world.ended(id);
    const seconds = await passUntil('the revert', isServed('1'));

    expect(seconds).toBeLessThanOrEqual(20);
    await passUntil('the outcome in Orca', () => told(id, 'failure', 'code') === 'abandoned');
  }, 60_000);

  it('a final outcome that could not be told is told after a restart of the sidecar', async () => {
    const { id } = world.start(pipeline(10 * MINUTE));
    await inHold(id);
    const operation = operationOf(id),
      isLogged = (message: string) => () =>
        world.sidecar
          .log()
          .split('\n')
          .some((line) => line.includes(operation) && line.includes(message));

    // The revert takes long enough for Orca to be gone when it has ended.
    world.sidecar.lambda.addFault({ kind: 'slow', ms: 5_000, operation: 'UpdateAlias' });
    world.orca.cancel(id, 'jane', null);
    await passUntil('the failure policy in the log', isLogged('failure policy starts'));
    world.orcaAway(true);
    await passUntil('the end in the log', isLogged('operation ended'));
    await world.sidecar.stop();
    const lost = told(id);
    world.orcaAway(false);
    await world.sidecar.resume();
    await passUntil('the outcome in Orca', () => told(id, 'status') === 'CANCELED');

    expect(lost).toBeUndefined();
    expect(told(id, 'routing', 'now')).toEqual({ mainVersion: '1' });
  }, 60_000);

  it('outcomes that Orca has polled are not told again', async () => {
    const { id } = world.start(pipeline(15));
    await world.ended(id);

    await world.pass(2 * MINUTE);

    const { status, stages } = world.orca.execution(id);
    expect([status, stages.map(({ context }) => valueAt(context, 'lambdaStages'))]).toEqual([
      'SUCCEEDED',
      [undefined, undefined],
    ]);
    expect(world.sidecar.log()).not.toContain('told Orca how an operation ended');
  });

  it('a rollout that nobody polls for ten minutes after a kill of Orca continues', async () => {
    const { id } = world.start(pipeline(5 * MINUTE));
    await inHold(id);

    await world.killOrca();
    await world.pass(10);
    await world.restartOrca(600);
    const seconds = await passUntil('the promotion', isServed('2'));

    // Orca's next poll, from which it will learn of this, is yet to come.
    expect(seconds).toBeLessThan(5 * MINUTE);
    expect(polledAt(stageOf(world.orca.execution(id), '2'), 'status')).toBe('RUNNING');
  }, 60_000);

  it('a rollout waits while Orca is away for a minute, and continues when it is back', async () => {
    const { id } = world.start(pipeline(30));
    await inHold(id);

    await world.killOrca();
    await world.pass(MINUTE);
    const during = await served();
    await world.restartOrca();
    const seconds = await passUntil('the promotion', isServed('2'));

    expect(during).toBe(CANARY);
    expect(seconds).toBeLessThanOrEqual(20);
    expect((await world.ended(id)).status).toBe('SUCCEEDED');
  }, 60_000);

  it('a canary is reverted when Orca has been away for ten minutes, and not before', async () => {
    const { id } = world.start(pipeline(30));
    await inHold(id);

    await world.killOrca();
    await world.pass(9.5 * MINUTE);
    const during = await served();
    const seconds = await passUntil('the revert', isServed('1'));

    expect(during).toBe(CANARY);
    expect(seconds).toBeLessThanOrEqual(45);
    expect(world.sidecar.log().match(/Orca does not respond; the sidecar keeps asking/g)).toHaveLength(1);
  }, 60_000);
});

describe("without Orca's address", () => {
  beforeEach(() => begin({ asksOrca: false }));

  it('a canary gets no more traffic after another branch has failed, and is reverted after three minutes', async () => {
    const { id } = world.start(pipeline(90, [judgment]));
    const held = await inHold(id);

    failOtherBranch(held);
    await world.pass(2.5 * MINUTE);
    const during = await served();
    const seconds = await passUntil('the revert', isServed('1'));

    expect(during).toBe(CANARY);
    expect(seconds).toBeLessThanOrEqual(45);
  }, 60_000);

  it('a rollout continues after a restart of the sidecar when Orca has polled, and not before', async () => {
    const { id } = world.start(pipeline(80));
    await inHold(id);
    // From the second minute on, Orca polls every 15 s: once shortly before the hold ends, and then after it.
    await world.pass(65);
    const before = polls();
    await passUntil('a poll', () => polls() > before);

    await world.sidecar.stop();
    const since = polls();
    await world.sidecar.resume();
    await passUntil('the promotion', isServed('2'));

    // Without the rule, the hold would have ended before the first poll. A poll is logged after its response, which may be later
    // than what it allows.
    await eventually('the poll in the log', () => polls() > since, { withinMs: 2_000 });
    expect((await world.ended(id)).status).toBe('SUCCEEDED');
  }, 60_000);

  it('a canary gets no more traffic after a restart during which Orca has ended the stage, and is reverted', async () => {
    const { id } = world.start(pipeline(30));
    await inHold(id);

    await world.sidecar.stop();
    await world.ended(id);
    await world.sidecar.resume();
    await world.pass(2 * MINUTE);
    const during = await served();
    const seconds = await passUntil('the revert', isServed('1'));

    expect(during).toBe(CANARY);
    expect(seconds).toBeLessThanOrEqual(90);
  }, 60_000);
});

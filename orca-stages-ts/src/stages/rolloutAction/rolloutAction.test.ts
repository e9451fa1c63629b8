import { GetAliasCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { skippingClock, type SkippingClock } from '../../testing/skippingClock';
import { deploymentOf } from '../../testing/deploymentOf';
import { SECOND_NAME, startBench, type CheckpointName, type StageBench } from '../../testing/stageBench';

const ACTION = 'Aws.LambdaRolloutActionStage';
const rolling = { executionId: 'execution-2', stageId: 'rollout' };
let bench: StageBench;
let clock: SkippingClock;

const deploy = (key: string, executionId: string): Promise<Outcome> =>
  bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId });

beforeEach(async () => {
  clock = skippingClock();
  bench = await startBench({ clock });
  for (const key of ['v1.zip', 'v2.zip']) await bench.putCode(key, key);
  await deploy('v1.zip', 'execution-1');
  await deploy('v2.zip', 'execution-2');
});
afterEach(() => bench.close());

/** A rollout in its first hold. */
async function inFirstHold(): Promise<string> {
  const id = await bench.begin(
    'Aws.LambdaTrafficRoutingStage',
    {
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      steps: [
        { weightPercent: 10, holdSeconds: 300 },
        { weightPercent: 50, holdSeconds: 300 },
      ],
    },
    rolling,
  );
  await polled(id, 'the first hold', ({ hold }) => hold !== undefined);
  return id;
}

const polled = (id: string, awaited: string, isSo: (outcome: Outcome) => boolean): Promise<Outcome> =>
  eventually(awaited, async () => {
    const outcome = await bench.engine.poll(id);
    if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
    return isSo(outcome) ? outcome : new NotYet(outcome.progress);
  });

const begin = (action: string, fields: Record<string, unknown> = {}): Promise<string> =>
  bench.begin(
    ACTION,
    { aliasName: 'live', action, reason: 'we looked', ...fields },
    { executionId: `acting-${action}` },
  );

/** Polls until an operation has ended, while time passes. */
const ended = (id: string, everyMs = 500): Promise<Outcome> =>
  eventually(`the end of ${id}`, async () => {
    const outcome = await bench.engine.poll(id);
    if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
    if (outcome.status !== 'RUNNING') return outcome;
    clock.skip(everyMs);
    return new NotYet(outcome.progress);
  });

const served = async (): Promise<string> => {
  const { FunctionVersion, RoutingConfig } = await bench.aws.send(
    new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }),
  );
  const weights = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
  return [FunctionVersion, ...weights.map(([version, weight]) => `${version}:${weight}`)].join(' ');
};

/** Where the process may die: before and after the request, and before and after the answer. */
const DEATHS: readonly (readonly [CheckpointName, string])[] = [
  ['beforeIntent', 'ask'],
  ['afterCall', 'ask'],
  ['afterResult', 'ask'],
  ['beforeIntent', 'answer'],
  ['afterResult', 'answer'],
];

describe.each(DEATHS)('if the process dies at %s of %s', (point, step) => {
  const killedDuring = async (action: string): Promise<string> => {
    let hasDied = false;
    const death = bench
      .killAt((reached, stepId) => reached === point && stepId === step)
      .then(() => {
        hasDied = true;
      });
    const id = await begin(action);
    await eventually(
      'the death',
      () => {
        clock.skip(200);
        return Promise.resolve(hasDied || new NotYet('it lives'));
      },
      { withinMs: 10_000 },
    );
    await death;
    return id;
  };

  it('a promotion is taken once', async () => {
    const rollout = await inFirstHold();
    bench.lambda.clearCalls();

    const acting = await killedDuring('promote');
    const [acted, outcome] = [await ended(acting), await ended(rollout)];

    expect(acted).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(bench.mutations()).toEqual(['UpdateAlias']);
    expect(await served()).toBe('2');
  });

  it('a revert is taken once', async () => {
    const rollout = await inFirstHold();
    bench.lambda.clearCalls();

    const acting = await killedDuring('revert');
    const [acted, outcome] = [await ended(acting), await ended(rollout)];

    expect(acted).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'revertAsked' } });
    expect(bench.mutations()).toEqual(['UpdateAlias']);
    expect(await served()).toBe('1');
  });
});

it('an action of a stage that is cancelled before the rollout has taken it is withdrawn', async () => {
  const rollout = await inFirstHold();
  const release = await keepBusy(rollout);
  const acting = await begin('promote');
  await polled(acting, 'that it waits', ({ progress }) => progress.startsWith('Waiting for'));
  await bench.engine.cancel(await stageOf(acting), undefined);

  const acted = await ended(acting);
  await release();

  expect(acted.status).toBe('CANCELED');
  expect(acted.steps.at(-1)).toMatchObject({ id: 'withdraw', note: 'withdrawn: the rollout had not taken it' });
  expect(await polled(rollout, 'its hold', ({ hold }) => hold !== undefined)).toMatchObject({ status: 'RUNNING' });
  expect(await served()).toBe('1 2:0.1');
});

it('an action in an account that is another name of the rollout’s AWS account reaches the rollout', async () => {
  const rollout = await inFirstHold();

  const acted = await ended(await begin('revert', { account: SECOND_NAME }));

  expect(acted.status).toBe('SUCCEEDED');
  expect(await ended(rollout)).toMatchObject({ failure: { code: 'revertAsked' } });
});

it('a rollout that does not answer in time is not asked any more', async () => {
  const rollout = await inFirstHold();
  const release = await keepBusy(rollout);

  const acted = await ended(await begin('promote'));
  await release();

  expect(acted).toMatchObject({ status: 'TERMINAL', failure: { code: 'actionNotTaken' } });
  expect(acted.failure?.what).toContain('did not take Promote now within 30 s');
  expect(await served()).toBe('1 2:0.1');
});

it('of two requests that a rollout finds at the same time, it takes the first, and refuses the other one for what that means', async () => {
  const rollout = await inFirstHold();
  const release = await keepBusy(rollout);
  const first = await begin('revert');
  await polled(first, 'that it waits', ({ progress }) => progress.startsWith('Waiting for'));
  const second = await begin('promote');
  await polled(second, 'that it waits', ({ progress }) => progress.startsWith('Waiting for'));
  await release();

  const [reverted, promoted] = [await ended(first), await ended(second)];

  expect(reverted.status).toBe('SUCCEEDED');
  expect(promoted).toMatchObject({
    status: 'TERMINAL',
    failure: {
      code: 'actionNotAllowed',
      what: 'Promote now is not possible: this rollout is already going back.',
      where: expect.stringMatching(/^[^:]+(:live)? · /) as string,
    },
  });
  expect(await ended(rollout)).toMatchObject({ status: 'TERMINAL', failure: { code: 'revertAsked' } });
  expect(await served()).toBe('1');
});

it('steps that were left out before they began have neither start nor end', async () => {
  const rollout = await inFirstHold();

  await ended(await begin('promote'));
  const { steps } = await ended(rollout);

  const left = steps.filter(({ state }) => state === 'skipped');
  expect(left.map(({ id, startedAt, endedAt }) => [id, startedAt !== undefined, endedAt !== undefined])).toEqual([
    ['hold:10', true, true],
    ['weight:50', false, false],
    ['hold:50', false, false],
  ]);
});

/** Keeps an operation as if a replica were in the middle of a long call of it; what is returned lets it go on. */
async function keepBusy(id: string): Promise<() => Promise<void>> {
  const lease = (lease_owner: string | null, lease_until: number | null) =>
    bench.database.updateTable('operations').set({ lease_owner, lease_until }).where('id', '=', id).execute();
  await lease('another replica', clock.now() + 3_600_000);
  return async () => {
    await lease(null, null);
    clock.skip(1_000);
    await bench.atRest();
  };
}

async function stageOf(id: string): Promise<string> {
  const { stage_id } = await bench.database
    .selectFrom('operations')
    .select('stage_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return stage_id;
}

import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { deploymentOf } from '../../testing/deploymentOf';
import { startBench, type StageBench } from '../../testing/stageBench';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const second = { executionId: 'execution-2' };
let bench: StageBench;

beforeEach(async () => {
  bench = await startBench();
  for (const [key, executionId] of [
    ['v1.zip', 'execution-1'],
    ['v2.zip', 'execution-2'],
  ] as const) {
    await bench.putCode(key, key);
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId });
  }
  await describeAlias('as found');
});
afterEach(() => bench.close());

const described = async (): Promise<string | undefined> =>
  (await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }))).Description;
const describeAlias = (Description: string): Promise<unknown> =>
  bench.aws.send(new UpdateAliasCommand({ FunctionName: 'checkout', Name: 'live', Description }));
const canary = (trafficPercentA: number, fields: Record<string, unknown> = {}) => ({
  ...{ aliasName: 'live', deploymentStrategy: '$WEIGHTED', versionNameA: '$LATEST', versionNameB: '$PREVIOUS' },
  trafficPercentA,
  ...fields,
});
/** Moves the alias, and fails because AWS does not know the source. */
const failing = {
  ...{ aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' },
  eventSources: [{ arn: 'arn:aws:kafka:us-east-1:123456789012:orders', startingPosition: 'LATEST' }],
};
/** Calls `act` once, just before AWS gets the next update of the alias. */
const beforeUpdate = (act: () => Promise<unknown>): void => {
  let isDone = false;
  bench.watch(async ({ method, path }) => {
    if (isDone || method !== 'PUT' || !path.endsWith('/aliases/live')) return;
    isDone = true;
    await act();
  });
};

describe('somebody else describes the alias between two stages', () => {
  it('and it goes back to that, although a third stage fails', async () => {
    await bench.run(ROUTE, canary(10, { aliasDescription: 'canary' }), second);
    await describeAlias('theirs');
    await bench.run(ROUTE, canary(20, { aliasDescription: 'more' }), second);

    const outcome = await bench.run(ROUTE, failing, second);

    expect(outcome.progress).toContain('The description of live is as before.');
    expect(await described()).toBe('theirs');
  });

  it('and it goes back to that when the stage that has replaced it is restarted and fails', async () => {
    await bench.run(ROUTE, canary(10, { aliasDescription: 'canary' }), second);
    await describeAlias('theirs');
    const stage = { ...second, stageId: 'promote' };
    const fields = { ...failing, aliasDescription: 'build two' };
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'route');
    await bench.begin(ROUTE, fields, { ...stage, attempt: 1 });
    await killed;

    const outcome = await bench.run(ROUTE, fields, { ...stage, attempt: 2 });

    expect(outcome.progress).toContain('The description of live is as before.');
    expect(await described()).toBe('theirs');
  });
});

describe('a description that a stage has set, although the response was never written', () => {
  it('goes back to what the execution found when a later stage fails', async () => {
    const stage = { ...second, stageId: 'canary' };
    const fields = canary(10, { aliasDescription: 'canary' });
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'route');
    await bench.begin(ROUTE, fields, { ...stage, attempt: 1 });
    await killed;
    await bench.run(ROUTE, fields, { ...stage, attempt: 2 });
    const isSet = await described();

    await bench.run(ROUTE, { ...failing, aliasDescription: 'build two' }, second);

    expect(isSet).toBe('canary');
    expect(await described()).toBe('as found');
  });
});

describe('a description that somebody sets while a stage works', () => {
  it('stays, although the stage had found the one that it wants', async () => {
    beforeUpdate(() => describeAlias('theirs'));

    const outcome = await bench.run(ROUTE, canary(10, { aliasDescription: 'as found' }), second);

    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.warnings.join()).toContain('description');
    expect(await described()).toBe('theirs');
  });

  it('is not taken for its own by a stage that fails and has found the one that it wants', async () => {
    const outcome = await bench.run(ROUTE, { ...failing, aliasDescription: 'as found' }, second);

    expect(outcome.progress).toBe('Reverted: live → v1 100%, as before this execution.');
    expect(await described()).toBe('as found');
  });

  it('stays, although it is set in the hold of a restarted stage that has not set its own yet', async () => {
    await bench.run(ROUTE, canary(10), second);
    const id = await bench.begin(
      ROUTE,
      {
        ...{ aliasName: 'live', deploymentStrategy: '$GRADUAL', aliasDescription: 'build two' },
        steps: [{ weightPercent: 10, holdSeconds: 30 }],
      },
      second,
    );
    await eventually('the hold', async () => {
      const outcome = await bench.engine.poll(id);
      return outcome?.hold !== undefined || new NotYet(outcome?.progress ?? '');
    });
    await describeAlias('theirs');

    const outcome = await bench.ended(id);

    expect(outcome.progress).toBe('live → v2 100%');
    expect(await described()).toBe('theirs');
  });
});

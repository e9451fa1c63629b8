import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { answering, FAILING, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* The description of an alias, as a user finds it after a Route that failed. */

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

const ok = answering({ ok: true });
const described = async (): Promise<string | undefined> =>
  (await world.world.aws.send(new GetAliasCommand({ FunctionName: world.name(), Name: 'live' }))).Description;
const describeAlias = (Description: string): Promise<unknown> =>
  world.world.aws.send(new UpdateAliasCommand({ FunctionName: world.name(), Name: 'live', Description }));
const updates = (): number =>
  world.world.sidecar.lambda
    .calls()
    .filter(({ operation, functionName }) => operation === 'UpdateAlias' && functionName === world.name()).length;
/** A rollout of version 2, which gets 10% at first. */
const rollout = (fields: Record<string, unknown>): ReturnType<typeof route> =>
  route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', aliasDescription: 'build two', ...fields });
const FAILS = { steps: [{ weightPercent: 10 }, { check: {} }] };
/** AWS does not know such a source, and only AWS can tell. */
const REFUSED = { arn: 'arn:aws:kafka:us-east-1:123456789012:orders', startingPosition: 'LATEST' };

beforeEach(async () => {
  await world.makeFunction(ok, FAILING);
  await world.makeAlias('live', '1');
  await describeAlias('build one');
});

describe('the description of an alias that goes back', () => {
  it('goes back with it, in the same call', async () => {
    const before = updates();

    const ended = await world.run(rollout(FAILS));

    expect(ended.progress).toBe(
      'Reverted: live → v1 100%, as before this execution. The description of live is as before.',
    );
    expect([await described(), await world.served(), updates() - before]).toEqual(['build one', '1', 2]);
  });

  it('goes back also if it is to delete the candidate', async () => {
    const ended = await world.run(rollout({ ...FAILS, onFailure: 'revertAndDeleteCandidate' }));

    expect(ended.progress).toContain('The description of live is as before.');
    expect(await described()).toBe('build one');
  });

  it('goes back when the execution is cancelled', async () => {
    const { id } = world.start(rollout({ steps: [{ weightPercent: 10, holdSeconds: 600 }] }));
    await world.untilServed('1 2:0.1');
    expect(await described()).toBe('build two');

    world.world.orca.cancel(id, 'jane', 'done');

    await world.untilServed('1');
    expect(await described()).toBe('build one');
  });

  it('goes back to what the execution found, although an earlier stage has changed it', async () => {
    const canary = { deploymentStrategy: '$WEIGHTED', trafficPercentA: 10, versionNameB: '1' };
    const { aliasDescription: _none, ...fails } = rollout(FAILS)[1];

    const ended = await world.run(
      rollout({ ...canary, aliasDescription: 'canary' }),
      route({ ...fails, steps: [{ weightPercent: 50 }, { check: {} }] }),
    );

    expect(ended.progress).toMatch(/^Reverted: live → v1 100%/);
    expect(await described()).toBe('build one');
  });

  it('goes back when a timer sends the alias back', async () => {
    const canary = { deploymentStrategy: '$WEIGHTED', trafficPercentA: 10, versionNameB: '1' };
    await world.run(rollout({ ...canary, revertUnlessPromotedWithinSeconds: 60 }));
    expect(await described()).toBe('build two');

    await world.untilServed('1');

    expect(await described()).toBe('build one');
  });

  it('stays, and is named, if somebody else has changed it since', async () => {
    const started = world.start(rollout({ steps: [{ weightPercent: 10, holdSeconds: 60 }, { check: {} }] }));
    await world.untilServed('1 2:0.1');
    await describeAlias('hands off');

    const ended = await started.ended();

    expect(ended.progress).toBe(
      'Not fully restored: live → v1 100%, as before this execution. Someone else changed the description of live. This stage left it unchanged. Find out who changed it, and restore it manually if the change should not stay. Remaining step: Restore the description of live.',
    );
    expect([await described(), await world.served()]).toEqual(['hands off', '1']);
  });

  it('stays, and is named, if the stage is to keep its routing', async () => {
    const ended = await world.run(rollout({ ...FAILS, onFailure: 'hold' }));

    expect(ended.progress).toContain(
      'live keeps v2 10%, v1 90% and the description that this stage has set, because onFailure is hold.',
    );
    expect(await described()).toBe('build two');
  });
});

describe('the description of an alias that was not moved', () => {
  const describing = (fields: Record<string, unknown> = {}): ReturnType<typeof route> =>
    route({
      ...{ deploymentStrategy: '$SIMPLE', versionNameA: '1', aliasDescription: 'build two', eventSources: [REFUSED] },
      ...fields,
    });

  it('goes back alone', async () => {
    const ended = await world.run(describing());

    expect(ended.progress).toBe('Reverted: live stays at v1 100%. The description of live is as before.');
    expect([await described(), await world.served()]).toEqual(['build one', '1']);
  });

  it('stays, and is named, if the stage is to keep what it has changed', async () => {
    const ended = await world.run(describing({ onFailure: 'hold' }));

    expect(ended.progress).toContain(
      'live keeps v1 100% and the description that this stage has set, because onFailure is hold.',
    );
    expect(await described()).toBe('build two');
  });
});

describe('a description that somebody sets during a hold', () => {
  it('is not overwritten by the next weight', async () => {
    const steps = [{ weightPercent: 10, holdSeconds: 60 }, { weightPercent: 50 }];
    const started = world.start(rollout({ steps }));
    await world.untilServed('1 2:0.1');
    await describeAlias('hands off');

    const ended = await started.ended();

    expect(ended.status).toBe('SUCCEEDED');
    expect([await described(), await world.served()]).toEqual(['hands off', '2']);
  });
});

import { GetAliasCommand, UpdateAliasCommand, type UpdateAliasCommandInput } from '@aws-sdk/client-lambda';
import { answering, FAILING, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* A Route that is to proceed over what others do to its alias, and fails afterwards. */

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

const ok = answering({ ok: true });
const change = (fields: Partial<UpdateAliasCommandInput>): Promise<unknown> =>
  world.world.aws.send(new UpdateAliasCommand({ FunctionName: world.name(), Name: 'live', ...fields }));
const moveTo = (FunctionVersion: string): Promise<unknown> =>
  change({ FunctionVersion, RoutingConfig: { AdditionalVersionWeights: {} } });
const described = async (): Promise<string | undefined> =>
  (await world.world.aws.send(new GetAliasCommand({ FunctionName: world.name(), Name: 'live' }))).Description;
const rollout = (fields: Record<string, unknown>): ReturnType<typeof route> =>
  route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', onForeignChange: 'proceed', ...fields });
const FAILS = [{ weightPercent: 50 }, { check: {} }];

beforeEach(async () => {
  await world.makeFunction(ok, FAILING, ok);
  await world.makeAlias('live', '1');
});

describe('an alias that somebody else has moved during a hold', () => {
  it('goes back to what they had left, and the outcome says so', async () => {
    const started = world.start(rollout({ steps: [{ weightPercent: 10, holdSeconds: 60 }, ...FAILS] }));
    await world.untilServed('1 2:0.1');
    await moveTo('3');

    const ended = await started.ended();

    expect(ended.progress).toBe('Reverted: live is back at v3 100%.');
    expect(ended.warnings).toContainEqual(
      expect.stringMatching(/^Someone else changed live during a hold: .* found v3 100%; the stage proceeded/),
    );
    expect(await world.served()).toBe('3');
  });

  it('goes back to what they had left when a later stage fails', async () => {
    const started = world.start(
      rollout({ steps: [{ weightPercent: 10, holdSeconds: 60 }] }),
      rollout({ versionNameA: '1', steps: [{ weightPercent: 50 }, { check: { expect: { bodyContains: 'never' } } }] }),
    );
    await world.untilServed('1 2:0.1');
    await moveTo('3');

    const ended = await started.ended();

    expect(ended.progress).toBe('Reverted: live is back at v3 100%.');
    expect(await world.served()).toBe('3');
  });
});

describe('an alias that somebody else has described during a rollout', () => {
  it('goes back to their description, although two stages have set another one since', async () => {
    const started = world.start(
      rollout({ aliasDescription: 'first', steps: [{ weightPercent: 10, holdSeconds: 60 }] }),
      rollout({ aliasDescription: 'second', steps: [{ weightPercent: 10 }] }),
      rollout({ versionNameA: '1', steps: [{ weightPercent: 50 }, { check: { expect: { bodyContains: 'never' } } }] }),
    );
    await world.untilServed('1 2:0.1');
    await change({ Description: 'theirs' });

    const ended = await started.ended();

    expect(ended.progress).toContain('The description of live is as before.');
    expect(await described()).toBe('theirs');
  });
});

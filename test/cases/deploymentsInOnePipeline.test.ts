import type { Execution } from '../../sandbox/src/orca';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { outcomeOf, stagesOf, startDeploymentWorld, type DeploymentWorld } from './deploymentWorld';

let world: DeploymentWorld;
beforeAll(async () => {
  world = await startDeploymentWorld();
});
afterAll(() => world.close());

/** Restarts the nth stage of an execution that has ended, and waits for the end. */
async function restarted({ id, ...execution }: Execution, nth: number): Promise<Execution> {
  const { id: stageId, startTime } = stageOf({ id, ...execution }, String(nth));
  world.orca.restartStage(id, stageId, { user: 'jane', allowedAccounts: ['local'] });
  await world.until(id, 'the restart', (now) => stageOf(now, String(nth)).startTime !== startTime);
  return world.ended(id);
}

it('a second Deployment of a function that the first one has created with its alias publishes a newer version', async () => {
  const execution = await world.run(
    world.deploy('twice', { aliases: ['live'], memorySize: 128 }),
    world.deploy('twice', { aliases: ['live'], memorySize: 1024 }),
  );

  expect(stagesOf(execution)).toBe('SUCCEEDED SUCCEEDED');
  expect(await world.aliases('twice')).toEqual({ live: '1' });
  expect(await world.memory('twice')).toBe(1024);
  expect(outcomeOf(execution, 2, 'candidate', 'version')).toBe('2');
});

it('a Route after two Deployments sends traffic to the second candidate, and back to the baseline from before both', async () => {
  await world.run(world.deploy('route-after-two', { aliases: ['live'], memorySize: 128 }));

  const execution = await world.run(
    world.deploy('route-after-two', { aliases: ['live'], memorySize: 256, aliasRouting: 'newVersion' }),
    world.deploy('route-after-two', { aliases: ['live'], memorySize: 512 }),
    world.route('route-after-two', { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' }),
    world.route('route-after-two', { deploymentStrategy: '$SIMPLE', versionNameA: '$PREVIOUS' }),
  );

  expect(stagesOf(execution)).toBe('SUCCEEDED SUCCEEDED SUCCEEDED SUCCEEDED');
  expect(outcomeOf(execution, 3, 'routing', 'now')).toEqual({ mainVersion: '3' });
  expect(await world.aliases('route-after-two')).toEqual({ live: '1' });
});

it('staging first and then production get the same version from two Deployments', async () => {
  const moved = (alias: string): Record<string, unknown> => ({ aliases: [alias], aliasRouting: 'newVersion' });
  await world.run(
    world.deploy('stages', { aliases: ['staging', 'production'] }),
    world.deploy('stages', moved('staging'), 'v2.zip'),
  );

  const execution = await world.run(
    world.deploy('stages', { ...moved('staging'), memorySize: 256 }, 'v2.zip'),
    world.deploy('stages', { ...moved('production'), memorySize: 256 }, 'v2.zip'),
  );

  expect(stagesOf(execution)).toBe('SUCCEEDED SUCCEEDED');
  expect(await world.aliases('stages')).toEqual({ staging: '3', production: '3' });
});

it('staging and production may differ in configuration: each gets a version of its own', async () => {
  const of = (level: string, alias: string): Record<string, unknown> => ({
    aliases: [alias],
    aliasRouting: 'newVersion',
    envVariables: { LEVEL: level },
  });

  const execution = await world.run(
    world.deploy('own-settings', of('debug', 'staging')),
    world.deploy('own-settings', of('info', 'production')),
  );

  expect(stagesOf(execution)).toBe('SUCCEEDED SUCCEEDED');
  expect(await world.aliases('own-settings')).toEqual({ staging: '1', production: '2' });
});

it('an Update Code after a Deployment whose candidate serves publishes a newer one', async () => {
  const execution = await world.run(world.deploy('then-code', { aliases: ['live'] }), world.updateCode('then-code'));

  expect(stagesOf(execution)).toBe('SUCCEEDED SUCCEEDED');
  expect(await world.aliases('then-code')).toEqual({ live: '1' });
  expect(outcomeOf(execution, 2, 'candidate', 'version')).toBe('2');
});

it('a second Deployment that failed publishes when it is restarted, although the candidate of the first one serves', async () => {
  world.sidecar.lambda.addFault({
    operation: 'UpdateFunctionConfiguration',
    kind: 'accessDenied',
    explicit: true,
    functionName: 'later',
  });
  const failed = await world.run(
    world.deploy('later', { aliases: ['live'], memorySize: 128 }),
    world.deploy('later', { aliases: ['live'], memorySize: 1024 }),
  );

  const before = stagesOf(failed);

  const execution = await restarted(failed, 2);

  expect(before).toBe('SUCCEEDED TERMINAL');
  expect(stagesOf(execution)).toBe('SUCCEEDED SUCCEEDED');
  expect(await world.aliases('later')).toEqual({ live: '1' });
});

it('a restarted Deployment whose candidate serves traffic does not replace it', async () => {
  const first = await world.run(world.deploy('again', { aliases: ['live'] }));
  await world.sidecar.putCode('again.zip', 'changed');

  const stage = stageOf(first, '1');
  world.orca.updateStage(first.id, stage.id, { s3key: 'again.zip' }, { user: 'jane', allowedAccounts: ['local'] });
  const execution = await restarted(first, 1);

  expect(stagesOf(execution)).toBe('TERMINAL');
  expect(outcomeOf(execution, 1, 'failure', 'code')).toBe('protectedVersion');
});

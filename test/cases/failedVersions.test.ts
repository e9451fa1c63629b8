import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { outcomeOf, stagesOf, startDeploymentWorld, warningCodes, type DeploymentWorld } from './deploymentWorld';

let world: DeploymentWorld;
beforeAll(async () => {
  world = await startDeploymentWorld();
});
afterAll(() => world.close());

type PublishingCall = 'PublishVersion' | 'UpdateFunctionCode';

/** A function with live at v1 whose v2 could not be made ready, for a reason that has passed since. */
async function withFailedVersion(functionName: string, operation: PublishingCall): Promise<unknown> {
  await world.run(world.deploy(functionName, { aliases: ['live'] }));
  if (operation === 'PublishVersion') await world.run(world.updateCode(functionName, { publish: false }));
  world.sidecar.lambda.addFault({
    operation,
    functionName,
    kind: 'settleFailed',
    reason: 'The function failed to initialize',
    code: 'FunctionError',
    // The first call is the dry run that reads the hash.
    after: operation === 'PublishVersion' ? 0 : 1,
  });
  const failed = await world.run(world.deploy(functionName, { aliases: ['live'] }, 'v2.zip'));
  world.sidecar.lambda.clearFaults();
  return outcomeOf(failed, 1, 'failure', 'code');
}

describe.each<[PublishingCall]>([['PublishVersion'], ['UpdateFunctionCode']])(
  'what AWS could not get ready after %s',
  (operation) => {
    it.each<[string, string, boolean]>([
      ['Deployment', 'deployment', false],
      ['Deployment that expects a hash', 'deployment', true],
      ['Update Code', 'updateCode', false],
    ])('is published anew by the next %s with the same code', async (title, kind, expectsHash) => {
      const name = `failed-${operation}-${title.replace(/\W/g, '-')}`;
      const failure = await withFailedVersion(name, operation);
      const head = await world.aws.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
      const fields = expectsHash ? { codeSha256: head.CodeSha256 } : {};

      const execution = await world.run(
        kind === 'updateCode'
          ? world.updateCode(name, fields)
          : world.deploy(name, { aliases: ['live'], ...fields }, 'v2.zip'),
        world.route(name, { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' }),
      );

      expect(failure).toBe('settleFailed');
      expect(stagesOf(execution)).toBe('SUCCEEDED SUCCEEDED');
      expect(outcomeOf(execution, 1, 'outputs', 'versionReused')).toBe(false);
      expect(Number((await world.aliases(name))['live'])).toBeGreaterThan(1);
    });
  },
);

it('a response that is lost while a failed version is published anew does not publish it twice', async () => {
  await withFailedVersion('lost', 'PublishVersion');
  world.sidecar.lambda.addFault({ operation: 'UpdateFunctionCode', functionName: 'lost', kind: 'dropAfter', after: 1 });

  const execution = await world.run(world.deploy('lost', { aliases: ['live'] }, 'v2.zip'));

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect((await world.versions('lost')).map(({ version }) => version)).toEqual(['1', '2', '3']);
  expect(outcomeOf(execution, 1, 'outputs', 'functionVersion')).toBe('3');
});

it('a function that AWS has made Inactive, and its version, are reused with a note', async () => {
  await world.run(world.deploy('idle', { aliases: ['live'] }));
  for (const version of ['$LATEST', '1'])
    world.sidecar.lambda.makeIdle({ functionName: 'idle', version, recoverMs: 1000 });

  const execution = await world.run(world.deploy('idle', { aliases: ['live'] }));

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(outcomeOf(execution, 1, 'outputs')).toMatchObject({ functionVersion: '1', versionReused: true });
  expect(warningCodes(execution, 1)).toEqual(['functionIsInactive']);
  expect(JSON.stringify(outcomeOf(execution, 1, 'steps'))).toContain('v1 is Inactive, because nobody has called it');
});

it('an Inactive function that gets new code needs no note: the update wakes it', async () => {
  await world.run(world.deploy('woken', { aliases: ['live'] }));
  world.sidecar.lambda.makeIdle({ functionName: 'woken', recoverMs: 1000 });

  const execution = await world.run(world.deploy('woken', { aliases: ['live'] }, 'v2.zip'));

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(warningCodes(execution, 1)).toEqual([]);
});

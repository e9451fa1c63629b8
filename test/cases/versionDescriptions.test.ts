import { randomUUID } from 'node:crypto';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import {
  outcomeOf,
  refusalOf,
  stagesOf,
  startDeploymentWorld,
  warningCodes,
  type DeploymentWorld,
} from './deploymentWorld';

let world: DeploymentWorld;
beforeAll(async () => {
  world = await startDeploymentWorld();
});
afterAll(() => world.close());

const descriptions = async (functionName: string): Promise<string[]> =>
  (await world.versions(functionName)).map(({ description }) => description);
/** Runs one stage in a pipeline that something has triggered. */
async function triggered(trigger: JsonObject, stage: JsonObject): Promise<Execution> {
  const { id } = world.orca.orchestrate(
    {
      id: randomUUID(),
      application: 'demo',
      name: 'Release checkout',
      trigger,
      stages: [{ ...stage, refId: '1', requisiteStageRefIds: [], name: 'S1' }],
    },
    { user: 'jane', allowedAccounts: ['local'] },
  );
  return world.ended(id);
}

describe.each([
  ['a Deployment', (name: string, fields: JsonObject) => world.deploy(name, fields, 'v2.zip')],
  ['an Update Code', (name: string, fields: JsonObject) => world.updateCode(name, fields)],
])('a version that %s publishes', (kind, stage) => {
  const deployed = async (name: string): Promise<string> => {
    const full = `${name}-${kind.replace(/\W/g, '-')}`;
    await world.run(world.deploy(full, { description: 'Takes orders', versionDescription: 'first' }));
    return full;
  };

  it.each<[string, JsonObject, string]>([
    ['build', { type: 'jenkins', master: 'ci', job: 'checkout', buildInfo: { number: 812 } }, ', build 812'],
    ['build-number', { type: 'jenkins', buildNumber: 813 }, ', build 813'],
    ['tag', { type: 'docker', repository: 'checkout', tag: 'v1.2' }, ', tag v1.2'],
    ['hand', { type: 'manual' }, ''],
  ])('says where it comes from: %s', async (title, trigger, from) => {
    const name = await deployed(title);

    const execution = await triggered(trigger, stage(name, {}));

    const description = `Release checkout${from}, execution ${execution.id}`;
    expect(await descriptions(name)).toEqual(['first', description]);
    expect(outcomeOf(execution, 1, 'candidate')).toMatchObject({ version: '2', description });
  });

  it('says what its author says, and the function keeps its own description', async () => {
    const name = await deployed('own');

    await world.run(stage(name, { versionDescription: 'release 7' }));

    const head = await world.aws.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
    expect(await descriptions(name)).toEqual(['first', 'release 7']);
    expect(head.Description).toBe('Takes orders');
  });

  it('with a description that AWS would not take is not published', async () => {
    const name = await deployed('long');

    const execution = await world.run(stage(name, { versionDescription: 'x'.repeat(257) }));

    expect(stagesOf(execution)).toBe('TERMINAL');
    expect(refusalOf(execution, 1)).toContain('versionDescription must have at most 256 characters');
  });
});

it('a version that is reused keeps its description, and a stage that asks for another one says so', async () => {
  await world.run(world.deploy('kept', { versionDescription: 'release 6' }));

  const other = await world.run(world.deploy('kept', { versionDescription: 'release 7' }));
  const same = await world.run(world.deploy('kept', { versionDescription: 'release 6' }));
  const none = await world.run(world.deploy('kept'));

  expect([other, same, none].map((execution) => warningCodes(execution, 1))).toEqual([
    ['versionKeepsDescription'],
    [],
    [],
  ]);
  expect(await descriptions('kept')).toEqual(['release 6']);
});

it('a Route shows the description of the version that the execution has published', async () => {
  const execution = await world.run(
    world.deploy('routed', { aliases: ['live'], versionDescription: 'release 8' }),
    world.route('routed', { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' }),
  );

  expect(outcomeOf(execution, 2, 'candidate')).toMatchObject({ version: '1', description: 'release 8' });
});

import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { stagesOf, startDeploymentWorld, warningCodes, type DeploymentWorld } from './deploymentWorld';

let world: DeploymentWorld;
beforeAll(async () => {
  world = await startDeploymentWorld();
});
afterAll(() => world.close());

const limited = async (functionName: string, limit: number): Promise<void> => {
  await world.run(world.deploy(functionName, { aliases: ['live'] }));
  await world.aws.send(
    new PutFunctionConcurrencyCommand({ FunctionName: functionName, ReservedConcurrentExecutions: limit }),
  );
};

describe.each([
  ['Deployment', (name: string, fields: Record<string, unknown>) => world.deploy(name, fields)],
  [
    'Route',
    (name: string, fields: Record<string, unknown>) =>
      world.route(name, { deploymentStrategy: '$SIMPLE', versionNameA: '1', trafficPercentA: 100, ...fields }),
  ],
])('reserved concurrency of a %s', (kind, stage) => {
  it.each<[string, number, Record<string, unknown>, number | undefined, string[]]>([
    ['0 stops all calls', 5, { reservedConcurrentExecutions: 0 }, 0, ['functionIsStopped']],
    ['0 from a parameter stops all calls', 5, { reservedConcurrentExecutions: '0' }, 0, ['functionIsStopped']],
    ['0 leaves a stopped function stopped', 0, { reservedConcurrentExecutions: 0 }, 0, ['functionIsStopped']],
    ['-1 removes the limit', 5, { reservedConcurrentExecutions: -1 }, undefined, []],
    ['-1 lets a stopped function run again', 0, { reservedConcurrentExecutions: '-1' }, undefined, []],
    ['a number sets it', 5, { reservedConcurrentExecutions: 7 }, 7, []],
    ['absent leaves it unchanged', 5, {}, 5, []],
    ['absent leaves a stopped function stopped', 0, {}, 0, []],
  ])('%s', async (title, before, fields, after, warnings) => {
    const name = `${kind}-${title}`.replace(/\W/g, '-');
    await limited(name, before);

    const execution = await world.run(stage(name, fields));

    expect(stagesOf(execution)).toBe('SUCCEEDED');
    expect(await world.reserved(name)).toBe(after);
    expect(warningCodes(execution, 1)).toEqual(warnings);
  });
});

it('a new function with reserved concurrency 0 is created, and takes no calls', async () => {
  const execution = await world.run(world.deploy('born-stopped', { reservedConcurrentExecutions: 0 }));

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(await world.reserved('born-stopped')).toBe(0);
});

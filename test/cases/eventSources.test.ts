import { CreateEventSourceMappingCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { outcomeOf, stagesOf, startDeploymentWorld, warningCodes, type DeploymentWorld } from './deploymentWorld';

let world: DeploymentWorld;
beforeAll(async () => {
  world = await startDeploymentWorld();
});
afterAll(() => world.close());

const queue = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const stream = (name: string): string => `arn:aws:kinesis:us-east-1:123456789012:stream/${name}`;
/** What each mapping of a source calls, with its batch size. */
async function calls(source: string): Promise<string[]> {
  const { EventSourceMappings = [] } = await world.aws.send(
    new ListEventSourceMappingsCommand({ EventSourceArn: source }),
  );
  return EventSourceMappings.map(
    ({ FunctionArn = '', BatchSize }) => `${FunctionArn.split(':').slice(6).join(':')} ${BatchSize}`,
  ).sort();
}
const attach = async (
  source: string,
  functionName: string,
  more: { StartingPosition?: 'LATEST' } = {},
): Promise<void> => {
  await world.aws.send(
    new CreateEventSourceMappingCommand({ FunctionName: functionName, EventSourceArn: source, BatchSize: 1, ...more }),
  );
};

describe('an event source that a Deployment creates', () => {
  it.each<[string, string, Record<string, unknown>, string, string[]]>([
    ['calls the only alias that is listed', 'one', { aliases: ['live'] }, 'one:live', []],
    ['calls the alias that the stage names', 'named', { aliases: ['live'], aliasName: 'live' }, 'named:live', []],
    [
      'calls the head if two aliases are listed, and says so',
      'two',
      { aliases: ['live', 'beta'] },
      'two',
      ['eventSourcesBypassAliases'],
    ],
    ['calls the head of a function without aliases', 'none', {}, 'none', []],
  ])('%s', async (_title, name, fields, called, warnings) => {
    const first = await world.run(world.deploy(name, { ...fields, triggerArns: [queue(name)], batchsize: 5 }));
    const again = await world.run(world.deploy(name, { ...fields, triggerArns: [queue(name)], batchsize: 7 }));

    expect([first, again].map(stagesOf)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await calls(queue(name))).toEqual([`${called} 7`]);
    expect(warningCodes(first, 1)).toEqual(warnings);
  });
});

it('an event source that calls the head stays there, with its new settings and a warning', async () => {
  await world.run(world.deploy('at-head', { aliases: ['live'] }));
  await attach(queue('at-head'), 'at-head');

  const execution = await world.run(
    world.deploy('at-head', { aliases: ['live'], triggerArns: [queue('at-head')], batchsize: 5 }),
  );

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(await calls(queue('at-head'))).toEqual(['at-head 5']);
  expect(String(outcomeOf(execution, 1, 'warnings'))).toContain('Event source at-head calls the unpublished head');
});

it('an event source of another alias stays there, and is not created a second time', async () => {
  await world.run(world.deploy('elsewhere', { aliases: ['live', 'beta'] }));
  await attach(queue('elsewhere'), 'elsewhere:beta');

  const execution = await world.run(
    world.deploy('elsewhere', { aliases: ['live'], triggerArns: [queue('elsewhere')], batchsize: 5 }),
  );

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(await calls(queue('elsewhere'))).toEqual(['elsewhere:beta 5']);
});

it('an alias that the stage names gets its event source although the head has one, with a warning', async () => {
  await world.run(world.deploy('both', { aliases: ['live'] }));
  await attach(queue('both'), 'both');

  const execution = await world.run(
    world.deploy('both', { aliases: ['live'], aliasName: 'live', triggerArns: [queue('both')], batchsize: 5 }),
  );

  expect(await calls(queue('both'))).toEqual(['both 1', 'both:live 5']);
  expect(warningCodes(execution, 1)).toEqual(['eventSourcesShared']);
});

describe('a Deployment that owns the event sources removes', () => {
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ['those of the head and of the only alias', 'only', { aliases: ['live'] }, ['only:beta 1']],
    [
      'those of the head if it lists several aliases',
      'several',
      { aliases: ['live', 'beta'] },
      ['several:beta 1', 'several:live 1'],
    ],
    [
      'only those of the alias that it names',
      'naming',
      { aliases: ['live'], aliasName: 'live' },
      ['naming 1', 'naming:beta 1'],
    ],
  ])('%s', async (_title, name, fields, kept) => {
    await world.run(world.deploy(name, { aliases: ['live', 'beta'] }));
    for (const called of [name, `${name}:live`, `${name}:beta`]) await attach(queue(name), called);

    const execution = await world.run(world.deploy(name, { ...fields, eventSourceMode: 'own', triggerArns: [] }));

    expect(stagesOf(execution)).toBe('SUCCEEDED');
    expect(await calls(queue(name))).toEqual(kept);
  });
});

it('a Deployment that owns the event sources also removes those of the only alias', async () => {
  const own = { aliases: ['live'], eventSourceMode: 'own' };
  await world.run(world.deploy('owned', { ...own, triggerArns: [queue('owned'), queue('kept')] }));

  const execution = await world.run(world.deploy('owned', { ...own, triggerArns: [queue('kept')] }));

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(await calls(queue('owned'))).toEqual([]);
  expect(await calls(queue('kept'))).toEqual(['owned:live 10']);
});

it.each<[string, string, Record<string, unknown>]>([
  ['of the old list', 'startingPosition', { triggerArns: [stream('clicks')], startingPosition: 'TRIM_HORIZON' }],
  [
    'of one source',
    'eventSources.startingPosition',
    { eventSources: [{ arn: stream('clicks'), startingPosition: 'TRIM_HORIZON' }] },
  ],
])(
  'a starting position %s that an existing mapping does not have is refused before anything is changed',
  async (_title, field, fields) => {
    const name = `position-${field.length}`;
    await world.run(world.deploy(name, { aliases: ['live'] }));
    await attach(stream('clicks'), `${name}:live`, { StartingPosition: 'LATEST' });
    const before = world.sidecar.mutations().length;

    const execution = await world.run(world.deploy(name, { aliases: ['live'], memorySize: 512, ...fields }));

    expect(outcomeOf(execution, 1, 'failure')).toMatchObject({
      code: 'invalidInput',
      problems: [{ field, code: 'positionIsFixed', values: { position: 'LATEST' } }],
    });
    expect(
      world.sidecar
        .mutations()
        .slice(before)
        .filter((call) => call !== 'UpdateFunctionCode 200'),
    ).toEqual([]);
  },
);

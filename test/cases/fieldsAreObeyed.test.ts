import {
  CreateEventSourceMappingCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
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

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';
const STREAM = 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks';

describe('a Route to what the alias serves already', () => {
  const same = { deploymentStrategy: '$SIMPLE', versionNameA: '1', trafficPercentA: 100 };

  it.each(['$SIMPLE', '$GRADUAL'])('sets the description of the alias alone (%s)', async (deploymentStrategy) => {
    const name = `described-${deploymentStrategy.slice(1)}`;
    await world.run(world.deploy(name, { aliases: ['live'] }));
    const route =
      deploymentStrategy === '$SIMPLE'
        ? same
        : { deploymentStrategy, versionNameA: '1', steps: [{ weightPercent: 10, holdSeconds: 1 }] };

    const first = await world.run(world.route(name, { ...route, aliasDescription: 'release 7' }));
    const before = world.sidecar.mutations().length;
    const again = await world.run(world.route(name, { ...route, aliasDescription: 'release 7' }));

    const alias = await world.aws.send(new GetAliasCommand({ FunctionName: name, Name: 'live' }));
    expect(alias).toMatchObject({ Description: 'release 7', FunctionVersion: '1' });
    expect(outcomeOf(first, 1, 'progress')).toBe('v1 already serves 100% of live; changed Description of live.');
    expect(outcomeOf(again, 1, 'progress')).toBe('This stage changed nothing: v1 already serves 100% of live.');
    expect(world.sidecar.mutations().slice(before)).toEqual([]);
  });

  it('says that it has changed a batch size, and does not touch the event source a second time', async () => {
    await world.run(world.deploy('batch', { aliases: ['live'] }));
    await world.aws.send(
      new CreateEventSourceMappingCommand({ FunctionName: 'batch:live', EventSourceArn: QUEUE, BatchSize: 1 }),
    );
    const route = { ...same, triggerArns: [QUEUE], batchsize: 5 };

    const first = await world.run(world.route('batch', route));
    const before = world.sidecar.mutations().length;
    const again = await world.run(world.route('batch', route));

    expect(outcomeOf(first, 1, 'progress')).toBe('v1 already serves 100% of live; changed Event source orders, batch.');
    expect(stagesOf(again)).toBe('SUCCEEDED');
    expect(world.sidecar.mutations().slice(before)).toEqual([]);
  });
});

describe('an Update Code that publishes', () => {
  const changed = async (name: string): Promise<void> => {
    await world.run(world.deploy(name, { aliases: ['live'], memorySize: 128, envVariables: { LEVEL: 'info' } }));
    await world.aws.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: name,
        MemorySize: 256,
        Environment: { Variables: { LEVEL: 'debug' } },
      }),
    );
    await world.pass(5);
  };

  it.each([
    ['new code', 'v2.zip'],
    ['the same code', 'v1.zip'],
  ])('names settings that somebody has left in the unpublished head: %s', async (title, key) => {
    const name = `left-${title.replace(/\W/g, '-')}`;
    await changed(name);

    const execution = await world.run(world.updateCode(name, {}, key));

    expect(stagesOf(execution)).toBe('SUCCEEDED');
    expect(String(outcomeOf(execution, 1, 'warnings'))).toContain(
      'other settings than v1, the newest version, and AWS publishes them together with the code: Memory and Environment LEVEL',
    );
    expect(JSON.stringify(execution.stages)).not.toContain('debug');
  });

  it('names nothing if the newest version has those settings, although no alias serves it', async () => {
    await changed('published-since');
    await world.run(world.updateCode('published-since', {}, 'v1.zip'));

    const execution = await world.run(world.updateCode('published-since'));

    expect(warningCodes(execution, 1)).toEqual([]);
  });
});

describe('a Deployment refuses by name what it could not do', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'an empty list of security groups alone',
      { securityGroupIds: [] },
      'subnetIds is required: to take the function out of its VPC, set both subnetIds and securityGroupIds to empty lists',
    ],
    ['an empty list of subnets alone', { subnetIds: [] }, 'securityGroupIds is required: to take the function out'],
    [
      'moving aliases without any',
      { aliasRouting: 'newVersion' },
      'aliases is required with aliasRouting newVersion: the aliases to move',
    ],
  ])('%s', async (title, fields, words) => {
    const execution = await world.run(world.deploy(title.replace(/\W/g, '-'), fields));

    expect(stagesOf(execution)).toBe('TERMINAL');
    expect(refusalOf(execution, 1)).toContain(words);
  });

  it('a starting position of a queue', async () => {
    const execution = await world.run(
      world.deploy('queue-position', { eventSources: [{ arn: QUEUE, startingPosition: 'LATEST' }] }),
    );

    expect(outcomeOf(execution, 1, 'failure')).toMatchObject({
      code: 'invalidInput',
      problems: [{ field: 'eventSources.startingPosition', code: 'noPositionForQueues' }],
    });
  });
});

it('two empty lists take a function out of its VPC', async () => {
  await world.run(world.deploy('leaving', { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] }));

  const execution = await world.run(world.deploy('leaving', { subnetIds: [], securityGroupIds: [] }));

  const { VpcConfig } = await world.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'leaving' }));
  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(VpcConfig?.SubnetIds ?? []).toEqual([]);
});

it.each<[string, Record<string, unknown>, string]>([
  [
    'a batch size without sources',
    { batchsize: 5 },
    'batchsize has no effect: no event source is listed in triggerArns',
  ],
  [
    'stream settings of a queue',
    { triggerArns: [QUEUE], bisectBatchOnError: true, startingPosition: 'LATEST', tumblingWindowSecs: -1 },
    'bisectBatchOnError and startingPosition have no effect: triggerArns lists no source of a kind that has such a setting',
  ],
  [
    'sources that are to be ignored',
    { triggerArns: [STREAM], eventSourceMode: 'ignore' },
    'triggerArns has no effect: eventSourceMode is ignore',
  ],
  [
    'tags that are to be ignored',
    { tags: { team: 'a' }, tagsMode: 'ignore' },
    'tags has no effect: tagsMode is ignore',
  ],
  ['an alias for nothing', { aliasName: 'live' }, 'aliasName has no effect'],
  [
    'provisioned concurrency 0 without an alias',
    { provisionedConcurrentExecutions: 0 },
    'provisionedConcurrentExecutions has no effect: provisioned concurrency belongs to an alias',
  ],
])('a Deployment says that a field changes nothing: %s', async (title, fields, words) => {
  const name = title.replace(/\W/g, '-');
  await world.run(world.deploy(name));

  const execution = await world.run(world.deploy(name, fields));

  expect(stagesOf(execution)).toBe('SUCCEEDED');
  expect(String(outcomeOf(execution, 1, 'warnings'))).toContain(words);
});

it('a native Deployment with all of its form’s empty values warns of nothing', async () => {
  const native = {
    batchsize: 10,
    cloudProvider: 'aws',
    deadLetterConfig: { targetArn: '' },
    detailName: '',
    enableLambdaAtEdge: false,
    envVariables: {},
    functionUid: 'checkout',
    memorySize: 128,
    reservedConcurrentExecutions: 10,
    securityGroupIds: [],
    subnetIds: [],
    tags: {},
    timeout: 3,
    tracingConfig: { mode: 'PassThrough' },
    triggerArns: [],
    vpcId: '',
  };

  const first = await world.run(world.deploy('native', native));
  const again = await world.run(world.deploy('native', native));

  expect([first, again].map((execution) => warningCodes(execution, 1))).toEqual([[], []]);
  expect(String(outcomeOf(again, 1, 'progress'))).toMatch(/^Nothing changed/);
});

import { CreateEventSourceMappingCommand, ListAliasesCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { passUntil } from '../trust/passUntil';
import { answering, route, startFunctionWorld, type FunctionWorld, type Stage } from './functionWorld';

/* What a Delete removes and keeps, as a user sees it in the pipeline and in AWS. */

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

const ok = answering({ ok: true });
const remove = (fields: Record<string, unknown>): Stage => ['Aws.LambdaDeleteStage', fields];
const simple = (version: string): Stage => route({ deploymentStrategy: '$SIMPLE', versionNameA: version });
/** Seconds between the last update of an alias and the last deletion. */
function secondsBetween(): number {
  const calls = world.world.sidecar.lambda.calls();
  const [moved, deleted] = ['UpdateAlias', 'DeleteFunction'].map((operation) =>
    Date.parse(calls.filter((call) => call.operation === operation).at(-1)?.time ?? ''),
  );
  return ((deleted ?? NaN) - (moved ?? NaN)) / 1000;
}

describe('a version that the alias has just left', () => {
  it.each([
    ['after 15 s', {}, 15, 25],
    ['after the time of the stage', { drainSeconds: 60 }, 60, 75],
    ['at once if the stage says so', { drainSeconds: 0 }, 0, 5],
  ])('is deleted %s', async (_when, fields, least, most) => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');

    const ended = await world.run(simple('2'), remove({ version: '$PREVIOUS', ...fields }));

    expect(ended).toMatchObject({ status: 'SUCCEEDED', progress: 'Deleted v1' });
    expect(secondsBetween()).toBeGreaterThanOrEqual(least);
    expect(secondsBetween()).toBeLessThan(most);
  });

  it('needs no wait if that was long ago', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
    await world.run(simple('2'));
    await world.world.pass(60);

    const ended = await world.run(remove({ version: '1' }));

    expect(ended.steps).toEqual(['delete-v1 done: ']);
  });
});

describe('a whole function', () => {
  it("is deleted by a native pipeline's JSON as it is", async () => {
    await world.makeFunction(ok);
    await world.makeAlias('live', '1');

    const ended = await world.run(remove({ version: '$ALL', cloudProvider: 'aws' }));

    expect(ended.progress).toBe(`Deleted ${world.name()} with 1 version, 1 alias, 0 event source mappings`);
  });

  it.each(['$ALL', '1'])('keeps everything if the name to confirm is another one: %s', async (version) => {
    await world.makeFunction(ok);

    const ended = await world.run(remove({ version, confirmFunctionName: 'other' }));

    expect(ended.status).toBe('TERMINAL');
    expect(JSON.stringify(ended.execution)).toContain(`confirmFunctionName must equal functionName (${world.name()})`);
  });
});

describe('an alias for each build', () => {
  const clean = (fields: Record<string, unknown> = {}): Stage =>
    remove({ version: '$MOVING', retentionNumber: 1, aliasPattern: 'build-*', ...fields });
  const makeBuilds = async (): Promise<void> => {
    await world.makeFunction(ok, ok, ok, ok);
    for (const version of ['1', '2', '3']) await world.makeAlias(`build-10${version}`, version);
    await world.makeAlias('live', '4');
  };
  const left = async (): Promise<string[]> => {
    const { Aliases = [] } = await world.world.aws.send(new ListAliasesCommand({ FunctionName: world.name() }));
    return Aliases.map(({ Name, FunctionVersion }) => `${Name} ${FunctionVersion}`);
  };

  it('goes with its old version, 15 s before it', async () => {
    await makeBuilds();

    const ended = await world.run(clean());

    expect(ended.progress).toBe('Deleted 3 versions with 3 aliases');
    expect(ended.outcome('deletions')).toContainEqual(
      expect.objectContaining({ version: '1', result: 'deleted', reason: 'with alias build-101' }),
    );
    expect(ended.steps.map((step) => step.split(' ')[0])).toEqual([
      ...['delete-alias-build-101', 'delete-alias-build-102', 'delete-alias-build-103', 'drain'],
      ...['delete-v1', 'delete-v2', 'delete-v3'],
    ]);
    expect(await left()).toEqual(['live 4']);
  });

  it('is not said to be gone with its version if somebody has moved it meanwhile', async () => {
    await makeBuilds();
    const { lambda } = world.world.sidecar;
    // Denied as a new permission may be: the stage tries again.
    lambda.addFault({ operation: 'DeleteAlias', kind: 'accessDenied', functionName: world.name(), forMs: 3_600_000 });
    const started = world.start(clean());
    await passUntil(world.world, 'the first attempt', () =>
      lambda.calls().some(({ operation }) => operation === 'DeleteAlias'),
    );
    await world.world.aws.send(
      new UpdateAliasCommand({ FunctionName: world.name(), Name: 'build-101', FunctionVersion: '4' }),
    );
    lambda.clearFaults();

    const ended = await started.ended();

    expect(ended.status).toBe('SUCCEEDED');
    const deletions = ended.outcome('deletions');
    expect(deletions).toContainEqual(expect.objectContaining({ version: '2', reason: 'with alias build-102' }));
    expect(deletions).toContainEqual({ version: '1', result: 'deleted' });
    expect(ended.progress).toBe('Deleted 3 versions with 2 aliases');
    expect(await left()).toEqual(['build-101 4', 'live 4']);
  });

  it('stays for as many days as its version', async () => {
    await makeBuilds();

    const ended = await world.run(clean({ retentionDays: 1 }));

    expect(ended.progress).toBe('Nothing was deleted: the rule keeps all 4 versions');
  });

  it('stays if somebody needs it, and says who', async () => {
    await makeBuilds();
    const FunctionName = world.name();
    const EventSourceArn = 'arn:aws:sqs:us-east-1:123456789012:orders';
    await world.world.aws.send(
      new CreateEventSourceMappingCommand({ FunctionName: `${FunctionName}:build-101`, EventSourceArn }),
    );
    await world.world.aws.send(
      new UpdateAliasCommand({
        FunctionName,
        Name: 'build-102',
        RoutingConfig: { AdditionalVersionWeights: { '1': 0.1 } },
      }),
    );

    const ended = await world.run(clean({ drainSeconds: 0 }));

    expect(ended.progress).toBe('Deleted v3 with 1 alias, kept 2 that are protected');
    expect(ended.warnings.join()).toContain('v1 (alias build-101 is called by event source orders)');
    expect(ended.warnings.join()).toContain('v2 (alias build-102 splits its traffic)');
    expect(await left()).toEqual(['build-101 1', 'build-102 2', 'live 4']);
  });

  it('is not every alias: one that has served another version stays', async () => {
    await makeBuilds();
    await world.run(simple('3'));
    await world.run(simple('2'));

    const ended = await world.run(clean({ aliasPattern: '*l*', drainSeconds: 0 }));

    expect(await left()).toContain('live 2');
    expect(ended.warnings.join()).toContain('v2: alias live has served v');
  });
});

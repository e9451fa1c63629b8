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

import { answering, FAILING, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* Health checks of a Route, as a user sees them in the pipeline. */

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

const ok = answering({ ok: true });
const blueGreen = (fields: Record<string, unknown> = {}): ReturnType<typeof route> =>
  route({
    deploymentStrategy: '$BLUEGREEN',
    versionNameA: '2',
    healthCheck: { expect: { bodyContains: { ok: true } } },
    ...fields,
  });
const artifact = (text: string): Record<string, unknown> => ({
  artifact: { type: 'embedded/base64', reference: Buffer.from(text).toString('base64') },
});

describe('a version that already serves everything', () => {
  it('is checked before the stage says that it is done', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '2');

    const ended = await world.run(blueGreen());

    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'This stage changed nothing: v2 already serves 100% of live, and its health check passed.',
      steps: ['healthCheck done: v2 answered as expected.'],
    });
  });

  it.each([
    ['$BLUEGREEN', {}],
    ['$GRADUAL', { healthCheck: undefined, steps: [{ weightPercent: 10 }, { check: {} }] }],
    ['$GRADUAL', { preset: 'LambdaAllAtOnce', healthCheck: {} }],
  ])('fails the stage if its check fails, and there is nothing to go back to: %s %j', async (strategy, fields) => {
    await world.makeFunction(ok, FAILING);
    await world.makeAlias('live', '2');

    const ended = await world.run(blueGreen({ deploymentStrategy: strategy, ...fields }));

    expect(ended.status).toBe('TERMINAL');
    expect(ended.progress).toContain('Failed: The health check on v2 failed.');
    expect(ended.progress).toContain('so there is nothing to go back to');
    expect(await world.served()).toBe('2');
  });

  it('is checked too if an alias was created for the first version of the function', async () => {
    await world.makeFunction(FAILING);

    const ended = await world.run(
      route({ deploymentStrategy: '$SIMPLE', versionNameA: '1' }),
      blueGreen({ versionNameA: '1' }),
    );

    expect(ended.status).toBe('TERMINAL');
    expect(ended.progress).toContain('live was created by this execution and stays at v1 100%: it has no earlier');
  });

  it('that an earlier stage of the execution moved there goes back if its check fails', async () => {
    await world.makeFunction(ok, FAILING);
    await world.makeAlias('live', '1');

    const ended = await world.run(route({ deploymentStrategy: '$SIMPLE', versionNameA: '2' }), blueGreen());

    expect([ended.status, ended.progress]).toEqual(['TERMINAL', 'Reverted: live → v1 100%, as before this execution.']);
    expect(await world.served()).toBe('1');
  });
});

describe("a gradual rollout's own check", () => {
  it.each([
    ['healthCheck', { healthCheck: { invokePayload: {}, expect: { bodyContains: 'never' } } }],
    ['native artifacts', { payloadArtifact: artifact('{}'), outputArtifact: artifact('{"never":1}') }],
  ])('keeps a bad version from getting any traffic: %s', async (_given, fields) => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');

    const ended = await world.run(
      route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', preset: 'LambdaAllAtOnce', ...fields }),
    );

    expect(ended.status).toBe('TERMINAL');
    expect(ended.steps[0]).toMatch(/^healthCheck failed/);
    expect(ended.progress).toContain('live stays at v1 100%.');
    expect(await world.served()).toBe('1');
  });
});

describe('a check that expects nothing', () => {
  it('says that nothing was expected, and not that the answer was as expected', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');

    const ended = await world.run(blueGreen({ healthCheck: {} }));

    expect(ended.steps[0]).toBe('healthCheck done: v2 answered without a function error; nothing else was expected.');
    expect(ended.warnings).toEqual([]);
  });

  it('names the 500 that HTTP callers get, and how to check it', async () => {
    await world.makeFunction(ok, answering({ statusCode: 500 }));
    await world.makeAlias('live', '1');

    const ended = await world.run(blueGreen({ healthCheck: { invokePayload: {} } }));

    expect(ended.steps[0]).toContain('v2 answered with statusCode 500; nothing but a function error');
    expect(ended.warnings[0]).toContain('answered with statusCode 500, which is no failure here');
  });

  it('is an Invoke that says the same', async () => {
    await world.makeFunction(answering({ statusCode: 500 }));

    const ended = await world.run(['Aws.LambdaInvokeStage', { version: '1', invokePayload: {} }]);

    expect(ended.progress).toMatch(/:1 answered with statusCode 500 in \d+ ms$/);
    expect(ended.warnings[0]).toContain('answered with statusCode 500, which is no failure here');
  });
});

describe('a check of a strategy that runs none', () => {
  it('is not passed over in silence', async () => {
    await world.makeFunction(ok, FAILING);
    await world.makeAlias('live', '1');

    const ended = await world.run(blueGreen({ deploymentStrategy: '$SIMPLE' }));

    expect(ended.warnings).toEqual([expect.stringMatching(/^healthCheck did not run: \$SIMPLE does not check/)]);
  });
});

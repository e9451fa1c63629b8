import { answering, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* Values as pipelines give them: results of expressions, and versions that do not exist. */

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

const ok = answering({ ok: true });

describe('values that an expression has made into text', () => {
  it('are read as the steps and checks that they are', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
    const steps =
      '[{"weightPercent":"10","holdSeconds":5},{"check":"{\\"expect\\":{\\"bodyContains\\":{\\"ok\\":true}}}"}]';

    const ended = await world.run(
      route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps, healthCheck: '{"attempts":2}' }),
    );

    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.steps.map((step) => step.split(' ')[0])).toEqual([
      'healthCheck',
      'weight:10',
      'hold:10',
      'check:2',
      'promote',
    ]);
  });

  it('are refused as before if they are no JSON', async () => {
    await world.makeFunction(ok, ok);

    const ended = await world.run(route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps: '[{"weight' }));

    expect(JSON.stringify(ended.execution)).toContain('steps.0 must be');
  });
});

describe('a version that does not exist', () => {
  const MISSING = '99; the newest are v6, v5, v4, v3 and v2, and there are 1 more';

  it.each([
    ['Route', route({ deploymentStrategy: '$SIMPLE', versionNameA: '99' }), ['failure', 'what']],
    ['Invoke', ['Aws.LambdaInvokeStage', { version: '99', invokePayload: {} }] as const, ['failure', 'what']],
    ['Delete', ['Aws.LambdaDeleteStage', { version: '99' }] as const, ['warnings', '0']],
  ])('is refused by a %s, which lists those that exist', async (_stage, [type, fields], path) => {
    await world.makeFunction(ok, ok, ok, ok, ok, ok);
    await world.makeAlias('live', '1');

    const ended = await world.run([type, fields]);

    expect(ended.outcome(...path)).toContain(MISSING);
  });
});

import { answering, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* Two pipelines on one alias, as the user of the later one sees it. */

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

const ok = answering({ ok: true });
const simple = (version: string): ReturnType<typeof route> =>
  route({ deploymentStrategy: '$SIMPLE', versionNameA: version });
const gradual = (version: string, holdSeconds: number): ReturnType<typeof route> =>
  route({ deploymentStrategy: '$GRADUAL', versionNameA: version, steps: [{ weightPercent: 10, holdSeconds }] });

describe('an alias that another execution', () => {
  it('holds is refused with that execution, without a time of some zone', async () => {
    await world.makeFunction(ok, ok, ok);
    await world.makeAlias('live', '1');
    const first = world.start(gradual('2', 600));
    await world.untilServed('1 2:0.1');

    const ended = await world.run(simple('3'));

    expect(ended.progress).toBe(`Failed: live is held by "S1" of execution ${first.id}, which is rolling out v2.`);
    expect(ended.outcome('failure', 'told', 'values')).toMatchObject({ executionId: first.id, stageName: 'S1' });
    expect(Date.parse(String(ended.outcome('failure', 'told', 'values', 'since')))).toBeGreaterThan(0);
    world.world.orca.cancel(first.id, 'jane', 'done');
    await first.ended();
  });

  it('has changed between two stages is not changed by somebody else: the execution is named', async () => {
    await world.makeFunction(ok, ok, ok);
    await world.makeAlias('live', '1');
    const wait = { type: 'wait', waitTime: 120 };
    const first = world.start(simple('2'), [wait.type, { waitTime: wait.waitTime }], simple('2'));
    await world.untilServed('2');
    const second = world.start(simple('3'));
    await second.ended();

    const ended = await first.ended();

    expect(ended.progress).toContain(`Execution ${second.id} changed live: expected v2 100%, found v3 100%.`);
  });
});

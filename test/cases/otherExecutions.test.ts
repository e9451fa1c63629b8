import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { deploymentOf } from '../process/support/deploymentOf';
import { answering, route, startFunctionWorld, type FunctionWorld, type Stage } from './functionWorld';

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

const deployment = (fields: Record<string, unknown>): Stage => [
  'Aws.LambdaDeploymentStage',
  { ...deploymentOf('v2.zip'), functionName: world.name(), ...fields },
];
const moveByHand = (FunctionVersion: string): Promise<unknown> =>
  world.world.aws.send(new UpdateAliasCommand({ FunctionName: world.name(), Name: 'live', FunctionVersion }));

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

  it('has only found changed is not said to be changed by it', async () => {
    await world.makeFunction(ok, ok, ok);
    await world.makeAlias('live', '1');
    const first = world.start(simple('2'), ['wait', { waitTime: 120 }], simple('2'));
    await world.untilServed('2');
    await moveByHand('3');
    const found = await world.run(simple('3'));

    const ended = await first.ended();

    expect(found.status).toBe('SUCCEEDED');
    expect(ended.progress).toContain('Someone else changed live: expected v2 100%, found v3 100%.');
  });

  it('has only found changed when it deployed is not said to be changed by it', async () => {
    await world.makeFunction(ok);
    await world.makeAlias('live', '1');
    await world.run(deployment({}));
    const first = world.start(simple('1'), ['wait', { waitTime: 120 }], simple('1'));
    await world.world.until(first.id, 'the wait', ({ stages }) => stages[1]?.status === 'RUNNING');
    await moveByHand('2');
    const found = await world.run(deployment({ aliases: ['live'], aliasRouting: 'newVersion' }));

    const ended = await first.ended();

    expect(found.progress).toContain('v2');
    expect(found.status).toBe('SUCCEEDED');
    expect(ended.progress).toContain('Someone else changed live: expected v1 100%, found v2 100%.');
  });

  it('has moved is named although a third one has found it like that since', async () => {
    await world.makeFunction(ok, ok, ok);
    await world.makeAlias('live', '1');
    const first = world.start(simple('2'), ['wait', { waitTime: 120 }], simple('2'));
    await world.untilServed('2');
    const second = world.start(simple('3'));
    await second.ended();
    await world.run(simple('3'));

    const ended = await first.ended();

    expect(ended.progress).toContain(`Execution ${second.id} changed live:`);
  });
});

import { demo, EngineFixture, errorsOf, stage, stageOf, statuses } from './testing/engineFixture';
import type { Execution, JsonObject } from './executionModel';

const FAILING = { preconditions: [{ type: 'expression', context: { expression: '1 == 2' } }] };
const saved = (id: string, stages: JsonObject[], more: JsonObject = {}): JsonObject => ({
  id,
  application: 'demo',
  name: `Pipeline ${id}`,
  stages,
  ...more,
});

describe('a stage that starts another pipeline', () => {
  let fixture: EngineFixture;
  let pipelines: JsonObject[];

  beforeEach(async () => {
    pipelines = [];
    fixture = new EngineFixture((application) => pipelines.filter((each) => each['application'] === application));
    await fixture.start();
  });

  afterEach(() => fixture.stop());

  const childOf = (parent: Execution): Execution =>
    fixture.orca.execution(String(stageOf(parent, '1').context['executionId']));
  const starting = (id: string, more: JsonObject = {}): JsonObject =>
    stage('1', 'pipeline', { application: 'demo', pipeline: id, ...more });

  it('waits for its end, and has its outputs', async () => {
    pipelines = [saved('child', [stage('1', 'evaluateVariables', { variables: [{ key: 'built', value: 'v7' }] })])];

    const parent = await fixture.run([
      starting('child'),
      stage('2', 'evaluateVariables', { variables: [{ key: 'got', value: '${built}' }] }, ['1']),
    ]);

    expect(parent.status).toBe('SUCCEEDED');
    expect(stageOf(parent, '1')).toMatchObject({
      context: { executionName: 'Pipeline child', status: 'SUCCEEDED' },
      outputs: { built: 'v7' },
    });
    expect(stageOf(parent, '2').outputs).toEqual({ got: 'v7' });
    expect(childOf(parent)).toMatchObject({ pipelineConfigId: 'child', authentication: demo, status: 'SUCCEEDED' });
  });

  it('passes parameters, those that the child declares with their defaults, and says who started it', async () => {
    pipelines = [saved('child', [], { parameterConfig: [{ name: 'percent', default: '10' }, { name: 'reason' }] })];

    const parent = await fixture.run([
      starting('child', { pipelineParameters: { reason: '${execution.name}', other: 'kept' } }),
    ]);

    expect(childOf(parent).trigger).toMatchObject({
      type: 'pipeline',
      user: 'demo',
      parameters: { percent: '10', reason: 'Test', other: 'kept' },
      parentExecution: { id: parent.id, name: 'Test' },
      parentPipelineStageId: stageOf(parent, '1').id,
    });
  });

  it('does not wait with waitForCompletion false', async () => {
    pipelines = [saved('child', [stage('1', 'manualJudgment')])];

    const parent = await fixture.run([starting('child', { waitForCompletion: false })]);

    expect(parent.status).toBe('SUCCEEDED');
    expect(childOf(parent).status).toBe('RUNNING');
  });

  it('fails with the errors of the child', async () => {
    pipelines = [saved('child', [stage('1', 'checkPreconditions', FAILING), stage('2', 'nonsense', {}, [])])];

    const parent = await fixture.run([starting('child')]);

    expect(parent.status).toBe('TERMINAL');
    expect(errorsOf(stageOf(parent, '1'))).toEqual([
      expect.stringContaining('Exception in child pipeline stage (Pipeline child: S2): No StageDefinitionBuilder'),
      'At least one monitored pipeline failed, look for errors in failed pipelines',
    ]);
  });

  it('cancels the child when it is cancelled, and is cancelled with it', async () => {
    pipelines = [saved('child', [stage('1', 'manualJudgment')])];
    const waits = ({ stages }: Execution): boolean => stages[0]?.context['status'] === 'RUNNING';
    const first = fixture.begin([starting('child')]);
    await fixture.until(first.id, 'the child', waits);
    fixture.orca.cancel(first.id, 'alice', 'wrong build');
    const cancelled = await fixture.ended(first.id);
    const second = fixture.begin([starting('child')]);
    await fixture.until(second.id, 'the child', waits);
    fixture.orca.cancel(childOf(fixture.orca.execution(second.id)).id, 'bob', null);
    const withChild = await fixture.ended(second.id);

    expect(await fixture.ended(childOf(cancelled).id)).toMatchObject({
      status: 'CANCELED',
      canceledBy: 'alice',
      cancellationReason: 'wrong build',
    });
    expect(statuses(withChild)).toBe('1:CANCELED');
  });

  it.each<[string, JsonObject[], string]>([
    ['does not exist', [], 'The referenced pipeline cannot be located (child)'],
    ['belongs to another application', [saved('child', [], { application: 'other' })], 'cannot be located (child)'],
    ['is disabled', [saved('child', [], { disabled: true })], 'The referenced pipeline is disabled'],
    [
      'starts itself',
      [saved('child', [starting('child')])],
      'The sandbox starts no more than 20 pipelines within each other. Does a pipeline start itself?',
    ],
  ])('fails if the pipeline %s', async (_, all, reason) => {
    pipelines = all;

    const parent = await fixture.run([starting('child')]);

    expect(parent.status).toBe('TERMINAL');
    expect(errorsOf(stageOf(parent, '1')).join()).toContain(reason);
  });

  it('starts a new child when it is restarted', async () => {
    pipelines = [saved('child', [stage('1', 'checkPreconditions', FAILING)])];
    const parent = await fixture.run([starting('child')]);
    const first = childOf(parent).id;
    pipelines = [saved('child', [])];

    fixture.orca.restartStage(parent.id, stageOf(parent, '1').id, demo);
    const again = await fixture.until(parent.id, 'the restart', ({ status }) => status === 'SUCCEEDED');

    expect(childOf(again).id).not.toBe(first);
  });

  it('goes on waiting after a kill', async () => {
    pipelines = [saved('child', [stage('1', 'wait', { waitTime: 60 })])];
    const { id } = fixture.begin([starting('child')]);
    await fixture.until(id, 'the child', ({ stages }) => stages[0]?.context['executionId'] !== undefined);
    await fixture.orca.close();
    fixture.restart();

    expect(await fixture.ended(id)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

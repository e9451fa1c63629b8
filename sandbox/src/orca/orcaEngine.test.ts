import { demo, EngineFixture, errorsOf, stage, stageOf, statuses } from './testing/engineFixture';
import type { JsonObject } from './executionModel';

const fails = (fields: JsonObject = {}, after: string[] = []): JsonObject =>
  stage(
    '1',
    'checkPreconditions',
    { preconditions: [{ type: 'expression', context: { expression: '1 == 2' } }], ...fields },
    after,
  );
const wait = (refId: string, after: string[] = [], fields: JsonObject = {}): JsonObject =>
  stage(refId, 'wait', { waitTime: 1, ...fields }, after);

describe('the engine', () => {
  let fixture: EngineFixture;

  beforeEach(async () => {
    fixture = new EngineFixture();
    await fixture.start();
  });

  afterEach(() => fixture.stop());

  describe('stage graphs', () => {
    it('runs branches in parallel and a join after the last of them', async () => {
      const execution = await fixture.run([
        wait('1'),
        wait('2', ['1'], { waitTime: 10 }),
        wait('3', ['1'], { waitTime: 30 }),
        wait('4', ['2', '3']),
      ]);

      const [, second, third, join] = execution.stages;
      expect(statuses(execution)).toBe('1:SUCCEEDED 2:SUCCEEDED 3:SUCCEEDED 4:SUCCEEDED');
      expect(second?.startTime).toBe(third?.startTime);
      expect(join?.startTime).toBe(third?.endTime);
    });

    it('ends an empty pipeline SUCCEEDED', async () => {
      const execution = await fixture.run([]);

      expect(execution).toMatchObject({ status: 'SUCCEEDED', canceled: false });
    });

    it('runs stages without refIds one after the other', async () => {
      const execution = await fixture.run([
        { type: 'wait', name: 'a', waitTime: 1 },
        { type: 'wait', name: 'b', waitTime: 1 },
      ]);

      expect(execution.stages[1]?.startTime).toBe(execution.stages[0]?.endTime);
    });

    it.each<[string, JsonObject, string, string]>([
      ['fails the pipeline by default', {}, 'TERMINAL', '1:TERMINAL 2:NOT_STARTED 3:CANCELED 4:NOT_STARTED'],
      [
        'is ignored with continuePipeline',
        { failPipeline: false, continuePipeline: true },
        'SUCCEEDED',
        '1:FAILED_CONTINUE 2:SUCCEEDED 3:SUCCEEDED 4:SUCCEEDED',
      ],
      [
        'halts its branch with failPipeline false',
        { failPipeline: false },
        'SUCCEEDED',
        '1:STOPPED 2:NOT_STARTED 3:SUCCEEDED 4:SUCCEEDED',
      ],
      [
        'halts its branch and fails at the end with completeOtherBranchesThenFail',
        { failPipeline: false, completeOtherBranchesThenFail: true },
        'TERMINAL',
        '1:STOPPED 2:NOT_STARTED 3:SUCCEEDED 4:SUCCEEDED',
      ],
    ])('a failed stage %s', async (_, options, status, expected) => {
      const { id } = fixture.begin([fails(options), wait('2', ['1']), wait('3'), wait('4', ['3'])]);

      const execution = await fixture.until(
        id,
        'the end, and that of the other branch',
        (current) => current.endTime !== null && stageOf(current, '3').endTime !== null,
      );

      expect(execution.status).toBe(status);
      expect(statuses(execution)).toBe(expected);
    });

    it.each<[unknown, string]>([
      ['${ parameters.go }', 'SUCCEEDED'],
      ['parameters.go == true', 'SUCCEEDED'],
      ['1 > 2', 'SKIPPED'],
      ["#stage('nobody').status", 'SKIPPED'],
      ['', 'SUCCEEDED'],
    ])('stageEnabled %j makes the stage %s, and what follows runs', async (expression, expected) => {
      const execution = await fixture.run(
        [wait('1', [], { stageEnabled: { type: 'expression', expression } }), wait('2', ['1'])],
        { trigger: { parameters: { go: true } } },
      );

      expect(statuses(execution)).toBe(`1:${expected} 2:SUCCEEDED`);
    });

    it.each<[string, JsonObject, RegExp]>([
      [
        'an unknown type',
        stage('1', 'deploy'),
        /^No StageDefinitionBuilder implementation for deploy found: this Orca knows wait, manualJudgment/,
      ],
      [
        'a webhook type without its alias',
        { ...stage('1', 'hook'), alias: undefined },
        /lacks "alias": "preconfiguredWebhook"/,
      ],
      [
        'an alias of a type that is not configured',
        stage('1', 'other', { alias: 'preconfiguredWebhook' }),
        /Could not find a stage named 'other'/,
      ],
      [
        'roles on a judgment',
        stage('1', 'manualJudgment', { selectedStageRoles: ['ops'] }),
        /selectedStageRoles is not supported yet/,
      ],
      [
        'an execution window',
        wait('1', [], { restrictExecutionDuringTimeWindow: true }),
        /restrictExecutionDuringTimeWindow is not supported yet/,
      ],
      ['a wait of words', wait('1', [], { waitTime: 'long' }), /waitTime must be a number/],
      [
        'an unknown precondition',
        stage('1', 'checkPreconditions', { preconditions: [{ type: 'clusterSize' }] }),
        /'clusterSize' are not supported yet/,
      ],
    ])('a stage with %s is TERMINAL and says why', async (_, broken, reason) => {
      const execution = await fixture.run([broken]);

      expect(execution.status).toBe('TERMINAL');
      expect(execution.stages.flatMap(errorsOf)[0]).toMatch(reason);
    });
  });

  describe('stage types', () => {
    it('a wait takes its seconds, or ends when someone skips the rest', async () => {
      const whole = await fixture.run([wait('1', [], { waitTime: 90 })]);
      const { id } = fixture.begin([wait('1', [], { waitTime: 86_400 })]);
      const running = await fixture.until(
        id,
        'a running task',
        (current) => stageOf(current, '1').tasks[0]?.status === 'RUNNING',
      );
      fixture.orca.updateStage(id, stageOf(running, '1').id, { skipRemainingWait: true }, demo);

      const skipped = await fixture.ended(id);

      expect((stageOf(whole, '1').endTime ?? 0) - (stageOf(whole, '1').startTime ?? 0)).toBe(90_000);
      expect(statuses(skipped)).toBe('1:SUCCEEDED');
      expect((stageOf(skipped, '1').endTime ?? 0) - (stageOf(skipped, '1').startTime ?? 0)).toBeLessThan(86_400_000);
    });

    it.each<[string, JsonObject, string]>([
      [
        'a true expression',
        { type: 'expression', context: { expression: "#stage('S1').status == 'SUCCEEDED'" } },
        'SUCCEEDED',
      ],
      [
        'a true expression in braces',
        { type: 'expression', context: { expression: "${ #stage('S1').hasSucceeded }" } },
        'SUCCEEDED',
      ],
      ['a false expression', { type: 'expression', context: { expression: 'false' } }, 'TERMINAL'],
      ['an expression that fails', { type: 'expression', context: { expression: '#nobody()' } }, 'TERMINAL'],
      [
        'the status that a stage has',
        { type: 'stageStatus', context: { stageName: 'S1', stageStatus: 'SUCCEEDED' } },
        'SUCCEEDED',
      ],
      [
        'a status that a stage does not have',
        { type: 'stageStatus', context: { stageName: 'S1', stageStatus: 'TERMINAL' } },
        'TERMINAL',
      ],
      [
        'a stage that does not exist',
        { type: 'stageStatus', context: { stageName: 'S9', stageStatus: 'TERMINAL' } },
        'TERMINAL',
      ],
    ])('checkPreconditions with %s ends as it should', async (_, precondition, expected) => {
      const execution = await fixture.run([
        wait('1'),
        stage('2', 'checkPreconditions', { preconditions: [precondition] }, ['1']),
      ]);

      const [, parent, check] = execution.stages;
      expect(statuses(execution)).toBe(`1:SUCCEEDED 2:${expected}`);
      expect(check).toMatchObject({
        parentStageId: parent?.id,
        syntheticStageOwner: 'STAGE_BEFORE',
        status: expected,
        tasks: [{ name: 'checkPrecondition' }],
      });
    });

    it('evaluateVariables lets each variable see the ones above it, and all of them are seen downstream', async () => {
      const variables = [
        { key: 'base', value: '${1 + 1}' },
        { key: 'double', value: '${base * 2}' },
        { key: 'plain', value: 'x' },
      ];

      const execution = await fixture.run([
        stage('1', 'evaluateVariables', { variables }),
        wait('2', ['1'], { waitTime: '${double}', text: '${plain}-${base}' }),
      ]);

      expect(stageOf(execution, '1').outputs).toEqual({ base: 2, double: 4, plain: 'x' });
      expect(stageOf(execution, '1').context['variables']).toEqual([
        { key: 'base', value: 2, sourceValue: '{1 + 1}' },
        { key: 'double', value: 4, sourceValue: '{base * 2}' },
        { key: 'plain', value: 'x' },
      ]);
      expect(stageOf(execution, '2').context).toMatchObject({ waitTime: 4, text: 'x-2' });
    });

    it('a manual judgment times out after its stageTimeoutMs', async () => {
      const execution = await fixture.run([stage('1', 'manualJudgment', { stageTimeoutMs: 60_000 })]);

      expect(statuses(execution)).toBe('1:TERMINAL');
      expect(errorsOf(stageOf(execution, '1'))).toEqual(['Stage S1 timed out after 1 minute']);
    });
  });

  describe('expressions of stages', () => {
    it('keeps failing expressions as text, and shows them in a stage that still succeeds', async () => {
      const execution = await fixture.run([wait('1', [], { shell: 'echo ${VAR}' })]);

      const only = stageOf(execution, '1');
      expect(only).toMatchObject({
        status: 'SUCCEEDED',
        context: { shell: 'echo ${VAR}', exception: { details: { error: 'Failed Expression Evaluation' } } },
      });
      expect(errorsOf(only)).toEqual(['Failed to evaluate [shell] : VAR not found']);
    });

    it('fails the stage if failOnFailedExpressions says so', async () => {
      const execution = await fixture.run([wait('1', [], { shell: '${#nobody()}', failOnFailedExpressions: true })]);

      expect(statuses(execution)).toBe('1:TERMINAL');
    });

    it('knows the current stage only within a task, and forgets that it did not before', async () => {
      const execution = await fixture.run([wait('1', [], { me: '${#currentStage().name}' })]);

      expect(stageOf(execution, '1').context).toMatchObject({ me: 'S1', expressionEvaluationSummary: {} });
    });
  });

  describe('executions of one pipeline', () => {
    const limited = (keepWaitingPipelines: boolean): JsonObject => ({
      id: 'p',
      limitConcurrent: true,
      keepWaitingPipelines,
    });

    it('wait for their turn if waiting pipelines are kept', async () => {
      const begun = [1, 2, 3].map(() => fixture.begin([wait('1', [], { waitTime: 60 })], limited(true)).id);

      const [first, second, third] = [
        await fixture.ended(begun[0] ?? ''),
        await fixture.ended(begun[1] ?? ''),
        await fixture.ended(begun[2] ?? ''),
      ];

      expect([first, second, third].map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
      expect([second.startTime, third.startTime]).toEqual([first.endTime, second.endTime]);
    });

    it('are cancelled when a newer one waits, if they are not kept', async () => {
      const begun = [1, 2, 3].map(() => fixture.begin([wait('1', [], { waitTime: 60 })], limited(false)).id);
      await fixture.ended(begun[2] ?? '');

      const ended = begun.map((id) => fixture.orca.execution(id).status);

      expect(ended).toEqual(['SUCCEEDED', 'CANCELED', 'SUCCEEDED']);
    });
  });

  it('continues after a kill with stages that wait, that judge and that have not started', async () => {
    const { id } = fixture.begin([
      wait('1', [], { waitTime: 100_000 }),
      stage('2', 'manualJudgment'),
      wait('3', ['1', '2']),
    ]);
    const judging = await fixture.until(
      id,
      'a running task',
      (current) => stageOf(current, '2').tasks[0]?.status === 'RUNNING',
    );
    await fixture.orca.close();
    fixture.restart();
    fixture.orca.updateStage(id, stageOf(judging, '2').id, { judgmentStatus: 'continue' }, demo);

    const execution = await fixture.ended(id);

    expect(statuses(execution)).toBe('1:SUCCEEDED 2:SUCCEEDED 3:SUCCEEDED');
  });

  it('restarting a stage runs it and what follows again, and keeps what came before', async () => {
    const first = await fixture.run(
      [wait('1'), fails({ refId: '2' }, ['1']), wait('3', ['2'])].map((each, index) => ({
        ...each,
        refId: String(index + 1),
      })),
    );
    const failed = stageOf(first, '2');
    const before = stageOf(first, '1').startTime;
    failed.context['preconditions'] = [];
    fixture.orca.restartStage(first.id, failed.id, demo);

    const execution = await fixture.ended(first.id);

    expect(statuses(execution)).toBe('1:SUCCEEDED 2:SKIPPED 3:SUCCEEDED');
    expect(stageOf(execution, '1').startTime).toBe(before);
    expect(stageOf(execution, '2').context['restartDetails']).toMatchObject({ restartedBy: 'demo' });
  });

  it.each(['execution', 'updateStage', 'restartStage', 'cancel'] as const)(
    '%s of an unknown execution is a 404',
    (method) => {
      const act = (): unknown =>
        method === 'execution'
          ? fixture.orca.execution('x')
          : method === 'cancel'
            ? fixture.orca.cancel('x', 'demo', null)
            : method === 'updateStage'
              ? fixture.orca.updateStage('x', 'y', {}, demo)
              : fixture.orca.restartStage('x', 'y', demo);

      expect(act).toThrow(expect.objectContaining({ statusCode: 404 }) as Error);
    },
  );
});

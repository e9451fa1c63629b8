import { parseStage, problem, say, type InvokeInput } from 'stage-contract';
import type { InvokeObserved } from './observe';
import { planInvoke } from './plan';
import { recoverInvoke } from './recover';
import { operationFacts } from '../shared/testing/operationFacts';

const operation = operationFacts();

function inputOf(fields: Record<string, unknown>): InvokeInput {
  const parsed = parseStage('Aws.LambdaInvokeStage', {
    account: 'local',
    region: 'us-east-1',
    functionName: 'checkout',
    ...fields,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.input;
}

const observed = (facts: Partial<InvokeObserved> = {}): InvokeObserved => ({
  qualifier: 'live',
  macroWithoutVersion: false,
  warnings: [],
  functionTimeoutSeconds: 30,
  pins: [],
  ...facts,
});
const plan = (fields: Record<string, unknown>, facts: Partial<InvokeObserved> = {}) =>
  planInvoke(inputOf(fields), observed(facts), operation);

describe('the plan of an Invoke', () => {
  it('is one call and a verdict', () => {
    const { steps, report } = plan({ aliasName: 'live' });

    expect(steps.map((step) => [step.id, step.sentence, step.mutates])).toEqual([
      ['call-1', 'Call checkout:live', true],
      ['judge', 'Check the response', false],
    ]);
    expect(report).toBeUndefined();
  });

  it('says what is doubtful about the version', () => {
    const guess = say('previousIsGuessed', { alias: 'live', version: '1', release: '2' });

    const { report } = plan({ version: '$PREVIOUS', aliasName: 'live' }, { qualifier: '1', warnings: [guess] });

    expect(report?.warnings).toEqual([guess]);
  });

  it.each([
    [{}, 35_000],
    [{ timeout: '60' }, 60_000],
  ])('waits for a response as long as %j says', (fields, timeoutMs) => {
    const { steps } = plan({ aliasName: 'live', ...fields });

    expect(steps[0]).toEqual({
      id: 'call-1',
      kind: 'call',
      sentence: 'Call checkout:live',
      told: {
        code: 'call',
        values: {
          called: { functionName: 'checkout', qualifier: 'live' },
          type: 'RequestResponse',
          first: 1,
          last: 1,
          count: 1,
        },
      },
      mutates: true,
      indexes: [1],
      call: { qualifier: 'live', timeoutMs },
    });
  });

  it.each<[object, string[]]>([
    [{ executionCount: 3 }, ['call-1', 'call-2', 'call-3', 'judge']],
    [{ executionCount: 5, parallelism: 2 }, ['calls-1-2', 'calls-3-4', 'call-5', 'call-throttled', 'judge']],
    [{ executionCount: 2, parallelism: 20 }, ['calls-1-2', 'call-throttled', 'judge']],
    [{ executionCount: 1, parallelism: 20 }, ['call-1', 'judge']],
  ])('with %j has the steps %j', (fields, ids) => {
    const { steps } = plan({ aliasName: 'live', ...fields });

    expect(steps.map((step) => step.id)).toEqual(ids);
  });

  it.each<[object, string]>([
    [{ executionCount: 3 }, 'Call checkout:live, 1 of 3'],
    [{ executionCount: 3, parallelism: 2 }, 'Call checkout:live, 1 to 2 of 3 in parallel'],
    [{ invocationType: 'Event' }, 'Queue a call to checkout:live'],
    [{ invocationType: 'DryRun' }, 'Check permission to call checkout:live'],
  ])('with %j says %j', (fields, sentence) => {
    const { steps } = plan({ aliasName: 'live', ...fields });

    expect(steps[0]?.sentence).toBe(sentence);
  });

  it('warns if the unpublished head is called', () => {
    const { qualifier: _none, ...head } = observed();

    const { steps, report } = planInvoke(inputOf({}), head, operation);

    expect(steps[0]?.sentence).toBe('Call the unpublished head of checkout');
    expect(report?.warnings).toMatchObject([
      { code: 'headWasCalled', words: expect.stringContaining('unpublished head') },
    ]);
  });

  it('contains nothing of the payload or the expectations, because plans are shown', () => {
    const planned = plan({ aliasName: 'live', invokePayload: { token: 's3cret' }, expect: { body: 's3cret' } });

    expect(JSON.stringify(planned)).not.toContain('s3cret');
  });

  it.each([
    ['$PREVIOUS', 'There is no previous version to call.'],
    ['$LATEST', 'There is no published version for $LATEST.'],
  ])('rejects %s without a version', (version, what) => {
    const planning = (): unknown => plan({ version }, { macroWithoutVersion: true });

    expect(planning).toThrow(
      expect.objectContaining({
        code: 'noVersionForMacro',
        details: expect.objectContaining({ what: expect.objectContaining({ words: what }) }),
      }),
    );
  });

  it('says of each step what it calls, and which of them may call', () => {
    const { steps } = plan({ aliasName: 'live', executionCount: 3, parallelism: 2 });

    expect(steps).toMatchObject([
      { kind: 'call', mutates: true, indexes: [1, 2], sentence: expect.stringContaining('2') },
      { kind: 'call', mutates: true, indexes: [3] },
      { id: 'call-throttled', kind: 'callThrottledAgain', mutates: true },
      { id: 'judge', kind: 'judgeAnswers', mutates: false, qualifier: 'live' },
    ]);
  });

  it('names in a step the first and the last of many calls', () => {
    expect(plan({ aliasName: 'live', executionCount: 4, parallelism: 4 }).steps[0]).toMatchObject({ id: 'calls-1-4' });
  });

  it('takes no call back after a failure', () => {
    expect(recoverInvoke()).toEqual([]);
  });

  it('rejects a bad payload and bad paths together, before anything runs', () => {
    const planning = (): unknown =>
      plan({ invokePayload: '{"a":', expect: { jsonPath: [{ path: 'a' }, { path: '$.a[?(@.b)]' }] } });

    expect(planning).toThrow(
      expect.objectContaining({
        code: 'invalidInput',
        details: expect.objectContaining({
          problems: [
            problem('invokePayload', 'brokenJson', {}),
            problem('expect.jsonPath.0.path', 'invalidPath', { fault: 'noDollar' }),
            problem('expect.jsonPath.1.path', 'invalidPath', { fault: 'script' }),
          ],
        }),
      }),
    );
  });
});

import { problem, say, StageError, toldOf, type StageErrorDetails } from 'stage-contract';
import { saying } from '../testing/saying';
import { describeFailure, failureWith } from './describeFailure';

const PLACE = 'checkout · local / us-east-1';
const described = (
  more: Partial<StageErrorDetails> = {},
  step?: string,
  tries = 1,
): ReturnType<typeof describeFailure> =>
  describeFailure(
    new StageError({ code: 'accessDenied', what: saying('AWS does not allow it.'), where: 'checkout:live', ...more }),
    PLACE,
    step,
    tries,
  );
const long = 'x'.repeat(3_000);

describe('the failure of a stage', () => {
  it('says what failed, where, and what its code advises', () => {
    const what = saying('AWS does not allow it.');

    expect(described()).toEqual({
      code: 'accessDenied',
      what: 'AWS does not allow it.',
      told: toldOf(what),
      where: 'checkout:live',
      next: failureWith('accessDenied', what, PLACE).next,
    });
  });

  it('says rather what its own error advises', () => {
    const next = say('waitOrKeepRouting', {});

    expect(described({ next })).toMatchObject({ next: next.words, nextTold: { code: 'waitOrKeepRouting' } });
  });

  it('quotes AWS, and names the step', () => {
    const aws = { awsCode: 'AccessDeniedException', awsMessage: 'Not you.', awsRequestId: 'r-1' };

    expect(described(aws, 'Move live')).toMatchObject({ ...aws, step: 'Move live' });
  });

  it('counts attempts where there was more than one', () => {
    expect(described({}, undefined, 3).attempts).toBe(3);
    expect(described({}, undefined, 1)).not.toHaveProperty('attempts');
  });

  it('cuts what is too long for an outcome, also where it is told by code', () => {
    const failure = described({ what: saying(long), awsMessage: long });

    const cut = `${'x'.repeat(2_000)}…`;
    expect(failure.what).toBe(cut);
    expect(failure.awsMessage).toBe(cut);
    expect(failure.told?.values).toEqual({ state: cut });
  });

  it('leaves as it is what is just short enough', () => {
    const text = 'x'.repeat(2_000);

    expect(described({ awsMessage: text }).awsMessage).toBe(text);
  });

  it('tells values that are no texts as they are', () => {
    const { told } = described({
      what: say('journalNotUnderstood', { document: 'steps', reason: long, begun: [{ words: 'one' }] }),
    });

    expect(told?.values).toMatchObject({ document: 'steps', begun: [{ words: 'one' }] });
  });

  it('lists problems with their fields and values', () => {
    const one = problem('memorySize', 'unknownField', { nearest: 'timeout' });

    expect(described({ problems: [one] }).problems).toEqual([
      { field: 'memorySize', code: 'unknownField', message: one.message, values: { nearest: 'timeout' } },
    ]);
  });

  it('lists the first fifty problems', () => {
    const problems = Array.from({ length: 60 }, (_, index) => problem(`f${index}`, 'unknownField', { nearest: 'x' }));

    expect(described({ problems }).problems?.map(({ field }) => field)).toEqual(
      problems.slice(0, 50).map(({ field }) => field),
    );
  });

  it('leaves out values that quote too much, and cuts the message', () => {
    const quoting = { ...problem('x', 'unknownField', { nearest: '' }), values: { nearest: long }, message: long };
    const [reported] = described({ problems: [quoting] }).problems ?? [];

    expect(reported).not.toHaveProperty('values');
    expect(reported?.message).toHaveLength(301);
    expect(reported?.message).toMatch(/x…$/);
  });
});

describe('a failure that nobody foresaw', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('No such thing.'), 'No such thing.'],
    ['something else that was thrown', 'stuck', 'stuck'],
  ])('is internal, and quotes %s', (_title, error, reason) => {
    expect(describeFailure(error, PLACE, 'Move live', 3)).toMatchObject({
      code: 'internal',
      what: expect.stringContaining(reason),
      told: { code: 'unexpected', values: { reason } },
      where: PLACE,
      step: 'Move live',
    });
  });

  it('quotes little, as it might quote anything', () => {
    expect(describeFailure(new Error(long), PLACE, undefined, 1).told?.values).toEqual({
      reason: `${'x'.repeat(300)}…`,
    });
  });

  it('names no step where there was none', () => {
    expect(describeFailure(new Error('x'), PLACE, undefined, 1)).not.toHaveProperty('step');
  });
});

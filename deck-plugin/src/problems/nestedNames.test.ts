import { problem } from 'stage-contract';
import { nestedRemedy, withNameChanged } from './nestedNames';
import { problemsOf } from './problemsOf';

describe('an unknown name inside a value', () => {
  it("is found by the problem's code", () => {
    const problems = problemsOf('Aws.LambdaInvokeStage', {
      account: 'a',
      region: 'us-east-1',
      functionName: 'f',
      expect: { maxDurationM: 5, odd: 1 },
    });

    expect(problems.map(nestedRemedy)).toEqual([
      { path: ['maxDurationM'], renameTo: 'maxDurationMs' },
      { path: ['odd'], renameTo: undefined },
    ]);
  });

  it('is not any other problem', () => {
    expect([
      nestedRemedy(problem('expect.a', 'expectedForm', { form: 'text' })),
      nestedRemedy(problem('expect', 'unknownName', {})),
    ]).toEqual([undefined, undefined]);
  });

  it.each<[unknown, string[], string | undefined, unknown]>([
    [{ a: 1, odd: 2 }, ['odd'], undefined, { a: 1 }],
    [{ odd: 2, z: 3 }, ['odd'], 'a', { a: 2, z: 3 }],
    [{ a: 1, odd: 2 }, ['odd'], 'a', { a: 1 }],
    [[{ x: 1 }, { odd: 2 }], ['1', 'odd'], undefined, [{ x: 1 }, {}]],
    [{ p: { odd: 1, q: 2 } }, ['p', 'odd'], 'r', { p: { r: 1, q: 2 } }],
    ['text', ['odd'], undefined, 'text'],
    [{ a: 1 }, [], undefined, { a: 1 }],
  ])('%j without %j (%j) is %j', (value, path, renameTo, after) => {
    expect(withNameChanged(value, path, renameTo)).toEqual(after);
  });
});

import type { EvaluationContext } from './evaluate';
import { evaluateDeep } from './evaluateDeep';
import { EvaluationSummary } from './evaluationSummary';
import { generalFunctions } from './generalFunctions';
import { SpelError } from './spelError';

const functions = new Map([
  ...generalFunctions,
  [
    'stage',
    (): unknown => {
      throw new SpelError('function', 'Unable to locate [x]');
    },
  ],
] as [string, (args: readonly unknown[]) => unknown][]);
const context: EvaluationContext = {
  root: { n: 5, list: [1, 2], map: { a: '}' }, flag: true, text: 'T' },
  functions,
  allowUnknownKeys: true,
};

function run(source: unknown) {
  const summary = new EvaluationSummary(() => 1000);
  return { value: evaluateDeep(source, context, summary), summary };
}

describe('templates', () => {
  it.each<[unknown, unknown]>([
    ['plain', 'plain'],
    ['${n}', 5],
    ['${ n }', 5],
    ['${list}', [1, 2]],
    ['${flag}', true],
    ['v-${n}-${text}', 'v-5-T'],
    ['${n}${n}', '55'],
    [' ${n}', ' 5'],
    ['is ${list}', 'is 1,2'],
    ['is ${map}', 'is {a=}}'],
    ['${ {"a": n, \'b\': {c: list}} }', { a: 5, b: { c: [1, 2] } }],
    ["${'}'}", '}'],
    ["${map['a']}", '}'],
    [
      { deep: ['${n}', { '${text}': '${flag}' }], same: 1 },
      { deep: [5, { T: true }], same: 1 },
    ],
    [null, null],
  ])('%j becomes %j', (source, expected) => {
    const { value, summary } = run(source);

    expect(value).toEqual(expected);
    expect(summary.failed).toBe(false);
  });

  it('keeps a failing expression as its text and records the reason under the expression', () => {
    const { value, summary } = run({ who: "${#stage('x').status}" });

    expect(value).toEqual({ who: "${#stage('x').status}" });
    expect(summary.faults).toEqual({
      "#stage( #root.execution, 'x').status": [
        {
          description: 'Failed to evaluate [who] Unable to locate [x]',
          exceptionType: 'com.netflix.spinnaker.kork.expressions.SpelHelperFunctionException',
          timestamp: 1000,
          level: 'ERROR',
        },
      ],
    });
  });

  it.each(['${__proto__}', '${constructor}', '${missing}', 'a ${missing} b', 'shell ${VAR}'])(
    'keeps %s, which is null, as its text with a note',
    (source) => {
      const { value, summary } = run({ k: source });

      expect(value).toEqual({ k: source });
      expect(Object.values(summary.faults).flat()[0]).toMatchObject({
        level: 'INFO',
        description: expect.stringMatching(/not found$/) as string,
      });
    },
  );

  it.each(['${n', '${}', '${n)}', "${'open}"])('keeps %s, which does not parse, as its text', (source) => {
    const { value, summary } = run({ k: source });

    expect(value).toEqual({ k: source });
    expect(Object.values(summary.faults).flat()[0]).toMatchObject({ level: 'ERROR' });
  });
});

import { withinBudget } from './budget';
import { evaluate, type EvaluationContext } from './evaluate';
import { evaluateMap } from './evaluateDeep';
import { EvaluationSummary } from './evaluationSummary';
import { generalFunctions } from './generalFunctions';
import { matchesPattern } from './runPattern';
import { SpelError } from './spelError';
import { toPlain } from './spelValue';

const many = Array.from({ length: 1000 }, (_, index) => index);
const root = {
  many,
  text: 'x'.repeat(50_000),
  words: many.map((index) => `word ${index}`),
  map: Object.fromEntries(many.map((index) => [`key${index}`, index])),
};
const context: EvaluationContext = { root, functions: generalFunctions, allowUnknownKeys: true };

const TOO_MUCH = /take more than \d+ (steps|characters), which the sandbox allows/;
const NESTED = /nested too deeply|nesting depth/;

describe('an expression that would take too long', () => {
  it.each<[string, string, RegExp]>([
    ['lists inside lists', '#root.many.![#root.many.![#root.many.![1]]]', TOO_MUCH],
    ['lists that only the result repeats', '#root.many.![#root.many.![#root.many]]', TOO_MUCH],
    ['selections inside selections', '#root.many.?[#root.many.?[#root.many.contains(-1)].size() > 0]', TOO_MUCH],
    ['lists of keys', '#root.many.![#root.many.![#root.map.keySet()]]', TOO_MUCH],
    ['texts of a list', '#root.many.![#root.many.toString()].![#root.many.toString()].![#root.text.trim()]', TOO_MUCH],
    ['a text that is repeated', "'x'.repeat(2000000000)", TOO_MUCH],
    ['a text that grows at each step', "text.replace('x', text).replace('x', text)", TOO_MUCH],
    ['a text that grows by a pattern', "text.replaceAll('x', text)", TOO_MUCH],
    ['joined texts', 'T(String).join(text, words)', TOO_MUCH],
    ['JSON of a large list', '#root.many.![#toJson(#root.map)]', TOO_MUCH],
    ['a text times a number', "'x' * 2000000000", /EL1076E: .* '256' characters/],
    ['texts that are joined', "text + text + 'x'", /EL1078E: .* '100000' characters/],
    ['an expression of itself', `1${'+1'.repeat(5000)}`, /EL1079E: .* '10000' characters/],
    ['a long pattern', `text matches '${'x'.repeat(1001)}'`, /EL1077E: .* '1000' characters/],
    [
      'the operator matches',
      "(text matches '(x+x+)+y') ? 1 : 2",
      /EL1073E: Failed to efficiently evaluate pattern '\(x\+x\+\)\+y'/,
    ],
    ['the method matches', "text.matches('(x|x)*y')", /EL1073E/],
    ['replaceAll', "text.replaceAll('(x+x+)+y', '')", /EL1073E/],
    ['replaceFirst', "text.replaceFirst('(x+x+)+y', '')", /EL1073E/],
    ['split', "text.split('(x+x+)+y')", /EL1073E/],
    ['parentheses', `${'('.repeat(4900)}1${')'.repeat(4900)}`, NESTED],
    ['signs', `${'-'.repeat(9000)}1`, NESTED],
    ['nested JSON', `#readJson('${'['.repeat(4900)}${']'.repeat(4900)}')`, NESTED],
  ])('ends as an error: %s', (_what, expression, reason) => {
    let caught: unknown;
    try {
      toPlainOf(expression);
    } catch (error) {
      caught = error;
    }

    expect(caught).toBeInstanceOf(SpelError);
    expect(String(caught)).toMatch(reason);
  });

  it('fails, and so do later expressions of the same context, but nothing else', () => {
    const summary = new EvaluationSummary(() => 0);

    const evaluated = evaluateMap(
      { before: '${1 + 1}', slow: "${text matches '(x+x+)+y'}", after: 'plain', later: '${2 + 2}' },
      context,
      summary,
    );

    expect(evaluated).toEqual({
      before: 2,
      slow: "${text matches '(x+x+)+y'}",
      after: 'plain',
      later: '${2 + 2}',
    });
    expect(Object.keys(summary.faults)).toEqual(["text matches '(x+x+)+y'", '2 + 2']);
    expect(evaluate('2 + 2', context)).toBe(4);
  });

  it('does not include work over a thousand values, or texts of 100 KB', () => {
    expect(evaluate('many.![#root.many.contains(500)].size()', context)).toBe(1000);
    expect(evaluate("words.?[#this matches 'word \\d*7'].size()", context)).toBe(100);
    expect(evaluate("text.replace('x', 'xyz').length()", context)).toBe(150_000);
  });
});

describe("Java's replacements and splits", () => {
  it.each<[string, unknown]>([
    ["'a-b'.replaceAll('(\\w)-(\\w)', '$2-$1')", 'b-a'],
    ["'a.b'.replaceAll('\\.', '\\$')", 'a$b'],
    ["'a-b-c'.replaceFirst('-', '+')", 'a+b-c'],
    ["'aXbX'.replaceAll('X', '$&')", undefined],
    ["'abc'.split('')", ['a', 'b', 'c']],
    ["'a1b2c'.split('(\\d)')", ['a', 'b', 'c']],
    ["',a,,'.split(',')", ['', 'a']],
    ["'none'.split(',')", ['none']],
    ["'ab' * -1", ''],
  ])('%s', (expression, expected) => {
    const value = expected === undefined ? failureOf(expression) : toPlainOf(expression);

    expect(value).toEqual(expected ?? 'Illegal group reference');
  });
});

function toPlainOf(expression: string): unknown {
  const summary = new EvaluationSummary(() => 0);
  const { value } = evaluateMap({ value: `\${${expression}}` }, context, summary) as { value: unknown };
  const [fault] = Object.values(summary.faults).flat();
  if (fault !== undefined)
    throw new SpelError('evaluation', fault.description.replace('Failed to evaluate [value] ', ''));
  return toPlain(value);
}

function failureOf(expression: string): string {
  try {
    return String(toPlainOf(expression));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a regular expression on a busy machine', () => {
  afterEach(() => jest.restoreAllMocks());

  it('searches again if it had no processor for most of its time, and not for ever', () => {
    const used = jest.spyOn(process, 'cpuUsage').mockReturnValue({ user: 1_000, system: 0 });

    expect(() => withinBudget(() => matchesPattern('(x+x+)+y', 'x'.repeat(40)))).toThrow('EL1073E');

    expect(used.mock.calls.length).toBe(2 * 6);
  });
});

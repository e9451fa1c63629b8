import { evaluate, type EvaluationContext } from './evaluate';
import { generalFunctions } from './generalFunctions';
import { javaText, SpelEnum, SpelObject, toPlain } from './spelValue';

const stage = new SpelObject(
  'StageExecutionImpl',
  new Map<string, () => unknown>([
    ['name', () => 'Deploy'],
    ['status', () => new SpelEnum('SUCCEEDED')],
    ['context', () => ({ payload: 'x\ny', weights: { a: 1 }, list: [1, 2] })],
  ]),
);

const root = {
  a: 1,
  b: 2,
  flag: true,
  nothing: null,
  text: 'Hello',
  empty: '',
  half: 0.5,
  list: [3, 1, 2],
  names: ['x', 'y'],
  map: { one: 1, two: 2, 'a-b': 'dash' },
  people: [
    { name: 'Ann', age: 30 },
    { name: 'Bob', age: 20 },
  ],
  parameters: { p1: 'pv1' },
  stage,
};

const context: EvaluationContext = { root, functions: generalFunctions, allowUnknownKeys: true };
const strict: EvaluationContext = { ...context, allowUnknownKeys: false };

describe('expressions', () => {
  it.each<[string, unknown]>([
    ["'it''s'", "it's"],
    ['"say ""hi"""', 'say "hi"'],
    ["'back\\slash'", 'back\\slash'],
    ['12', 12],
    ['1.5', 1.5],
    ['0x1F', 31],
    ['3L', 3],
    ['-4', -4],
    ['null', null],
    ['TRUE', true],
    ['{}', []],
    ['{:}', {}],
    ['{1, 2, {3}}', [1, 2, [3]]],
    ['{a: b, "k": text, \'l\': {1}}', { a: 2, k: 'Hello', l: [1] }],
    ['parameters.p1', 'pv1'],
    ["parameters['p1']", 'pv1'],
    ['parameters["p1"]', 'pv1'],
    ['map[one]', 1],
    ["map['a-b']", 'dash'],
    ["#root['text']", 'Hello'],
    ['list[0]', 3],
    ["'abc'[1]", 'b'],
    ['stage.name', 'Deploy'],
    ['stage.getName()', 'Deploy'],
    ["stage['name']", 'Deploy'],
    ['stage.context.weights.a', 1],
    ['missing', null],
    ['map.missing', null],
    ['missing?.deeper?.never', null],
    ['missing?.size()', null],
    ['missing?.![x]', null],
    ['missing?.[0]', null],
  ])('%s reads its value', (expression, expected) => {
    const value = toPlain(evaluate(expression, context));

    expect(value).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['a + b * 3', 7],
    ['(a + b) * 3', 9],
    ['7 / 2', 3],
    ['7 / 2.0', 3.5],
    ['7 % 4', 3],
    ['7 mod 4', 3],
    ['8 div 4', 2],
    ['2 ^ 10', 1024],
    ["'n' + 1 + true", 'n1true'],
    ["'ab' * 2", 'abab'],
    ['a == 1', true],
    ['a eq 1 and b ne 1', true],
    ['a lt b && b gt a', true],
    ['a le 1 || missing.deeper', true],
    ['flag and not (b ge 3)', true],
    ['!flag', false],
    ["text == 'Hello' ? 'yes' : 'no'", 'yes'],
    ["missing ?: 'default'", 'default'],
    ["empty ?: 'default'", 'default'],
    ["text ?: 'default'", 'Hello'],
    ["text matches 'H.*o'", true],
    ["text matches 'H'", false],
    ['text instanceof T(String)', true],
    ['list instanceof T(java.util.Map)', false],
    ['b between {1, 3}', true],
    ['list == {3, 1, 2}', true],
    ['null < 1', true],
    ["stage.status == 'SUCCEEDED'", true],
    ["stage.status == 'TERMINAL'", false],
    ["stage.status.toString() == 'SUCCEEDED'", true],
    ["stage.status.name() == 'SUCCEEDED'", true],
  ])('%s computes', (expression, expected) => {
    const value = evaluate(expression, context);

    expect(value).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['text.toUpperCase()', 'HELLO'],
    ['text.substring(1, 3)', 'el'],
    ["text.replaceAll('l+', 'L')", 'HeLo'],
    ["text.replace('l', '')", 'Heo'],
    ["'a,b,,'.split(',')", ['a', 'b']],
    ["'a\nb'.matches('a.b')", false],
    ["'a\nb'.matches('(?s)a.b')", true],
    ["'ABC'.matches('(?i)abc')", true],
    ["'a.c'.matches('\\Qa.c\\E')", true],
    ["text.indexOf('l')", 2],
    ['text.length()', 5],
    ["' x '.trim()", 'x'],
    ["text.equalsIgnoreCase('hELLO')", true],
    ["text.contains('ell') and text.startsWith('He') and text.endsWith('lo')", true],
    ['list.size()', 3],
    ['list.contains(2)', true],
    ['list.isEmpty()', false],
    ["map.containsKey('one')", true],
    ["map.get('two')", 2],
    ['map.keySet()', ['one', 'two', 'a-b']],
    ['map.values().size()', 3],
    ['map.toString()', '{one=1, two=2, a-b=dash}'],
    ['list.toString()', '[3, 1, 2]'],
    ['half.toString()', '0.5'],
    ['people.![name]', ['Ann', 'Bob']],
    ['people.?[age > 25].![name]', ['Ann']],
    ['people.^[age > 10].name', 'Ann'],
    ['people.$[age > 10].name', 'Bob'],
    ['people.^[age > 99]', null],
    ['list.?[#this > 1]', [3, 2]],
    ["map.?[toString().startsWith('one=')]", { one: 1 }],
    ['map.![toString()]', ['one=1', 'two=2', 'a-b=dash']],
    ['stage.context.?[!toString().matches("(?s)(payload|other)=.*")]', { weights: { a: 1 }, list: [1, 2] }],
    ['T(java.lang.Math).max(1, 2)', 2],
    ["T(Integer).parseInt('42') + 1", 43],
    ["T(String).join('-', names)", 'x-y'],
    ['#toJson(map)', '{"one":1,"two":2,"a-b":"dash"}'],
    ['#readJson(\'{"k": [1]}\').k[0]', 1],
    ["#toInt('5') + 1", 6],
    ["#toFloat('1.5')", 1.5],
    ["#toBoolean('TRUE')", true],
    ["#fromBase64(#toBase64('é'))", 'é'],
    ["#alphanumerical('a-b_1')", 'ab1'],
  ])('%s calls the named function', (expression, expected) => {
    const value = toPlain(evaluate(expression, context));

    expect(value).toEqual(expected);
  });

  it.each<[string, RegExp]>([
    ['missing.deeper', /cannot be found on null/],
    ['missing?.deeper.never', /cannot be found on null/],
    ['stage.nothing', /EL1008E/],
    ['text.nothing', /EL1008E/],
    ['text.nothing()', /EL1004E/],
    ['missing.size()', /null context object/],
    ['list[9]', /has '3' elements/],
    ['missing[0]', /index into a null/],
    ["map.?[key == 'one']", /only through toString/],
    ['#nope()', /Function 'nope' could not be found/],
    ['new java.util.Date()', /constructors are not supported/],
    ['T(java.lang.Runtime).getRuntime()', /Type cannot be found/],
    ['T(Math).random()', /cannot be found on type Math/],
    ['1 +', /the end at position/],
    ["'open", /no closing '/],
    ['a b', /'b' at position 2/],
    ['a & b', /unexpected character/],
    ['1 / 0', /by zero/],
    ['text && flag', /cannot convert 'Hello' to boolean/],
    ['text < 1', /Cannot compare/],
    ["text.matches('a++')", /cannot be used here/],
    ["#toInt('x')", /For input string/],
  ])('%s is rejected with a reason', (expression, reason) => {
    const act = () => evaluate(expression, context);

    expect(act).toThrow(reason);
  });

  it.each(['map.missing', 'missing', "'x'.length"])('%s is an error if unknown keys are not allowed', (expression) => {
    const act = () => evaluate(expression, strict);

    expect(act).toThrow(/cannot be found/);
  });

  it.each([
    'text.constructor',
    'text.constructor()',
    'list.constructor',
    'list.map(1)',
    'stage.__proto__',
    'stage.constructor',
    'half.toFixed(1)',
    'list.length',
    'map.hasOwnProperty(1)',
    '#constructor()',
    '#toString()',
    'T(constructor)',
    'stage.has(1)',
    'stage.typeName',
  ])('%s never reaches JavaScript', (expression) => {
    const act = () => evaluate(expression, context);

    expect(act).toThrow(/cannot be found|could not be found/);
  });

  it.each([
    'map.constructor',
    'map.__proto__',
    "map['constructor']",
    "map.get('__proto__')",
    "{__proto__: {x: 1}}['x']",
    'toString',
    'constructor',
  ])('%s is an unknown key and nothing more', (expression) => {
    const value = evaluate(expression, context);

    expect(value).toBeNull();
  });
});

describe('javaText', () => {
  it.each<[unknown, string]>([
    [{ a: 1, b: { c: [true, null] } }, '{a=1, b={c=[true, null]}}'],
    [[], '[]'],
    [null, 'null'],
    [new SpelEnum('RUNNING'), 'RUNNING'],
  ])('prints %j as Java does', (value, expected) => {
    const text = javaText(value);

    expect(text).toBe(expected);
  });
});

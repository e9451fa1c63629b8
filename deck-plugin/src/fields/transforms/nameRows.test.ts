import { canShow } from './canShow';
import { emptiness } from './emptiness';
import { expressionHint } from './expressionHint';
import { fieldSpecsOf, kindOf } from './fieldSpec';
import { typedItems } from './typedItems';
import { emptyRow, mapOfNameRows, nameProblem, nameRowsOf } from './nameRows';
import { saysNothing, usedBy } from '../../words/strategyWords';

const specs = new Map(fieldSpecsOf('Aws.LambdaDeploymentStage').map((spec) => [spec.name, spec]));
const spec = (name: string) => specs.get(name) ?? { name, meta: { label: name }, kind: kindOf(undefined) };

describe('rows of a map', () => {
  it('keep their identity while their names change', () => {
    const rows = [...nameRowsOf({ a: '1' }), emptyRow()];

    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    expect(mapOfNameRows(rows)).toEqual({ a: '1' });
  });

  it('complain of a missing or a second name', () => {
    const [first, second, third] = [
      { ...emptyRow(), name: 'a' },
      { ...emptyRow(), name: 'a' },
      { ...emptyRow(), text: 'x', value: 'x' },
    ] as const;
    const rows = [first, second, third];

    expect(rows.map((row) => nameProblem(rows, row))).toEqual([
      undefined,
      'stands here twice; the first one counts',
      'needs a name; not kept yet',
    ]);
  });
});

describe('texts typed into a list', () => {
  it.each([
    ['a', ['a']],
    ['a, b\nc', ['a', 'b', 'c']],
    ['${a, b}', ['${a, b}']],
    ['  ', []],
  ])('%j is %j', (text, items) => {
    expect(typedItems(text)).toEqual(items);
  });
});

describe('what a control can show', () => {
  it.each([
    ['memorySize', 1, true],
    ['memorySize', 'x', true],
    ['memorySize', [1], false],
    ['publish', 'true', true],
    ['publish', 'maybe', false],
    ['aliases', { a: 1 }, false],
    ['aliases', [{}], true],
    ['envVariables', [1], false],
    ['envVariables', '${a}', true],
    ['envVariables', null, true],
    ['tracingConfig', 'x', false],
    ['eventSources', 7, true],
    ['architectures', ['a', 'b'], false],
  ])('%s with %j: %j', (name, value, can) => {
    expect(canShow(spec(name), value)).toBe(can);
  });
});

describe('what an expression must give', () => {
  it.each([
    ['memorySize', 'must give a whole number from 128 to 10240'],
    ['publish', 'must give true or false'],
    ['aliases', 'must give a list'],
    ['tags', 'must give a map'],
    ['eventSourceMode', 'must give ignore, ensure or own'],
    ['role', undefined],
  ])('%s: %s', (name, hint) => {
    expect(expressionHint(spec(name))).toBe(hint);
  });
});

describe('an absent and an empty list', () => {
  it.each<[string, unknown, string | undefined]>([
    ['layers', undefined, 'Left alone.'],
    ['layers', [], 'Given and empty: what is there now is removed.'],
    ['layers', ['a'], undefined],
    ['tags', {}, 'Given and empty: what is there now is removed.'],
    ['aliases', undefined, undefined],
  ])('%s with %j: %s', (name, value, words) => {
    expect(emptiness(spec(name), value)?.words).toBe(words);
  });
});

describe('fields that a strategy uses', () => {
  it.each([
    [{ deploymentStrategy: '$WEIGHTED' }, true],
    [{ deploymentStrategy: '$SIMPLE' }, false],
    [{ deploymentStrategy: '${a}' }, true],
    [{ deploymentStrategy: '$X' }, false],
    [{ deploymentStrategy: '$X', b: 1 }, true],
    [{ b: 1 }, false],
  ])('%j uses B: %j', (values, used) => {
    expect(usedBy(['$WEIGHTED'], ['b'])(values)).toBe(used);
  });

  it('are silent where they say nothing', () => {
    expect([
      saysNothing({ deploymentStrategy: '$SIMPLE', trafficPercentA: 100 }),
      saysNothing({ deploymentStrategy: '$SIMPLE', trafficPercentA: 50 }),
      saysNothing({ deploymentStrategy: '$WEIGHTED', trafficPercentA: 100 }),
    ]).toEqual([true, false, false]);
  });
});

describe('the kind of a schema', () => {
  it.each([[undefined], [null], [{}], [{ def: 7 }], [{ def: { type: 'odd' } }]])('of %j is anything', (schema) => {
    expect(kindOf(schema)).toEqual({ kind: 'any' });
  });
});

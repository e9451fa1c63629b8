import { emptiness } from './emptiness';
import { fieldSpecsOf, kindOf } from './fieldSpec';

const specs = new Map(fieldSpecsOf('Aws.LambdaDeploymentStage').map((spec) => [spec.name, spec]));
const spec = (name: string) => specs.get(name) ?? { name, meta: { label: name }, kind: kindOf(undefined) };

describe('an absent and an empty list', () => {
  it.each<[string, unknown, string | undefined]>([
    ['layers', undefined, 'Unchanged.'],
    ['layers', [], 'Set to empty: everything that is there now will be removed.'],
    ['layers', ['a'], undefined],
    ['tags', {}, 'Set to empty: everything that is there now will be removed.'],
    ['aliases', undefined, undefined],
  ])('%s with %j: %s', (name, value, words) => {
    expect(emptiness(spec(name), value)?.words).toBe(words);
  });
});

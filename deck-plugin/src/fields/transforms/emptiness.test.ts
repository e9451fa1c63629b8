import { emptiness } from './emptiness';
import { fieldSpecsOf, kindOf } from './fieldSpec';

const specs = new Map(fieldSpecsOf('Aws.LambdaDeploymentStage').map((spec) => [spec.name, spec]));
const spec = (name: string) => specs.get(name) ?? { name, meta: { label: name }, kind: kindOf(undefined) };

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

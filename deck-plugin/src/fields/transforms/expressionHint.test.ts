import { expressionHint } from './expressionHint';
import { fieldSpecsOf, kindOf } from './fieldSpec';

const specs = new Map(fieldSpecsOf('Aws.LambdaDeploymentStage').map((spec) => [spec.name, spec]));
const spec = (name: string) => specs.get(name) ?? { name, meta: { label: name }, kind: kindOf(undefined) };

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

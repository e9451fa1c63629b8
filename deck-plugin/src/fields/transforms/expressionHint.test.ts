import { expressionHint } from './expressionHint';
import { fieldSpecsOf, kindOf } from './fieldSpec';

const specs = new Map(fieldSpecsOf('Aws.LambdaDeploymentStage').map((spec) => [spec.name, spec]));
const spec = (name: string) => specs.get(name) ?? { name, meta: { label: name }, kind: kindOf(undefined) };

describe('what an expression must evaluate to', () => {
  it.each([
    ['memorySize', 'must evaluate to a whole number from 128 to 10240'],
    ['timeout', 'must evaluate to a whole number of seconds from 1 to 900'],
    ['publish', 'must evaluate to true or false'],
    ['aliases', 'must evaluate to a list'],
    ['tags', 'must evaluate to a map'],
    ['eventSourceMode', 'must evaluate to ignore, ensure or own'],
    ['role', undefined],
  ])('%s: %s', (name, hint) => {
    expect(expressionHint(spec(name))).toBe(hint);
  });
});

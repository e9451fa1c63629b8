import { canShow } from './canShow';
import { fieldSpecsOf, kindOf } from './fieldSpec';

const specs = new Map(fieldSpecsOf('Aws.LambdaDeploymentStage').map((spec) => [spec.name, spec]));
const spec = (name: string) => specs.get(name) ?? { name, meta: { label: name }, kind: kindOf(undefined) };

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

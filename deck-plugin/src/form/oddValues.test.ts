import { nativeStages } from '../testing/nativeStages';
import { fieldSpecsOf } from '../fields/transforms/fieldSpec';
import { oddHeadline, oddValues, quietFields, type OddValue } from './oddValues';
import { problemsOf } from '../problems/problemsOf';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const odd = (
  type: typeof ROUTE | typeof DEPLOYMENT,
  values: Record<string, unknown>,
  shown: string[] = [],
): [string, string][] =>
  oddValues(type, values, problemsOf(type, values), new Set(shown)).map(({ name, words }) => [name, words]);

describe('values that the form cannot show', () => {
  it.each([
    [{ foo: 1 }, ['foo', 'not a field of this stage']],
    [{ constructor: 1 }, ['constructor', 'not a field of this stage']],
    [{ functionname: 'x' }, ['functionname', 'not a field, did you mean functionName?']],
    [{ steps: [1] }, ['steps', 'must be a weight with its hold, or a check']],
    [{ destroyOnFail: 'maybe' }, ['destroyOnFail', 'must be true or false']],
  ])('%j is named', (values, line) => {
    expect(odd(ROUTE, values).filter(([name]) => name === line[0])).toEqual([line]);
  });

  it("do not exist in stages of Spinnaker's own forms when their fields are shown", () => {
    const shown = fieldSpecsOf(DEPLOYMENT).map(({ name }) => name);

    expect(odd(DEPLOYMENT, { ...nativeStages[DEPLOYMENT] }, shown)).toEqual([]);
  });

  it('never show a secret', () => {
    const found = oddValues(DEPLOYMENT, { envVariables: ['hunter2'] }, [], new Set(['envVariables']));

    expect(found).toEqual([expect.objectContaining({ name: 'envVariables', shown: undefined })]);
  });

  it('are counted in the headline', () => {
    const one: OddValue = {
      name: 'a',
      code: 'notAField',
      shown: undefined,
      words: '',
      renameTo: undefined,
      removable: true,
    };

    expect([oddHeadline([one]), oddHeadline([one, one])]).toEqual([
      "This form can't show 1 of this stage's values.",
      "This form can't show 2 of this stage's values.",
    ]);
  });

  it('are distinguished from fields that are valid and only have no control', () => {
    expect(quietFields(ROUTE, { healthCheckType: '$LAMBDA', functionName: 'f' }, [])).toEqual([
      { name: 'healthCheckType', reason: 'there is only one type' },
    ]);
  });
});

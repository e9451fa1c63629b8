import { STAGE_TYPES } from 'stage-contract';
import { choiceOptions, choiceValue, choiceWhenAbsent, chosenText } from './choiceWords';
import { fieldSpecsOf, hasControl, type FieldSpec } from './fieldSpec';

const spec = (type: (typeof STAGE_TYPES)[number], name: string): FieldSpec => {
  const found = fieldSpecsOf(type).find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const mode = spec('Aws.LambdaDeploymentStage', 'eventSourceMode');
const architecture = spec('Aws.LambdaDeploymentStage', 'architectures');

describe('an absent choice', () => {
  it.each([
    [{}, 'ignore'],
    [{ triggerArns: [] }, 'ignore'],
    [{ triggerArns: ['a'] }, 'ensure'],
    [{ eventSources: '${a}' }, 'ensure'],
    [{ triggerArns: 'a' }, 'ensure'],
    [{ triggerArns: null }, 'ignore'],
  ])('of ownership with %j is %s', (values, held) => {
    expect(choiceWhenAbsent(mode, values)).toBe(held);
  });

  it('is one of the options, or has an option of its own', () => {
    const choices = STAGE_TYPES.flatMap((type) =>
      fieldSpecsOf(type).filter((one) => hasControl(type, one) && one.kind.kind === 'choice'),
    );

    expect(
      choices.filter(
        (one) =>
          one.meta.required !== true &&
          !choiceOptions(one, {}).some(({ value }) => value === choiceWhenAbsent(one, {})),
      ),
    ).toEqual([]);
    expect(choices.length).toBeGreaterThan(5);
  });

  it('is called Leave unchanged if the contract says so', () => {
    expect(choiceOptions(architecture, {})).toEqual([
      { value: undefined, label: 'Leave unchanged' },
      { value: 'x86_64', label: 'x86_64' },
      { value: 'arm64', label: 'arm64' },
    ]);
  });
});

describe('a choice', () => {
  it('reads and writes a list of one if the contract expects a list', () => {
    expect([
      chosenText(architecture, ['arm64']),
      chosenText(architecture, 'arm64'),
      chosenText(architecture, ['a', 'b']),
      chosenText(architecture, {}),
    ]).toEqual(['arm64', 'arm64', undefined, undefined]);
    expect([
      choiceValue(architecture, 'arm64'),
      choiceValue(architecture, undefined),
      choiceValue(mode, 'own'),
    ]).toEqual([['arm64'], undefined, 'own']);
  });
});

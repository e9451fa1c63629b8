import { DELETE_MACROS } from 'stage-contract';
import { fieldSpecsOf } from '../../../fields/transforms/fieldSpec';
import { deleteChoices, oddDeleteWords, typedNameWords, usedByMacro } from './deleteWords';

describe('what Delete removes', () => {
  it('has words for every macro of the contract', () => {
    const choices = fieldSpecsOf('Aws.LambdaDeleteStage').flatMap(({ name, meta }) =>
      name === 'version' ? deleteChoices(meta) : [],
    );

    expect(choices.map(({ macro }) => macro).sort()).toEqual([...DELETE_MACROS].sort());
  });

  it('uses fields depending on the macro, and any field with an expression', () => {
    expect([{ version: '$ALL' }, { version: '$MOVING' }, { version: '${a}' }, {}].map(usedByMacro('$ALL'))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('distinguishes a bare number from an unknown value', () => {
    expect([oddDeleteWords('41').rest, oddDeleteWords('$X').rest]).toEqual(['the version with this number', 'unknown']);
  });

  it.each([
    ['f', undefined, 'Enter the function’s name to confirm'],
    ['', undefined, 'Enter the function’s name'],
    ['f', 'f', 'All versions, aliases and event sources'],
    ['f', 'g', 'This is not the name of the function above.'],
    ['f', '${a}', 'All versions'],
  ])('says for %j typed as %j: %s', (name, typed, words) => {
    expect(typedNameWords(name, typed)).toContain(words);
  });
});

import { ROUTE_MACROS } from 'stage-contract';
import { macroWithWords, versionLabel, versionOptions } from './versionWords';

describe('versions in words', () => {
  it('never shows a macro alone', () => {
    expect(ROUTE_MACROS.map(macroWithWords).every((words, index) => words.startsWith(`${ROUTE_MACROS[index]}: `))).toBe(
      true,
    );
  });

  it.each([
    ['$LATEST', 'Candidate'],
    ['$PREVIOUS', 'Baseline'],
    ['$OLDEST', 'Version A'],
    [41, 'Version A'],
    [{ a: 1 }, 'Version A'],
  ])('labels the row of %j %s', (name, label) => {
    expect(versionLabel(name, 'Version A')).toBe(label);
  });

  it.each([
    ['41', 'version 41'],
    [41, 'version 41'],
    ['$CANARY', '“$CANARY”: unknown'],
    ['${a}', '${a}'],
  ])('keeps %j in the list as %s', (value, label) => {
    expect(versionOptions(ROUTE_MACROS, value).slice(-1)[0]?.label).toBe(label);
  });

  it('offers only the macros if there is nothing else', () => {
    expect(versionOptions(ROUTE_MACROS, undefined).map(({ value }) => value)).toEqual([...ROUTE_MACROS]);
  });
});

import { DELETE_MACROS, ROUTE_MACROS } from 'stage-contract';
import { DELETE_WORDS, oddDeleteWords, typedNameWords, usedByMacro } from '../stages/delete/transforms/deleteWords';
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
  ])('names the row of %j %s', (name, label) => {
    expect(versionLabel(name, 'Version A')).toBe(label);
  });

  it.each([
    ['41', 'version 41'],
    [41, 'version 41'],
    ['$CANARY', '“$CANARY”: not known'],
    ['${a}', '${a}'],
  ])('keeps %j among the offers as %s', (value, label) => {
    expect(versionOptions(ROUTE_MACROS, value).slice(-1)[0]?.label).toBe(label);
  });

  it('offers the macros only while nothing else is there', () => {
    expect(versionOptions(ROUTE_MACROS, undefined).map(({ value }) => value)).toEqual([...ROUTE_MACROS]);
  });
});

describe('what Delete removes', () => {
  it('has words for every macro of the contract', () => {
    expect(DELETE_WORDS.map(({ macro }) => macro).sort()).toEqual([...DELETE_MACROS].sort());
  });

  it('uses a field by macro, and any field by expression', () => {
    expect([{ version: '$ALL' }, { version: '$MOVING' }, { version: '${a}' }, {}].map(usedByMacro('$ALL'))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('knows a bare number from nonsense', () => {
    expect([oddDeleteWords('41').rest, oddDeleteWords('$X').rest]).toEqual(['the version of this number', 'not known']);
  });

  it.each([
    ['f', undefined, 'Type f to confirm'],
    ['', undefined, 'Type the function’s name'],
    ['f', 'f', 'All versions, aliases and event sources'],
    ['f', 'g', 'This is not f.'],
    ['f', '${a}', 'All versions'],
  ])('says of %j typed as %j: %s', (name, typed, words) => {
    expect(typedNameWords(name, typed)).toContain(words);
  });
});

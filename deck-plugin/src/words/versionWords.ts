import { MACRO_WORDS, VERSION_NUMBER } from 'stage-contract';
import { holdsExpression } from 'stage-contract';
import { textOf } from '../values/readValue';

/** What a version is to this execution; neither, if its macro does not say. */
export type VersionRole = 'candidate' | 'baseline' | 'other';

/** `$LATEST` is what comes in, `$PREVIOUS` the version to go back to. */
export function roleOfVersion(name: unknown): VersionRole {
  const text = textOf(name)?.trim();
  return text === '$LATEST' ? 'candidate' : text === '$PREVIOUS' ? 'baseline' : 'other';
}

/** The label of a version's row: Candidate or Baseline if its macro says so, otherwise the field's own label. */
export function versionLabel(name: unknown, label: string): string {
  const role = roleOfVersion(name);
  return role === 'candidate' ? 'Candidate' : role === 'baseline' ? 'Baseline' : label;
}

const wordsOf = (macro: string): string | undefined =>
  Object.entries(MACRO_WORDS).find(([name]) => name === macro)?.[1];

/** A macro next to its plain words: forms never show a macro alone. */
export const macroWithWords = (macro: string): string => {
  const words = wordsOf(macro);
  return words === undefined ? macro : `${macro}: ${words}`;
};

/** One line of the list of versions. A value that the list does not offer stays in it, so that it is never lost. */
export interface VersionOption {
  value: string;
  label: string;
}

/** A stage's macros in plain words, plus whatever the stage contains now. */
export function versionOptions(macros: readonly string[], value: unknown): VersionOption[] {
  const text = textOf(value)?.trim() ?? '';
  const options = macros.map((macro) => ({ value: macro, label: macroWithWords(macro) }));
  if (text === '' || macros.includes(text)) return options;
  return [
    ...options,
    {
      value: text,
      label: VERSION_NUMBER.test(text) ? `version ${text}` : holdsExpression(text) ? text : `“${text}”: unknown`,
    },
  ];
}

import { VERSION_NUMBER, type DeleteMacro, type FieldMeta } from 'stage-contract';
import { isExpression, isGiven, textOf, type Values } from '../../../values/readValue';

/** One option of Delete in plain words, next to its macro. */
export interface DeleteChoice {
  macro: string;
  title: string;
  rest: string;
}

/** The options of Delete, in the contract's words and order. */
export const deleteChoices = ({ choices = {}, choiceHelp = {} }: FieldMeta): DeleteChoice[] =>
  Object.entries(choices).map(([macro, title]) => ({ macro, title, rest: choiceHelp[macro] ?? '' }));

/** The text for a value that is not a macro: a bare version number, or something unknown. */
export const oddDeleteWords = (text: string): DeleteChoice => ({
  macro: text,
  title: `“${text}”`,
  rest: VERSION_NUMBER.test(text) ? 'the version with this number' : 'unknown',
});

/** Whether the selected macro uses a field. An expression may use any field; without a selection, no field is shown. */
export const usedByMacro =
  (...macros: readonly DeleteMacro[]) =>
  (values: Values): boolean =>
    isExpression(values['version']) || macros.some((macro) => macro === textOf(values['version'])?.trim());

/** Whether versions are deleted, and not the function. */
export const usesVersions = (values: Values): boolean =>
  isGiven(values['version']) && textOf(values['version'])?.trim() !== '$ALL';

/** What the form says below the field for the function's name. */
export function typedNameWords(functionName: string, typed: unknown): string {
  if (!isGiven(typed)) return 'Enter the function’s name to confirm.';
  return textOf(typed)?.trim() === functionName || isExpression(typed) || isExpression(functionName)
    ? 'All versions, aliases and event sources of the function will be deleted.'
    : 'This is not the name of the function above.';
}

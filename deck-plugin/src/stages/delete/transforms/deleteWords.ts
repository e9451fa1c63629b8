import { VERSION_NUMBER, type DeleteMacro } from 'stage-contract';
import { isExpression, isGiven, textOf, type Values } from '../../../values/readValue';

/** The choices of Delete in plain words, the most usual first. */
export const DELETE_WORDS: readonly { macro: DeleteMacro; title: string; rest: string }[] = [
  { macro: '$MOVING', title: 'Older versions, keep the newest', rest: 'for regular clean-up' },
  { macro: '$PREVIOUS', title: 'The baseline', rest: 'what the alias served before this execution' },
  { macro: '$LATEST', title: 'The candidate', rest: 'what this execution published, or the newest' },
  { macro: '$OLDEST', title: 'The oldest version', rest: '' },
  { macro: '$PROVIDED', title: 'One version by number', rest: '' },
  { macro: '$ALL', title: 'The whole function', rest: 'with all versions, aliases and event sources' },
];

/** The line of a value that is no macro: a bare version number, or something unknown. */
export const oddDeleteWords = (text: string): { macro: string; title: string; rest: string } => ({
  macro: text,
  title: `“${text}”`,
  rest: VERSION_NUMBER.test(text) ? 'the version of this number' : 'not known',
});

/** Whether the chosen macro uses a field: an expression may use any, and without a choice none is asked for. */
export const usedByMacro =
  (...macros: readonly DeleteMacro[]) =>
  (values: Values): boolean =>
    isExpression(values['version']) || macros.some((macro) => macro === textOf(values['version'])?.trim());

/** What the form says below the box that asks for the function's name. */
export function typedNameWords(functionName: string, typed: unknown): string {
  if (!isGiven(typed))
    return functionName === ''
      ? 'Type the function’s name to confirm that all of it may go.'
      : `Type ${functionName} to confirm that all of it may go. Without it the stage fails while an alias is in use.`;
  return textOf(typed)?.trim() === functionName || isExpression(typed) || isExpression(functionName)
    ? 'All versions, aliases and event sources of the function go.'
    : `This is not ${functionName}.`;
}

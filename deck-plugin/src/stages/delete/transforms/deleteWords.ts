import { VERSION_NUMBER, type DeleteMacro } from 'stage-contract';
import { isExpression, isGiven, textOf, type Values } from '../../../values/readValue';

/** The options of Delete in plain words, most common first. */
export const DELETE_WORDS: readonly { macro: DeleteMacro; title: string; rest: string }[] = [
  { macro: '$MOVING', title: 'Older versions, keep the newest', rest: 'for regular cleanup' },
  { macro: '$PREVIOUS', title: 'The baseline', rest: 'what the alias served before this execution' },
  { macro: '$LATEST', title: 'The candidate', rest: 'what this execution published, or the newest' },
  { macro: '$OLDEST', title: 'The oldest version', rest: '' },
  { macro: '$PROVIDED', title: 'One version by number', rest: '' },
  { macro: '$ALL', title: 'The whole function', rest: 'with all versions, aliases and event sources' },
];

/** The text for a value that is not a macro: a bare version number, or something unknown. */
export const oddDeleteWords = (text: string): { macro: string; title: string; rest: string } => ({
  macro: text,
  title: `“${text}”`,
  rest: VERSION_NUMBER.test(text) ? 'the version with this number' : 'unknown',
});

/** Whether the selected macro uses a field. An expression may use any field; without a selection, no field is shown. */
export const usedByMacro =
  (...macros: readonly DeleteMacro[]) =>
  (values: Values): boolean =>
    isExpression(values['version']) || macros.some((macro) => macro === textOf(values['version'])?.trim());

/** What the form says below the field for the function's name. */
export function typedNameWords(functionName: string, typed: unknown): string {
  if (!isGiven(typed))
    return functionName === ''
      ? 'Enter the function’s name to confirm.'
      : `Enter ${functionName} to confirm. Without it, the stage fails if the function still has aliases.`;
  return textOf(typed)?.trim() === functionName || isExpression(typed) || isExpression(functionName)
    ? 'All versions, aliases and event sources of the function will be deleted.'
    : `This does not match ${functionName}.`;
}

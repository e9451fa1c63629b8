/** The start of an expression. Orca evaluates it anywhere in a text, also in keys and after a backslash or a dollar sign. */
const EXPRESSION = '${';
/** The same with an invisible word joiner (U+2060) in between. */
const INERT = '$\u2060{';

/** How many expressions start in a text. */
export const expressionsIn = (text: string): number => text.split(EXPRESSION).length - 1;

/**
 * A text in which Orca finds no expression to evaluate. JSON stays valid, because the two characters can only be adjacent
 * inside its strings. Source: measured with the status body of a webhook stage on a real Orca.
 */
export const inertText = (text: string): string => text.replaceAll(EXPRESSION, INERT);

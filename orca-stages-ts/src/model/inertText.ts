/** What Orca takes for an expression, wherever it stands in a text: also in keys, and after a backslash or a dollar. */
const EXPRESSION = '${';
/** The same with a word joiner (U+2060) inside, which shows as nothing and does not break the line. */
const INERT = '$\u2060{';

/** How many beginnings of an expression a text contains. */
export const expressionsIn = (text: string): number => text.split(EXPRESSION).length - 1;

/**
 * Text in which Orca finds no expression to evaluate. JSON stays JSON, because the two characters only stand together inside its strings.
 * Source of what Orca evaluates, and of what it leaves alone: the status body of a webhook stage on the real Orca.
 */
export const inertText = (text: string): string => text.replaceAll(EXPRESSION, INERT);

import { clip } from '../text/formats';
import { isRecord, readField, readList, readText } from './readers';

/** The expression errors that a page shows, and how many more there are. */
export interface ExpressionErrors {
  texts: string[];
  more: number;
}

/**
 * How many errors to list, and how long one may be: a stage can have hundreds of expressions, and a message can contain
 * a whole one.
 */
const SHOWN = 10;
const TEXT_LENGTH = 300;

/**
 * Orca marks an expression that evaluated to nothing as information, although the stage gets its text instead of a
 * value. These are Orca's own words, which have no code: its level alone would leave such an expression out.
 */
const NOT_EVALUATED = /(?:failed to|(?:did|could|was) not(?: be)?) evaluate|unevaluated/i;

function errorText(entry: unknown): string | undefined {
  const level = readText(readField(entry, 'level'))?.toUpperCase() ?? 'ERROR';
  const text = readText(readField(entry, 'description')) ?? (isRecord(entry) ? undefined : readText(entry));
  return text !== undefined && (level === 'ERROR' || NOT_EVALUATED.test(text)) ? clip(text, TEXT_LENGTH) : undefined;
}

/** The errors in Orca's `expressionEvaluationSummary` ({ expression: [{ description, level, … }] }), each once; whatever else stands there is passed over. */
export function readExpressionErrors(summary: unknown): ExpressionErrors {
  const lists = isRecord(summary) ? Object.values(summary) : [];
  const all = [...new Set(lists.flatMap((list) => readList(Array.isArray(list) ? list : [list], errorText)))];
  return { texts: all.slice(0, SHOWN), more: Math.max(0, all.length - SHOWN) };
}

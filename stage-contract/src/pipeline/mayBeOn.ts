import { holdsExpression } from '../expressions';
import { textAt } from '../looseValues';

/** Whether a stage's flag is set, or an expression may set it. */
export function mayBeOn(stage: unknown, name: string): boolean {
  const text = textAt(stage, name);
  return text.toLowerCase() === 'true' || holdsExpression(text);
}

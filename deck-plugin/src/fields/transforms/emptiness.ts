import type { FieldSpec } from './fieldSpec';
import { isGiven } from '../../values/readValue';
import { asSentence } from '../../words/phrases';

/** What an absent or an empty list or map means, and what the button beside it does. */
export interface Emptiness {
  empty: boolean;
  words: string;
  remedy: string;
}

/** Nothing while the list or map has entries, or where the contract does not say what an absent one means. */
export function emptiness(spec: FieldSpec, value: unknown): Emptiness | undefined {
  if (spec.meta.whenAbsent === undefined) return undefined;
  if (!isGiven(value)) return { empty: false, words: asSentence(spec.meta.whenAbsent), remedy: 'Remove all instead' };
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return empty
    ? { empty: true, words: 'Given and empty: what is there now is removed.', remedy: 'Leave alone instead' }
    : undefined;
}

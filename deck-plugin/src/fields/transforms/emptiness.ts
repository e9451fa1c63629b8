import type { FieldSpec } from './fieldSpec';
import { isGiven } from '../../values/readValue';
import { asSentence } from '../../words/phrases';

/** What an absent or empty list or map means, and what the button next to it does. */
export interface Emptiness {
  empty: boolean;
  words: string;
  remedy: string;
}

/** Undefined if the list or map has entries, or if the contract does not say what an absent one means. */
export function emptiness(spec: FieldSpec, value: unknown): Emptiness | undefined {
  if (spec.meta.whenAbsent === undefined) return undefined;
  if (!isGiven(value)) return { empty: false, words: asSentence(spec.meta.whenAbsent), remedy: 'Remove all instead' };
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return empty
    ? {
        empty: true,
        words: 'Set to empty: everything that is there now will be removed.',
        remedy: 'Leave unchanged instead',
      }
    : undefined;
}

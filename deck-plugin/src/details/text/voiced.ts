import { API_VOICE, SAYING_WORDS, type Told, type Voice } from 'stage-contract';
import { readField } from '../read/readers';

/** Placeholder for a missing value in words. */
const HOLE = /undefined|\[object |NaN/;

/**
 * Makes the words of a code from a catalogue; `otherwise` if the code is unknown, or its values don't fit: a newer
 * sidecar knows more codes, and its own words are always there.
 */
export function wordsFrom(
  catalogue: object,
  { code, values }: Told,
  rest: readonly unknown[],
  otherwise: string,
): string {
  const make = readField(catalogue, code);
  if (typeof make !== 'function') return otherwise;
  try {
    const words: unknown = Reflect.apply(make, undefined, [values, ...rest]);
    return typeof words === 'string' && words !== '' && !HOLE.test(words) ? words : otherwise;
  } catch {
    return otherwise;
  }
}

/** A text of the sidecar in another voice: with the labels of fields instead of their names. */
export const voiced = (text: string, told: Told | undefined, voice: Voice): string =>
  told === undefined ? text : wordsFrom(SAYING_WORDS, told, [voice], text);

/** A text of the sidecar with some of its values changed or left out. */
export const wordsWith = (told: Told, changes: Readonly<Record<string, unknown>>, otherwise: string): string =>
  voiced(otherwise, { ...told, values: { ...told.values, ...changes } }, API_VOICE);

import type { SayingCode, Told } from 'stage-contract';
import { isRecord, readField, readList, readText } from './readers';

/** A status with which some of the sidecar's sentences start, so that the page does not repeat it. */
export type Lead = 'reverted' | 'cancelled' | 'failed' | 'superseded' | 'holding';

const LEADS: ReadonlyMap<string, Lead> = new Map<SayingCode, Lead>([
  ['reverted', 'reverted'],
  ['wasCancelled', 'cancelled'],
  ['failed', 'failed'],
  ['wasSuperseded', 'superseded'],
  ['supersededBy', 'superseded'],
  ['holding', 'holding'],
  ['holdExtended', 'holding'],
  ['heldForEvidence', 'holding'],
  ['waitingForPerson', 'holding'],
  ['heldBy', 'holding'],
]);

/** Whether a text has this code; the catalogue has every code by which anything is decided. */
export const isTold = (told: Told | undefined, code: SayingCode): told is Told => told?.code === code;

/** The status with which the words of a code start, if any. */
export const leadOf = (told: Told | undefined): Lead | undefined =>
  told === undefined ? undefined : LEADS.get(told.code);

/** Something inside a saying that is a saying itself. */
export interface ToldPart {
  words: string;
  told?: Told;
}

/** A saying inside another one's values. */
export function partOf(value: unknown): ToldPart | undefined {
  const words = readText(readField(value, 'words'));
  const [code, values] = [readField(value, 'code'), readField(value, 'values')];
  if (words === undefined) return undefined;
  return { words, ...(typeof code === 'string' ? { told: { code, values: isRecord(values) ? values : {} } } : {}) };
}

/** The parts of a sentence, in order; empty if it says one thing. */
export const partsOf = (told: Told): ToldPart[] => readList(told.values['parts'], partOf);

/** Whether two JSON values are equal, whatever the order of names; a saying inside is told by its code and values. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((entry, index) => sameValue(entry, b[index]));
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const isSaying = readText(a['code']) !== undefined && readText(b['code']) !== undefined;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isSaying || name !== 'words');
  return names.every((name) => sameValue(readField(a, name), readField(b, name)));
}

/** Whether two texts say the same thing, by code and values; a text without a code equals nothing else. */
export const sameTold = (a: Told | undefined, b: Told | undefined): boolean =>
  a !== undefined && b !== undefined && a.code === b.code && sameValue(a.values, b.values);

/** Whether a text is among the values of the words. */
export function holdsText(values: unknown, text: string): boolean {
  if (isRecord(values) || Array.isArray(values)) return Object.values(values).some((value) => holdsText(value, text));
  return values === text;
}

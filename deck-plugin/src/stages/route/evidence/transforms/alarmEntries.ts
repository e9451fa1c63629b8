import { entryOf, flagOf, isExpression, isGiven, isMap, shortJson, textOf } from '../../../../values/readValue';
import { withEntry } from '../../../../values/withEntry';

/** An alarm as its row shows it. */
export type AlarmEntry =
  | { kind: 'alarm'; name: string; shadow: boolean; shadowWords?: string }
  /** Neither a name nor a map with one: kept and described. */
  | { kind: 'odd'; words: string };

/** Reads an entry of the list: a name, or a map with name and shadow. */
export function alarmEntry(value: unknown): AlarmEntry {
  const name = isMap(value) ? entryOf(value, 'name') : value;
  const text = isGiven(name) ? textOf(name) : '';
  if (text === undefined || !(isMap(value) || typeof value === 'string' || typeof value === 'number'))
    return { kind: 'odd', words: shortJson(value) };
  const shadow = entryOf(value, 'shadow');
  const known = isGiven(shadow) && !isExpression(shadow) ? flagOf(shadow) : isGiven(shadow) ? undefined : false;
  return known === undefined
    ? { kind: 'alarm', name: text, shadow: false, shadowWords: textOf(shadow) ?? shortJson(shadow) }
    : { kind: 'alarm', name: text, shadow: known };
}

/** The entry with another name. */
export const withName = (value: unknown, name: string): unknown =>
  isMap(value) ? (withEntry(value, 'name', name) ?? {}) : name;

/** The entry in shadow or not; a name alone is enough for an alarm that acts. */
export function withShadow(value: unknown, shadow: boolean): unknown {
  const map = isMap(value) ? value : { name: value };
  if (shadow) return { ...map, shadow: true };
  const rest = withEntry(map, 'shadow', undefined) ?? {};
  const name = entryOf(rest, 'name');
  return typeof name === 'string' && Object.keys(rest).length === 1 ? name : rest;
}

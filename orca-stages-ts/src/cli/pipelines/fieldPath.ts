import { entryOf } from 'stage-contract';
import type { JsonPath } from './jsonSource';

/** A problem's field as a path in the stage's JSON; positions of lists are numbers there. */
export function fieldPath(field: string, stage: unknown): JsonPath {
  if (field === '') return [];
  if (entryOf(stage, field) !== undefined) return [field];
  let holder = stage;
  return field.split('.').map((key) => {
    const part = Array.isArray(holder) && /^\d+$/.test(key) ? Number(key) : key;
    holder = Array.isArray(holder) ? (holder as unknown[])[Number(key)] : entryOf(holder, key);
    return part;
  });
}

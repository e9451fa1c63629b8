import { jsonPathExpectationSchema, partMetaOf } from 'stage-contract';
import { entryOf, isMap, jsonOf, type Values } from '../../values/readValue';
import { looseText, looseValue } from '../../values/looseJson';

/** What a part of the response can be compared with. */
export const CONDITION_KINDS = ['equals', 'matches', 'lessThan', 'greaterThan'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** The label of each kind of condition. */
export const conditionWords = (kind: ConditionKind): string => partMetaOf(jsonPathExpectationSchema, kind).label;

/**
 * One condition on a part of the JSON response. `kept` is something that no row can show; it is written back unchanged.
 */
export type ConditionRow =
  { path: string; kind: ConditionKind; text: string; rest: Values } | { kept: unknown; words: string };

/** A list of conditions as rows. An entry with several conditions becomes several rows, which mean the same. */
export function conditionRowsOf(value: unknown): ConditionRow[] {
  const items: readonly unknown[] = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  return items.flatMap((item): ConditionRow[] => {
    const path = entryOf(item, 'path');
    if (!isMap(item) || (path !== undefined && typeof path !== 'string')) return [{ kept: item, words: jsonOf(item) }];
    const rest = Object.fromEntries(
      Object.entries(item).filter(([name]) => name !== 'path' && !CONDITION_KINDS.some((kind) => kind === name)),
    );
    const given = CONDITION_KINDS.filter((kind) => entryOf(item, kind) !== undefined);
    const row = (kind: ConditionKind, index: number): ConditionRow => ({
      path: path ?? '',
      kind,
      text: conditionText(kind, entryOf(item, kind)),
      rest: index === 0 ? rest : {},
    });
    return given.length === 0 ? [row('equals', 0)] : given.map(row);
  });
}

const conditionText = (kind: ConditionKind, value: unknown): string =>
  kind === 'matches' && typeof value === 'string' ? value : looseText(value);

/** The rows as the contract's list; undefined if there are no rows. */
export function conditionsOfRows(rows: readonly ConditionRow[]): unknown[] | undefined {
  const items = rows.map((row) => {
    if ('kept' in row) return row.kept;
    const condition = row.text === '' ? {} : { [row.kind]: row.kind === 'matches' ? row.text : looseValue(row.text) };
    return { path: row.path, ...condition, ...row.rest };
  });
  return items.length === 0 ? undefined : items;
}

import { mapOfRows, mapRowsOf } from '../../values/readValue';

/** A row of a map while it is being written: it has an identity of its own, as its name changes with every letter. */
export interface NameRow {
  id: number;
  name: string;
  text: string | undefined;
  value: unknown;
}

let made = 0;

/** A row that nothing has been typed into yet. */
export const emptyRow = (): NameRow => ({ id: ++made, name: '', text: '', value: '' });

/** A map as rows; what is no map has none. */
export const nameRowsOf = (value: unknown): NameRow[] =>
  (mapRowsOf(value) ?? []).map((row) => ({ id: ++made, ...row }));

/** Rows as the map that is written. */
export const mapOfNameRows = (rows: readonly NameRow[]): Record<string, unknown> | undefined => mapOfRows(rows);

/** What is wrong with a row's name beside the others; nothing while it is in order. */
export function nameProblem(rows: readonly NameRow[], row: NameRow): string | undefined {
  if (row.name === '') return row.text === '' ? undefined : 'needs a name; not kept yet';
  return rows.find((other) => other.name === row.name) === row ? undefined : 'stands here twice; the first one counts';
}

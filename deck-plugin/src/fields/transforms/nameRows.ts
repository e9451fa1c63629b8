import { mapOfRows, mapRowsOf } from '../../values/readValue';

/** A row of a map while someone edits it. It has its own identity, because its name changes with every keystroke. */
export interface NameRow {
  id: number;
  name: string;
  text: string | undefined;
  value: unknown;
}

let made = 0;

/** A new, empty row. */
export const emptyRow = (): NameRow => ({ id: ++made, name: '', text: '', value: '' });

/** A map as rows; none if the value is not a map. */
export const nameRowsOf = (value: unknown): NameRow[] =>
  (mapRowsOf(value) ?? []).map((row) => ({ id: ++made, ...row }));

/** The map that is written for the rows. */
export const mapOfNameRows = (rows: readonly NameRow[]): Record<string, unknown> | undefined => mapOfRows(rows);

/** What is wrong with a row's name, given the other rows; undefined if nothing is. */
export function nameProblem(rows: readonly NameRow[], row: NameRow): string | undefined {
  if (row.name === '') return row.text === '' ? undefined : 'needs a name; not saved yet';
  return rows.find((other) => other.name === row.name) === row ? undefined : 'is listed twice; the first one is used';
}

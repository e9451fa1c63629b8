/** One row, a value per column; numbers are aligned to the right. */
export type Row = readonly (string | number)[];

/** A plain text table with aligned columns. */
export function tableOf(columns: readonly string[], rows: readonly Row[]): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => String(row[index] ?? '').length)),
  );
  const isNumeric = columns.map((_, index) => rows.some((row) => typeof row[index] === 'number'));
  const line = (cells: readonly (string | number)[]): string =>
    widths
      .map((width, index) =>
        isNumeric[index] === true
          ? String(cells[index] ?? '').padStart(width)
          : String(cells[index] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The median of several values; the mean of the two middle ones if their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? NaN)) / 2 : upper;
}

/** A number with this many decimals, as text. */
export const fixed = (value: number, decimals: number): string => value.toFixed(decimals);

/** Prints a line. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

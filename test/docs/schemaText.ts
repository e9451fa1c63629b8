/** How deep a schema has a line of its own for each entry. Rules by the hundred would otherwise take a megabyte. */
const LINES_TO_DEPTH = 3;

/** A schema as a file: small enough to load, with lines that a diff can show. */
export const schemaText = (schema: unknown): string => `${linesOf(schema, 0)}\n`;

function linesOf(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null || depth >= LINES_TO_DEPTH) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((entry) => linesOf(entry, depth + 1))
    : Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${linesOf(entry, depth + 1)}`);
  if (entries.length === 0) return JSON.stringify(value);
  const indent = ' '.repeat(depth + 1);
  return [
    isList ? '[' : '{',
    entries.map((entry) => indent + entry).join(',\n'),
    ' '.repeat(depth) + (isList ? ']' : '}'),
  ].join('\n');
}

/** Reads a query string as Spring does for parameters that are texts: one that is given several times is a list with commas. */
export function springQuery(query: string): Record<string, string> {
  const values = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(query)) {
    const before = values[name];
    values[name] = before === undefined ? value : `${before},${value}`;
  }
  return values;
}

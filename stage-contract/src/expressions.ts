/** Whether a text holds a pipeline expression, which Orca evaluates before the stage runs. */
export const holdsExpression = (value: unknown): boolean => typeof value === 'string' && value.includes('${');

/** The deepest value that a path reaches: where the path ends, or where it meets something that is no container. */
export function valueAlong(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return value;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

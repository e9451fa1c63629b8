/** Whether text contains a pipeline expression, which Orca evaluates before the stage runs. */
export const holdsExpression = (value: unknown): boolean => typeof value === 'string' && value.includes('${');

/** The deepest value that a path reaches: the end of the path, or the first value that is not a container. */
export function valueAlong(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return value;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

/**
 * An object whose keys are names that callers choose. It has no prototype, so that `constructor` or `__proto__` is a
 * name like any other: absent until somebody stores something under it.
 */
export function named<T>(entries: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}

/** A deep copy of JSON data in which no object has a prototype. */
export function copyOfJson<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  const copy = named<unknown>();
  for (const [name, part] of Object.entries(value)) copy[name] = copied(part);
  return copy;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two JSON values are equal; the order of keys does not matter. */
export function equalJson(expected: unknown, got: unknown): boolean {
  if (Array.isArray(expected))
    return (
      Array.isArray(got) &&
      expected.length === got.length &&
      expected.every((item, index) => equalJson(item, got[index]))
    );
  if (!isObject(expected)) return expected === got;
  const keys = Object.keys(expected);
  return (
    isObject(got) &&
    keys.length === Object.keys(got).length &&
    keys.every((key) => Object.hasOwn(got, key) && equalJson(expected[key], got[key]))
  );
}

/**
 * Whether everything that is expected occurs: object keys at their place, list items anywhere in their list, text
 * within text.
 */
export function containsJson(expected: unknown, got: unknown): boolean {
  if (Array.isArray(expected))
    return Array.isArray(got) && expected.every((item) => got.some((other) => containsJson(item, other)));
  if (isObject(expected))
    return (
      isObject(got) &&
      Object.keys(expected).every((key) => Object.hasOwn(got, key) && containsJson(expected[key], got[key]))
    );
  return expected === got;
}

import { JSONPath } from 'jsonpath-plus';

/** Returns `{ found: false }` where Jayway's JsonPath, which Orca uses, would throw PathNotFoundException. */
export function readJsonPath(body: unknown, path: string): { found: boolean; value?: unknown } {
  if (typeof body !== 'object' || body === null) return { found: false };
  const [first] = JSONPath<{ value: unknown }[]>({ json: body, path, resultType: 'all', eval: false, wrap: true });
  return first === undefined ? { found: false } : { found: true, value: first.value };
}

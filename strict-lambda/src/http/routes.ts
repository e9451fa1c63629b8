import type { QuotaPool } from '../quotas';
import type { Operation } from './awsRequest';

/** One operation of Lambda's REST API. */
export type Route = {
  operation: string;
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** The path, with `{Name}` for its parameters. A query part that distinguishes two operations comes after `?`. */
  path: string;
  /** Absent for Invoke, which is limited by concurrency instead. */
  quota?: QuotaPool;
  /** What is read of the body; `Code.ZipFile` if only some members of a structure are. Absent if there is no body to read. */
  fields?: readonly string[];
  handle: Operation;
};

type Compiled = { route: Route; pattern: RegExp; names: string[]; query: [string, string] | undefined };

/** A route with the parameters found in the path. */
export type RouteMatch = { route: Route; parameters: Record<string, string> };

/** Prepares routes for lookup; those with a query part are tried first. */
export function compileRoutes(
  routes: readonly Route[],
): (method: string, path: string, query: URLSearchParams) => RouteMatch | undefined {
  const compiled = routes
    .map(compile)
    .sort((left, right) => Number(right.query !== undefined) - Number(left.query !== undefined));
  return (method, path, query) => {
    for (const entry of compiled) {
      if (entry.route.method !== method) continue;
      const found = entry.pattern.exec(path);
      if (found === null || (entry.query !== undefined && query.get(entry.query[0]) !== entry.query[1])) continue;
      const values = entry.names.map((name, index) => [name, decode(found[index + 1] ?? '')] as const);
      return { route: entry.route, parameters: Object.fromEntries(values) };
    }
    return undefined;
  };
}

function compile(route: Route): Compiled {
  const [path = '', queryPart] = route.path.split('?');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  // Some clients end a path with a slash (AWS's own model does for a few operations).
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}/?$`);
  const [name, value] = queryPart?.split('=') ?? [];
  return { route, pattern, names, query: name !== undefined && value !== undefined ? [name, value] : undefined };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

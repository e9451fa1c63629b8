const BASE = 'http://emulator';

/** The URL of a request. What begins with two slashes is a path like any other, and not another host. */
export function requestUrl(target: string): URL {
  if (target.startsWith('/')) return new URL(`${BASE}${target}`);
  // Through a proxy, the target is a whole URL; `OPTIONS *` has none.
  return new URL(URL.canParse(target) ? target : BASE);
}

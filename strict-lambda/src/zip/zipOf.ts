import { strToU8, zipSync } from 'fflate';

/**
 * A zip file with the given files, as Lambda accepts it. The same files always give the same bytes, and therefore the
 * same CodeSha256. Level 0 stores them uncompressed.
 */
export function zipOf(files: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Uint8Array {
  const entries = Object.entries(files).map(
    ([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const,
  );
  // The zip format stores local time from 1980 on: a fixed local date makes the bytes reproducible in any time zone.
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1, 0, 0, 0), level });
}

import { createHash } from 'node:crypto';

/** Tags in short, for noticing that they have changed: plans don't hold their values. */
export function tagsDigest(tags: Readonly<Record<string, string>>): string {
  const entries = Object.entries(tags).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url');
}

import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NOT_INPUT = /^(node_modules|dist|build|\..*|.*\.test\.tsx?|readme\.md)$/;

/**
 * A fingerprint of files and folders (relative to `root`) and of additional texts; it must include everything that a
 * build reads. Tests and earlier output don't count, but names do: a renamed file is a different input. A missing file
 * counts as missing.
 */
export function inputHash(root: string, paths: readonly string[], texts: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    addPath(hash, root, path);
  }
  for (const text of texts) {
    hash.update(`\0text\0${text}`);
  }
  return hash.digest('hex');
}

function addPath(hash: Hash, root: string, path: string): void {
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    for (const name of readdirSync(full).sort()) {
      if (!NOT_INPUT.test(name)) {
        addPath(hash, root, `${path}/${name}`);
      }
    }
    return;
  }
  hash.update(`\0${path}\0`);
  hash.update(stat === undefined ? 'missing' : readFileSync(full));
}

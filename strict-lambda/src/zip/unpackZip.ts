import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readZip } from './readZip';

/** Unpacks a zip file into a folder. Links come last, so that nothing is ever written through one. Throws BadZip. */
export function unpackZip(zip: Uint8Array, folder: string): void {
  const entries = readZip(zip);
  for (const { kind, path, isExecutable, read } of entries) {
    const target = join(folder, path);
    mkdirSync(kind === 'folder' ? target : dirname(target), { recursive: true });
    if (kind === 'file') writeFileSync(target, read(), { mode: isExecutable ? 0o755 : 0o644 });
  }
  for (const { path, read } of entries.filter(({ kind }) => kind === 'link'))
    symlinkSync(read().toString('utf8'), join(folder, path));
}

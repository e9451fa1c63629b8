import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { bundleOf } from './startOldSidecar';

const ROOT = join(__dirname, '../..');

/**
 * Saves the checked-out sidecar as one file, for the tests of later releases. Contains its packages in today's
 * versions, except libsql, which is native; PostgreSQL's native client is not used.
 */
async function writeOldSidecar(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'orca-stages-ts/src/cli/main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['libsql', 'pg-native'],
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  const file = bundleOf(version);
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  mkdirSync(dirname(file), { recursive: true });
  for (const { contents } of outputFiles) writeFileSync(file, brotliCompressSync(contents, { params }));
}

void writeOldSidecar();

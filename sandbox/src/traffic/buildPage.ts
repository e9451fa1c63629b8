import { join } from 'node:path';

import { buildSync } from 'esbuild';

const outputDir = process.argv[2];
if (outputDir === undefined) {
  throw new Error('Usage: buildPage.ts <folder>');
}
buildSync({
  entryPoints: [join(__dirname, 'page', 'panel.ts')],
  bundle: true,
  target: 'es2022',
  outdir: outputDir,
  logLevel: 'warning',
});

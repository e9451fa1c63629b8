import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const { dependencies } = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** The command line as one file: code of this repository inside, npm packages (some native) beside it. */
void build({
  entryPoints: [join(__dirname, 'src/cli/main.ts')],
  outfile: join(__dirname, 'dist/lambda-stages.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: Object.keys(dependencies),
  banner: { js: '#!/usr/bin/env node' },
  sourcemap: 'linked',
  logLevel: 'warning',
});

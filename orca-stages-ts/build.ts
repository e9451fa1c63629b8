import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const { dependencies } = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** The command line as one file, and the thread that it starts: code of this repository inside, npm packages (some native) beside it. */
void build({
  entryPoints: {
    'lambda-stages': join(__dirname, 'src/cli/main.ts'),
    // Checks run in threads of their own, which start from a file.
    judgeWorker: join(__dirname, 'src/stages/shared/expectation/judgeWorker.ts'),
  },
  outdir: join(__dirname, 'dist'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: Object.keys(dependencies),
  banner: { js: '#!/usr/bin/env node' },
  sourcemap: 'linked',
  logLevel: 'warning',
});

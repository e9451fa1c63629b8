import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '../..');

/** What to start, and its environment, including what cannot be bundled. */
export interface CrashBundle {
  file: string;
  environment: Record<string, string>;
}

/**
 * Bundles the process that can be told where to stop into one file: loading its packages one by one would take a second
 * for each of many hundred starts.
 */
export async function buildCrashProcess(folder: string): Promise<CrashBundle> {
  await build({
    entryPoints: {
      crashProcess: join(__dirname, 'crashProcess.ts'),
      startCached: join(__dirname, 'startCached.ts'),
      judgeWorker: join(ROOT, 'orca-stages-ts/src/stages/shared/expectation/judgeWorker.ts'),
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['libsql', 'pg-native'],
    minify: true,
    logLevel: 'error',
  });
  return {
    file: join(folder, 'startCached.cjs'),
    environment: { NODE_PATH: join(ROOT, 'node_modules'), CRASH_BUNDLE: join(folder, 'crashProcess.cjs') },
  };
}

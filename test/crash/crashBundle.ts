import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { sqliteJournal } from './crashJournal';
import { configurationOf } from './crashWorld';
import { startReplica } from './replica';

const ROOT = join(__dirname, '../..');

/** What to start, and the environment in which it finds itself and what cannot be bundled. */
export interface CrashBundle { file: string; environment: Record<string, string>; remove(): void }

/** Makes one file of the process that can be told where to die, compiled ahead: loading its packages one by one would take a second at each of many hundred starts. */
export async function buildCrashProcess(): Promise<CrashBundle> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-process-'));
  await build({
    entryPoints: [join(__dirname, 'crashProcess.ts'), join(__dirname, 'startCached.ts')], outdir: folder, outExtension: { '.js': '.cjs' }, bundle: true, platform: 'node', target: 'node20', format: 'cjs',
    external: ['libsql', 'pg-native'], minify: true, logLevel: 'error',
  });
  const bundle: CrashBundle = {
    file: join(folder, 'startCached.cjs'), environment: { NODE_PATH: join(ROOT, 'node_modules'), CRASH_BUNDLE: join(folder, 'crashProcess.cjs') },
    remove: () => { rmSync(folder, { recursive: true }); },
  };
  const { settings } = await sqliteJournal.make(folder);
  const replica = await startReplica(bundle, folder, { configuration: configurationOf('http://127.0.0.1:1', settings), timing: {} }, { CRASH_KEEP_COMPILED: 'yes' });
  await replica.died;
  return bundle;
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** What runs in the place of a module: the function that Node makes of its text. */
type ModuleFunction = (exports: object, require: NodeJS.Require, module: { exports: object }, file: string, folder: string) => void;

/** Runs the bundle with what V8 compiled of it earlier: compiling is half of a start. With CRASH_KEEP_COMPILED it keeps that and ends. */
const file = process.env['CRASH_BUNDLE'] ?? '';
const compiled = `${file}.compiled`;
const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: file, ...(existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {}) });
const module_ = { exports: {} };
(script.runInThisContext() as ModuleFunction)(module_.exports, createRequire(file), module_, file, dirname(file));
if (process.env['CRASH_KEEP_COMPILED'] !== undefined) {
  // By then what a start needs has been compiled, functions that run late included.
  setTimeout(() => {
    writeFileSync(compiled, script.createCachedData());
    process.exit();
  }, 2_000);
}

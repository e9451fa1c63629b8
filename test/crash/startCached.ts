import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** What runs in the place of a module: the function that Node makes of its text. */
type ModuleFunction = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  file: string,
  folder: string,
) => void;

/** Runs the bundle with what V8 compiled of it earlier: compiling is half of a start. */
const file = process.env['CRASH_BUNDLE'] ?? '';
const compiled = `${file}.compiled`;
const script = new Script(wrap(readFileSync(file, 'utf8')), {
  filename: file,
  ...(existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {}),
});
const module_ = { exports: {} };
(script.runInThisContext() as ModuleFunction)(module_.exports, createRequire(file), module_, file, dirname(file));
// Told after it has run a stage: by then what a process needs has been compiled.
process.on('message', (message: unknown) => {
  if (message !== 'keepCompiled') return;
  writeFileSync(compiled, script.createCachedData());
  process.exit();
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** Replaces a module: the function that Node makes from its text. */
type ModuleFunction = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  file: string,
  folder: string,
) => void;

/** Runs the bundle with V8's compiled code from an earlier run: compiling is half of a start. */
const file = process.env['CRASH_BUNDLE'] ?? '';
const compiled = `${file}.compiled`;
const script = new Script(wrap(readFileSync(file, 'utf8')), {
  filename: file,
  ...(existsSync(compiled) ? { cachedData: readFileSync(compiled) } : {}),
});
const module_ = { exports: {} };
(script.runInThisContext() as ModuleFunction)(module_.exports, createRequire(file), module_, file, dirname(file));
// Sent after it has run a stage: by then, everything that a process needs has been compiled.
process.on('message', (message: unknown) => {
  if (message !== 'keepCompiled') return;
  writeFileSync(compiled, script.createCachedData());
  process.exit();
});

import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../config';
import { createProgram } from './createProgram';
import { UnreadablePathError } from './pipelines/readPipelineFiles';

let exitCode = 0;
const program = createProgram({
  environment: process.env,
  print: (text) => {
    process.stdout.write(text);
  },
  readStandardInput: () => readFileSync(process.stdin.fd, 'utf8'),
  endWith: (code) => {
    exitCode = code;
  },
  onStop(stop) {
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  },
});

program.parseAsync().then(
  // Anything that a library has left open (such as an idle connection) must not keep a drained process alive.
  () => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    // An operator's mistake is explained in words; only our own bugs need a stack trace.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof ConfigurationError || error instanceof UnreadablePathError ? 2 : 1;
  },
);

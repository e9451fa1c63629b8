import { readFileSync } from 'node:fs';
import { exitCodeOf } from './commandEnd';
import { createProgram } from './createProgram';
import { utf8Of } from './pipelines/readPipelineFiles';

const program = createProgram({
  environment: process.env,
  print: (text) => {
    process.stdout.write(text);
  },
  printError: (text) => {
    process.stderr.write(text);
  },
  // By its number: where there is no terminal, /dev/stdin may not open.
  readStandardInput: () => utf8Of(readFileSync(0)),
  onStop(stop) {
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  },
});

program.parseAsync().then(
  // Anything that a library has left open (such as an idle connection) must not keep a drained process alive.
  () => {
    process.exitCode = 0;
  },
  (error: unknown) => {
    // Errors explain themselves in words.
    const words = error instanceof Error ? error.message : String(error);
    if (words !== '') process.stderr.write(`${words}\n`);
    process.exitCode = exitCodeOf(error);
  },
);

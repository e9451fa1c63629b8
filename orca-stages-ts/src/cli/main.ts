import { ConfigurationError } from '../config';
import { createProgram } from './createProgram';

const program = createProgram({
  environment: process.env,
  print: (text) => {
    process.stdout.write(text);
  },
  onStop(stop) {
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  },
});

program.parseAsync().then(
  // What a library may have left open (an idle connection) must not keep a drained process alive.
  () => {
    process.exitCode = 0;
  },
  (error: unknown) => {
    // A mistake of the operator is told in words; only ours need a stack.
    process.stderr.write(
      `${error instanceof ConfigurationError ? error.message : error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = error instanceof ConfigurationError ? 2 : 1;
  },
);

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
  // Anything that a library has left open (such as an idle connection) must not keep a drained process alive.
  () => {
    process.exitCode = 0;
  },
  (error: unknown) => {
    // An operator's mistake is explained in words; only our own bugs need a stack trace.
    process.stderr.write(
      `${error instanceof ConfigurationError ? error.message : error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = error instanceof ConfigurationError ? 2 : 1;
  },
);

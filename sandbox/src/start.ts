import { runStart } from './start/runStart';

void runStart(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));

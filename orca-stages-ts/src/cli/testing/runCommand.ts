import { CommandEnd } from '../commandEnd';
import { createProgram } from '../createProgram';

/** What a command has printed, and how it ended. */
export interface CommandRun {
  exitCode: number;
  out: string;
  /** What it said to people beside that. */
  told: string;
}

/** Runs a command in this process. Passes on errors that the command does not end with on purpose. */
export async function runCommand(words: readonly string[], input = ''): Promise<CommandRun> {
  const run: CommandRun = { exitCode: 0, out: '', told: '' };
  const program = createProgram({
    environment: {},
    print: (text) => {
      run.out += text;
    },
    printError: (text) => {
      run.told += text;
    },
    readStandardInput: () => input,
    onStop: () => undefined,
  });
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommandEnd)) throw error;
    run.told += error.message;
    run.exitCode = error.exitCode;
  }
  return run;
}

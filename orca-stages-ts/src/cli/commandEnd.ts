import { ConfigurationError } from '../config';
import { UnreadablePathError } from './pipelines/readPipelineFiles';

/** Ends a command with an exit code. Without words, the command has said everything itself. */
export class CommandEnd extends Error {
  override name = 'CommandEnd';

  constructor(
    readonly exitCode: number,
    words = '',
  ) {
    super(words);
  }
}

/** The exit code that an error ends the command line with: 2 if what somebody gave it cannot be used. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandEnd) return error.exitCode;
  return error instanceof ConfigurationError || error instanceof UnreadablePathError ? 2 : 1;
}

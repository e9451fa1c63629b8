import { StartError } from './startError';

/** The parts that can be started on their own; Gate comes with `deck` and with `orca`. */
export const PARTS = ['lambda', 'sidecar', 'deck', 'orca'] as const;
export type Part = (typeof PARTS)[number];

/** What the command line asks for. */
export type StartArguments = {
  /** First delete pipelines, executions, functions and tokens. */
  reset: boolean;
  help: boolean;
  parts: ReadonlySet<Part>;
};

/** Reads the command line; throws a StartError that explains the mistake and what would be correct. */
export function parseStartArguments(argv: readonly string[]): StartArguments {
  let reset = false;
  let help = false;
  let parts: ReadonlySet<Part> = new Set(PARTS);
  const rest = argv.flatMap((argument) =>
    argument.startsWith('--only=') ? ['--only', argument.slice('--only='.length)] : [argument],
  );
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    switch (argument) {
      case '--reset':
        reset = true;
        break;
      case '--help':
      case '-h':
        help = true;
        break;
      case '--only':
        parts = parseParts(rest.shift());
        break;
      default:
        throw new StartError(`Unknown argument "${argument}". Use --reset, --only ${PARTS.join(',')} or --help.`);
    }
  }
  return { reset, help, parts };
}

function parseParts(list: string | undefined): ReadonlySet<Part> {
  const names = (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) {
    throw new StartError(
      `--only needs a list of parts, for example --only lambda,sidecar. Parts are ${PARTS.join(', ')}.`,
    );
  }
  return new Set(names.map(asPart));
}

function asPart(name: string): Part {
  const part = PARTS.find((known) => known === name);
  if (part === undefined) {
    throw new StartError(`--only does not know the part "${name}". Parts are ${PARTS.join(', ')}.`);
  }
  return part;
}

import { StartError } from './startError';

/** The parts that can be started on their own; Gate comes with `deck` and with `orca`. */
export const PARTS = ['lambda', 'sidecar', 'deck', 'orca'] as const;
export type Part = (typeof PARTS)[number];

/** What runs by itself, and ends. */
const DEMOS = ['bad-canary'] as const;
type Demo = (typeof DEMOS)[number];

/** What the command line asks for. */
export type StartArguments = {
  /** First delete pipelines, executions, functions and tokens. */
  reset: boolean;
  help: boolean;
  parts: ReadonlySet<Part>;
  /** Absent: the sandbox runs until it is stopped. */
  demo?: Demo;
};

/** Reads the command line; throws a StartError that explains the mistake and what would be correct. */
export function parseStartArguments(argv: readonly string[]): StartArguments {
  let reset = false;
  let help = false;
  let parts: ReadonlySet<Part> = new Set(PARTS);
  let demo: Demo | undefined;
  const rest = argv.flatMap((argument) => /^(--only|--demo)=(.*)$/s.exec(argument)?.slice(1) ?? [argument]);
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
      case '--demo':
        demo = asDemo(rest.shift());
        break;
      default:
        throw new StartError(
          `Unknown argument "${argument}". Use --reset, --only ${PARTS.join(',')}, --demo ${DEMOS.join('|')} or --help.`,
        );
    }
  }
  if (demo !== undefined && argv.some((argument) => /^--(reset|only)\b/.test(argument))) {
    throw new StartError('--demo starts all parts with a state of its own. Omit --reset and --only.');
  }
  return { reset, help, parts, ...(demo === undefined ? {} : { demo }) };
}

function asDemo(name: string | undefined): Demo {
  const demo = DEMOS.find((known) => known === name);
  if (demo === undefined) {
    throw new StartError(`--demo does not know "${name ?? ''}". Demos are ${DEMOS.join(', ')}.`);
  }
  return demo;
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

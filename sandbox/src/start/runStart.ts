import { addressLines } from './addressLines';
import { helpText } from './helpText';
import { parseStartArguments } from './startArguments';
import { StartError } from './startError';
import { type Sandbox, startSandbox } from './startSandbox';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SAME_WISH_MS = 1_000;

/**
 * The command `npm start`: starts everything, prints the addresses, and stops everything on Ctrl-C or SIGTERM. Returns
 * the exit code.
 */
export async function runStart(argv: readonly string[]): Promise<number> {
  const stopWish = listenForStop();
  try {
    const { help, parts, reset, demo } = parseStartArguments(argv);
    if (help) {
      console.log(helpText);
      return 0;
    }
    console.log('Starting Spinnaker with Lambda Stages …');
    const say = (line: string): void => console.log(line);
    if (demo !== undefined) {
      const { runDemo } = await import('../demo/runDemo');
      return await runDemo({ environment: process.env, say, signal: stopWish.signal });
    }
    const sandbox = await startSandbox({ parts, reset, environment: process.env, say, signal: stopWish.signal });
    console.log(addressLines(sandbox, process.uptime()).join('\n'));
    return await stopWhenWished(sandbox, stopWish.signal);
  } catch (error) {
    if (stopWish.signal.aborted) {
      return 0;
    }
    console.error(error instanceof StartError ? `\n${error.message}` : error);
    return 1;
  }
}

/**
 * Aborts at the first signal; a later one ends the process no matter what is still in progress. One Ctrl-C can arrive
 * several times: from the terminal, and passed on by npm and tsx.
 */
function listenForStop(): AbortController {
  const wish = new AbortController();
  let firstAt = 0;
  const stop = (): void => {
    if (!wish.signal.aborted) {
      firstAt = Date.now();
      console.log('\nStopping …');
      wish.abort();
    } else if (Date.now() - firstAt > SAME_WISH_MS) {
      process.exit(130);
    }
  };
  for (const signal of STOP_SIGNALS) {
    process.on(signal, stop);
  }
  return wish;
}

async function stopWhenWished(sandbox: Sandbox, signal: AbortSignal): Promise<number> {
  const wished = new Promise<'wished'>((resolve) => {
    signal.addEventListener('abort', () => resolve('wished'), { once: true });
    if (signal.aborted) {
      resolve('wished');
    }
  });
  const why = await Promise.race([wished, sandbox.broken]);
  const failures = await sandbox.stop();
  for (const failure of failures) {
    console.error(failure.message);
  }
  console.log('Stopped.');
  return why === 'wished' && failures.length === 0 ? 0 : 1;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStrictLambda, type StrictLambda, type StrictLambdaOptions } from 'strict-lambda';
import { ask } from './ask';
import { sidecarClient, type SidecarClient } from './sidecarClient';
import { freePort } from '../../../orca-stages-ts/src/testing/freePort';
import { untilUp } from '../../../orca-stages-ts/src/testing/untilUp';
import { sidecarSettings, TOKEN } from './sidecarSettings';

const BUNDLE = join(__dirname, '../../../orca-stages-ts/dist/lambda-stages.cjs');
const READY_WITHIN_MS = 30_000;

/** How a process ended. */
interface ProcessEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
}

/** The sidecar as an operator runs it: the bundle in a separate process, over a strict Lambda in this process. */
export interface SidecarProcess extends SidecarClient {
  address: string;
  lambda: StrictLambda;
  /** Folder of configuration and journal; tests may put their own files there. */
  folder: string;
  /** ID of the process that is running, or ran last. */
  pid(): number;
  /** Resident memory in bytes, as the process itself reports it. */
  residentBytes(): Promise<number>;
  /** Pauses the process, like a machine that has no time for it; `SIGCONT` lets it continue. */
  pause(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Sends a signal; resolves when the process has ended. */
  signal(name: 'SIGKILL' | 'SIGTERM'): Promise<ProcessEnd>;
  /** Whether its process has not ended. */
  isRunning(): boolean;
  /** Starts it again with the same configuration and journal. */
  restart(): Promise<void>;
  /** Everything that the processes have written so far. */
  log(): string;
  close(): Promise<void>;
}

/** How a test's process differs from the usual one. */
export interface SidecarProcessOptions {
  lambda?: StrictLambdaOptions;
  /** A Lambda that several replicas share; its owner closes it. */
  sharedLambda?: StrictLambda;
  configuration?: Record<string, unknown>;
  /** Topics and buses that are told about events, by the name of the account. */
  accountEvents?: Readonly<Record<string, object>>;
  environment?: Record<string, string>;
  /** Another bundle than that of this checkout. */
  bundle?: string;
  /** Where its standard output goes instead of `log()`: a file descriptor, or a pipe that nobody reads. */
  output?: number | 'unread' | 'pipe';
}

/** Starts the bundle. Close it at the end. Rejects if it was not built, or does not become ready. */
export async function startSidecarProcess(options: SidecarProcessOptions = {}): Promise<SidecarProcess> {
  const { bundle = BUNDLE } = options;
  if (!existsSync(bundle)) throw new Error('The sidecar has not been built. Run `npm run build -w orca-stages-ts`.');
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-process-'));
  const lambda =
    options.sharedLambda ?? (await startStrictLambda({ settleDelayMs: 20, quotas: 'unlimited', ...options.lambda }));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  // JSON is YAML.
  writeFileSync(
    join(folder, 'sidecar.yml'),
    JSON.stringify(
      sidecarSettings({
        port,
        lambdaUrl: lambda.url,
        journalFile: join(folder, 'journal.sqlite'),
        change: options.configuration ?? {},
        accountEvents: options.accountEvents ?? {},
      }),
    ),
  );
  const lines: string[] = [];
  const start = (): Promise<RunningProcess> =>
    startProcess(bundle, join(folder, 'sidecar.yml'), address, options, (text) => lines.push(text));
  const clean = async (): Promise<void> => {
    if (options.sharedLambda === undefined) await lambda.close();
    rmSync(folder, { recursive: true, force: true });
  };
  let running = await start().catch(async (error: unknown) => {
    await clean();
    throw error;
  });
  const signal = (name: 'SIGKILL' | 'SIGTERM'): Promise<ProcessEnd> => {
    running.child.kill(name);
    return running.ended;
  };
  return {
    ...sidecarClient(() => address),
    address,
    lambda,
    folder,
    signal,
    pause: (name) => {
      running.child.kill(name);
    },
    isRunning: () => running.child.exitCode === null && running.child.signalCode === null,
    pid: () => running.child.pid ?? 0,
    residentBytes: () => residentBytesAt(address),
    log: () => lines.join(''),
    async restart() {
      running = await start();
    },
    async close() {
      await signal('SIGKILL');
      await clean();
    },
  };
}

interface RunningProcess {
  child: ChildProcess;
  ended: Promise<ProcessEnd>;
}

/** Nothing of the caller's environment except the path of programs: no credentials, no other configuration. */
async function startProcess(
  bundle: string,
  configFile: string,
  address: string,
  { environment = {}, output = 'pipe' }: SidecarProcessOptions,
  keep: (text: string) => void,
): Promise<RunningProcess> {
  const child = spawn(process.execPath, [bundle, 'serve', '--config', configFile], {
    env: {
      PATH: process.env['PATH'] ?? '',
      LAMBDA_STAGES_TOKEN: TOKEN,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    },
    stdio: ['ignore', output === 'unread' ? 'pipe' : output, 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [output === 'pipe' ? child.stdout : null, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      written.push(chunk.toString());
      keep(chunk.toString());
    });
  }
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  const isReady = async (): Promise<boolean> =>
    (await ask({ method: 'GET', url: `${address}/readyz` })).httpStatus === 200;
  await untilUp({ name: 'The sidecar', child, ended, text: () => written.join('') }, isReady, READY_WITHIN_MS);
  return { child, ended };
}

async function residentBytesAt(address: string): Promise<number> {
  const { text } = await ask({ method: 'GET', url: `${address}/metrics` });
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1] ?? NaN);
}

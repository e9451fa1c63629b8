import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOKEN } from '../process/support/sidecarSettings';
import type { CrashBundle } from './crashBundle';
import type { CrashSettings, FromProcess, ToProcess } from './crashProcess';

/** Longer than any start on a loaded machine. */
const READY_WITHIN_MS = 60_000;

/** A process of the sidecar. */
export interface Replica {
  address: string;
  /** Resolves with the signal that ended it; null when it ended by itself. */
  died: Promise<NodeJS.Signals | null>;
  /** From its start to its first answer. */
  startedInMs: number;
  tell(message: ToProcess): void;
  onMessage(listener: (message: FromProcess) => void): void;
  /** Resolves when an operation has ended in this process, also one that ended before anybody asked. */
  operationEnded: Promise<void>;
  log(): string;
  /** Ends it; resolves when it has ended. */
  kill(): Promise<void>;
}

let settingsNumber = 0;

/** Starts the process; rejects when it does not become ready. Nothing of the caller's environment comes along but where programs are. */
export async function startReplica(bundle: CrashBundle, folder: string, settings: CrashSettings, environment: Record<string, string>): Promise<Replica> {
  const file = join(folder, `settings-${++settingsNumber}.json`);
  writeFileSync(file, JSON.stringify(settings));
  const begun = performance.now(), lines: string[] = [];
  const child = fork(bundle.file, [file], {
    env: { PATH: process.env['PATH'] ?? '', ...bundle.environment, LAMBDA_STAGES_TOKEN: TOKEN, AWS_EC2_METADATA_DISABLED: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { lines.push(chunk.toString()); });
  const died = new Promise<NodeJS.Signals | null>((resolve) => { child.once('close', (_code, signal) => { resolve(signal); }); });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await died;
  };
  const operationEnded = new Promise<void>((resolve) => { child.on('message', (message: FromProcess) => { if (message.kind === 'ended') resolve(); }); });
  const address = await Promise.race([readyAddress(child), died.then(() => undefined)]);
  if (address === undefined) {
    await kill();
    throw new Error(`The sidecar did not become ready: ${lines.join('')}`);
  }
  return {
    address, died, kill, operationEnded, startedInMs: performance.now() - begun,
    tell: (message) => { if (child.connected) child.send(message, () => undefined); },
    onMessage: (listener) => { child.on('message', listener); },
    log: () => lines.join(''),
  };
}

function readyAddress(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => { resolve(undefined); }, READY_WITHIN_MS);
    child.on('message', (message: FromProcess) => {
      if (message.kind !== 'ready') return;
      clearTimeout(timer);
      resolve(message.address);
    });
    child.once('close', () => { clearTimeout(timer); });
  });
}

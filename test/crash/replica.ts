import { fork, type ChildProcess } from 'node:child_process';
import { TOKEN } from '../process/support/sidecarSettings';
import type { CrashBundle } from './crashBundle';
import type { CrashSettings, FromProcess, ToProcess } from './crashProcess';

/** Longer than any start on a busy machine. */
const READY_WITHIN_MS = 60_000;

/** A process of the sidecar. */
export interface Replica {
  /** Resolves when it has ended. */
  died: Promise<void>;
  alive(): boolean;
  /** Time from its start until it could serve. */
  startedInMs: number;
  /** Serves a journal; returns its address. Rejects if it cannot. */
  serve(settings: CrashSettings, onMessage: (message: FromProcess) => void): Promise<string>;
  /** Stops serving as on SIGTERM, so that it can serve another journal. Rejects if it does not. */
  stop(): Promise<void>;
  tell(message: ToProcess | 'keepCompiled'): void;
  log(): string;
  /** Kills it with -9; resolves when it has ended. */
  kill(): Promise<void>;
}

/**
 * Starts a process that serves nothing yet; rejects if it does not become ready. Of the caller's environment, it only
 * gets the path of programs.
 */
export async function startReplica(bundle: CrashBundle): Promise<Replica> {
  const begun = performance.now(),
    lines: string[] = [];
  const child = fork(bundle.file, [], {
    env: {
      PATH: process.env['PATH'] ?? '',
      ...bundle.environment,
      LAMBDA_STAGES_TOKEN: TOKEN,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString());
    });
  let ended = false,
    listener: (message: FromProcess) => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      resolve();
    });
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await died;
  };
  const tell: Replica['tell'] = (message) => {
    if (child.connected) child.send(message, () => undefined);
  };
  child.on('message', (message: FromProcess) => {
    listener(message);
  });
  const answerTo = async (
    message: ToProcess | undefined,
    kinds: readonly FromProcess['kind'][],
  ): Promise<FromProcess> => {
    const answer = answerOf(child, kinds);
    if (message !== undefined) tell(message);
    const came = await answer;
    if (came !== undefined && came.kind !== 'refused') return came;
    await kill();
    throw new Error(
      `The sidecar did not come to be ${kinds[0]}: ${came?.kind === 'refused' ? came.reason : ''}${lines.join('')}`,
    );
  };
  await answerTo(undefined, ['loaded']);
  return {
    died,
    kill,
    tell,
    alive: () => !ended,
    log: () => lines.join(''),
    startedInMs: performance.now() - begun,
    async serve(settings, onMessage) {
      listener = onMessage;
      const ready = await answerTo({ kind: 'serve', settings }, ['ready', 'refused']);
      return ready.kind === 'ready' ? ready.address : '';
    },
    async stop() {
      listener = () => undefined;
      await answerTo({ kind: 'end' }, ['stopped']);
    },
  };
}

/** The next message of one of these kinds; undefined if the process ends or takes too long. */
function answerOf(child: ChildProcess, kinds: readonly FromProcess['kind'][]): Promise<FromProcess | undefined> {
  return new Promise((resolve) => {
    const done = (message?: FromProcess): void => {
      clearTimeout(timer);
      child.off('message', hear).off('close', ends);
      resolve(message);
    };
    const hear = (message: FromProcess): void => {
      if (kinds.includes(message.kind)) done(message);
    };
    const ends = (): void => {
      done();
    };
    const timer = setTimeout(ends, READY_WITHIN_MS);
    child.on('message', hear).once('close', ends);
  });
}

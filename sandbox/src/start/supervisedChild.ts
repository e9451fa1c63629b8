import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

import { lastLines } from './build';

/** How long a child may take to exit after SIGTERM before it is killed. */
const STOP_TIMEOUT_MS = 8_000;
/** A child that ends sooner than this has not really started; trying again would fail in the same way. */
const STARTED_AFTER_MS = 5_000;
/** A signal to the whole terminal reaches the child too; its end only matters if nobody asks us to stop as well. */
const NEWS_AFTER_MS = 300;

/** What to run, and how to report its end. */
export type ChildOptions = {
  name: string;
  command: string;
  arguments: readonly string[];
  environment: NodeJS.ProcessEnv;
  /** Receives everything that the child prints. */
  logFile: string;
  /** Called with a sentence that says why it ended; `restarting` says whether it is started again. */
  onEnd: (reason: string, restarting: boolean) => void;
};

/** A child process that is restarted when it dies, as a cluster would do, unless it dies at startup. */
export type SupervisedChild = {
  /** Resolves if the first process ends before anyone stops it. */
  endedAtStart: Promise<string>;
  stop(): Promise<void>;
};

/** Starts a child and keeps it running until `stop`. */
export function superviseChild(options: ChildOptions): SupervisedChild {
  let stopping = false;
  let child: ChildProcess;
  let toldAtStart: (reason: string) => void = () => undefined;
  const endedAtStart = new Promise<string>((resolve) => {
    toldAtStart = resolve;
  });
  const launch = (): void => {
    const startedAt = Date.now();
    child = spawnLogged(options);
    child.once('close', (exitCode, signal) => {
      const livedMs = Date.now() - startedAt;
      setTimeout(() => {
        if (!stopping) {
          handleEnd(describeEnd(options, exitCode, signal), livedMs);
        }
      }, NEWS_AFTER_MS).unref();
    });
  };
  const handleEnd = (reason: string, livedMs: number): void => {
    const restarting = livedMs >= STARTED_AFTER_MS;
    options.onEnd(reason, restarting);
    toldAtStart(reason);
    if (restarting) {
      launch();
    }
  };
  launch();
  // If this process ends without stop, as by an error that nobody catches, the child must not keep its port.
  const endWithThis = (): void => void child.kill('SIGTERM');
  process.once('exit', endWithThis);
  return {
    endedAtStart,
    stop: async () => {
      stopping = true;
      await endChild(child);
      process.off('exit', endWithThis);
    },
  };
}

function spawnLogged(options: ChildOptions): ChildProcess {
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    return spawn(options.command, options.arguments, { env: options.environment, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    child.once('close', () => {
      clearTimeout(kill);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function describeEnd(options: ChildOptions, exitCode: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) {
    return `The ${options.name} was ended by ${signal}. Its log is ${options.logFile}.`;
  }
  return `The ${options.name} ended with exit code ${exitCode ?? 'unknown'}. The end of ${options.logFile}:\n${lastLines(readFileSync(options.logFile, 'utf8'), 15)}`;
}

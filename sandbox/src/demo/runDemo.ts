import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PARTS } from '../start/startArguments';
import { StartError } from '../start/startError';
import { type Sandbox, startSandbox } from '../start/startSandbox';
import { badCanary } from './badCanary';
import { demoGate } from './demoGate';
import { type FastClock, fastClock } from './fastClock';

/** A minute of the demo takes four seconds: long enough to follow, and to make calls in. */
const SPEED = 15;
/** In the demo's own time: twelve minutes of calls, about six until the guard has found the version, at most 20 on a slow machine. */
const ENDS_WITHIN_MINUTES = 60;
const MINUTE_MS = 60_000;
/** Only the ports are the user's: the demo must not depend on what somebody tries out. */
const USUAL_SETTINGS = { SANDBOX_REGIONS: '', SANDBOX_RESOURCES: '', SANDBOX_CLOUDWATCH_DELAY: '' };
/** As shells say it of a program that was interrupted. */
const INTERRUPTED = 130;

/** Where the demo reads its settings, and what it tells. */
export type DemoOptions = {
  environment: Readonly<Record<string, string | undefined>>;
  say: (line: string) => void;
  signal: AbortSignal;
};

/**
 * `npm start -- --demo bad-canary`: starts everything with a state of its own, in a time that passes faster, and shows how a
 * bad version is found and taken back. Resolves with the exit code: 0 if it went back by itself. Throws a StartError if the
 * sandbox cannot start, or does not get to the end.
 */
export async function runDemo(options: DemoOptions): Promise<number> {
  const stateDir = mkdtempSync(join(tmpdir(), 'sandbox-demo-'));
  const clock = fastClock(SPEED);
  try {
    const sandbox = await startSandbox({
      ...options,
      parts: new Set(PARTS),
      reset: false,
      environment: { ...options.environment, ...USUAL_SETTINGS, SANDBOX_STATE: stateDir },
      clock,
    });
    try {
      return await show(sandbox, clock, options);
    } finally {
      for (const failure of await sandbox.stop()) options.say(failure.message);
    }
  } catch (error) {
    if (options.signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    clock.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function show(sandbox: Sandbox, clock: FastClock, { say, signal }: DemoOptions): Promise<number> {
  const url = `http://127.0.0.1:${sandbox.ports.sandbox}`;
  const startedAt = clock.now();
  const giveUp = new AbortController();
  void sandbox.broken.then((reason) => giveUp.abort(new StartError(reason)));
  const cancelTimer = clock.at(startedAt + ENDS_WITHIN_MINUTES * MINUTE_MS, () =>
    giveUp.abort(new StartError(`The rollout has not ended after ${ENDS_WITHIN_MINUTES} minutes.`)),
  );
  say(
    `\nTime passes faster here, for Orca, the sidecar and AWS alike: a minute of the rollout takes ${60 / SPEED} seconds. The calls are real.`,
  );
  say(`Watch them at ${url}/traffic\n`);
  const gate = demoGate(url, AbortSignal.any([signal, giveUp.signal]));
  const tell = (phase: string, sentence: string): void =>
    say(`  ${minutesText(clock.now() - startedAt)}  ${phase.padEnd(9)}  ${sentence}`);
  const wentBack = await badCanary({ gate, clock, tell }, SPEED).finally(cancelTimer);
  say(wentBack ? '\nThe bad version was taken back by itself.' : '\nThe bad version was NOT taken back by itself.');
  return wentBack ? 0 : 1;
}

/** Minutes and seconds of the demo's time: 05:07. */
const minutesText = (ms: number): string =>
  [Math.floor(ms / MINUTE_MS), Math.floor((ms % MINUTE_MS) / 1_000)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');

import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { say, type Expectation } from 'stage-contract';
import { systemClock } from '../../../model/clock';
import { judgeResponse, type JudgedFacts, type Judgement } from './judgeResponse';
import type { JudgeTask } from './judgeWorker';
import { assertionOf, type Showing } from './shownValue';

/** Maximum time to check one response. */
const JUDGE_LIMIT_MS = 1_000;
/** Maximum memory for one check, in MB: a Lambda response may have 6 MB, and parsing it takes several times that. */
const MEMORY_MB = 256;
/** Name of the thread's file. */
const THREAD = 'judgeWorker';
/** How many responses are checked at a time. The others wait; their time starts when their check does. */
const MOST_WORKERS = 2;

/**
 * Worker threads for checks. A check that takes too long ends together with its thread. The limit must not include the
 * time in the queue, as it does in the pools on npm.
 */
const idle: Worker[] = [];
const waiting: ((worker: Worker | Promise<Worker>) => void)[] = [];
let started = 0;
let underWay = 0;

/**
 * Checks a response outside the event loop. Conditions come from authors and responses from functions, and either can make a
 * check take minutes. A check that exceeds its limit fails and says so.
 */
export async function judgeAside(
  expect: Expectation | undefined,
  facts: JudgedFacts,
  showing: Showing = 'truncated',
): Promise<Judgement> {
  if (isPlain(expect, facts)) return judgeResponse(expect, facts, showing);
  underWay += 1;
  try {
    return await judgeInTime({ expect, facts, showing });
  } finally {
    underWay -= 1;
  }
}

/** Whether checks are running, for test clocks that jump while nothing is. */
export const isJudging = (): boolean => underWay > 0;

async function judgeInTime(task: JudgeTask): Promise<Judgement> {
  let ended = await judgeOnce(task);
  // A thread that was gone already says nothing about the check; one that the check has killed does so again.
  if (ended === 'died') ended = await judgeOnce(task);
  if (typeof ended === 'object') return ended;
  const limit = { limitMs: JUDGE_LIMIT_MS };
  return {
    ok: false,
    assertions: [assertionOf('Check', say('wantedWithin', limit), say('gotNoResult', limit), false)],
  };
}

async function judgeOnce(task: JudgeTask): Promise<JudgeEnd> {
  const worker = await freeWorker();
  const ended = await judgeIn(worker, task);
  if (typeof ended === 'object') giveBack(worker);
  else replace(worker);
  return ended;
}

/** Up to this size, a response without conditions on its content is checked faster than it is sent to a thread. */
const PLAIN_CHARACTERS = 16_384;

function isPlain(expect: Expectation | undefined, { payload }: JudgedFacts): boolean {
  const { functionError: _error, maxDurationMs: _duration, ...onContent } = expect ?? {};
  return payload.length <= PLAIN_CHARACTERS && Object.values(onContent).every((condition) => condition === undefined);
}

async function newWorker(): Promise<Worker> {
  started += 1;
  const options = { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } };
  // From source, as in tests, the thread needs a loader for TypeScript. In the bundle it is a file next to this one.
  const worker = __filename.endsWith('.ts')
    ? new Worker(`require('tsx/cjs'); require(${JSON.stringify(join(__dirname, `${THREAD}.ts`))});`, {
        ...options,
        eval: true,
      })
    : new Worker(join(__dirname, `${THREAD}.cjs`), options);
  try {
    // It says when it is ready, because loading its code must not count as the check's time.
    await once(worker, 'message');
  } catch (error) {
    makeRoom();
    throw error;
  }
  // A thread that runs out of memory also exits; that event is handled.
  worker.on('error', () => undefined);
  worker.on('exit', () => forget(worker));
  worker.unref();
  return worker;
}

function freeWorker(): Promise<Worker> {
  const free = idle.pop();
  if (free !== undefined) return Promise.resolve(free);
  return started < MOST_WORKERS ? newWorker() : new Promise((resolve) => waiting.push(resolve));
}

function giveBack(worker: Worker): void {
  const next = waiting.shift();
  if (next === undefined) idle.push(worker);
  else next(worker);
}

/** A thread that has ended without work is not used again. */
function forget(worker: Worker): void {
  const place = idle.indexOf(worker);
  if (place === -1) return;
  idle.splice(place, 1);
  makeRoom();
}

/** Ends a thread that may never answer. */
function replace(worker: Worker): void {
  void worker.terminate();
  makeRoom();
}

/** A thread is gone: the next check in line gets a new one, or the error if none can be started. */
function makeRoom(): void {
  started -= 1;
  waiting.shift()?.(newWorker());
}

/** How a thread has judged, or that it has died, or did not answer in time. */
type JudgeEnd = Judgement | 'died' | 'late';

function judgeIn(worker: Worker, task: JudgeTask): Promise<JudgeEnd> {
  // A thread without work must not keep the process running; this one has work.
  worker.ref();
  return new Promise((resolve) => {
    const end = (ended: JudgeEnd): void => {
      cancelTimer();
      worker.off('message', end);
      worker.off('exit', die);
      worker.unref();
      resolve(ended);
    };
    const die = (): void => {
      end('died');
    };
    // The machine's own time, because the check occupies a core of this machine.
    const cancelTimer = systemClock.at(systemClock.now() + JUDGE_LIMIT_MS, () => end('late'));
    worker.on('message', end);
    worker.on('exit', die);
    worker.postMessage(task);
  });
}

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
  const worker = await freeWorker();
  const judgement = await judgeIn(worker, task);
  if (judgement !== undefined) {
    giveBack(worker);
    return judgement;
  }
  replace(worker);
  const limit = { limitMs: JUDGE_LIMIT_MS };
  return {
    ok: false,
    assertions: [assertionOf('Check', say('wantedWithin', limit), say('gotNoResult', limit), false)],
  };
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

/** Undefined if the thread did not answer in time, or ran out of memory. */
function judgeIn(worker: Worker, task: JudgeTask): Promise<Judgement | undefined> {
  // A thread without work must not keep the process running; this one has work.
  worker.ref();
  return new Promise((resolve) => {
    const end = (judgement?: Judgement): void => {
      cancelTimer();
      worker.off('message', end);
      worker.off('exit', fail);
      worker.unref();
      resolve(judgement);
    };
    const fail = (): void => {
      end();
    };
    // The machine's own time, because the check occupies a core of this machine.
    const cancelTimer = systemClock.at(systemClock.now() + JUDGE_LIMIT_MS, fail);
    worker.on('message', end);
    worker.on('exit', fail);
    worker.postMessage(task);
  });
}

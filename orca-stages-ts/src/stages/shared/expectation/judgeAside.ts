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
/** Maximum memory for one check, in MB: Lambda's largest response has 6 MB, and parsing takes several times as much. */
const MEMORY_MB = 256;
/** Name of the thread's file. */
const THREAD = 'judgeWorker';
/** How many responses are checked at a time; the others wait, and their time starts when they do. */
const MOST_WORKERS = 2;

/**
 * Worker threads for checks. A check that takes too long ends with its thread, which only a pool with a limit per task (not per
 * wait) can do; the pools on npm count the time in the queue.
 */
const idle: Worker[] = [];
const waiting: ((worker: Worker | Promise<Worker>) => void)[] = [];
let started = 0;
let underWay = 0;

/**
 * Checks a response outside the event loop, because authors write the conditions and functions the responses: either can be so
 * large or so intricate that a check takes minutes. Over the limit, the check fails and says so.
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

/** Whether checks are under way, for clocks that jump while nothing is. */
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

/** Below this size, a response without conditions on its content is checked in less time than a thread takes to be told. */
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
    // It says when it is ready: loading its code is not the check's time.
    await once(worker, 'message');
  } catch (error) {
    makeRoom();
    throw error;
  }
  // A thread that runs out of memory also exits, which is what is listened for.
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

/** A thread is gone: whoever waits gets a new one, or learns that none can be started. */
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
    // The machine's own time: it is a core of this machine that must come free.
    const cancelTimer = systemClock.at(systemClock.now() + JUDGE_LIMIT_MS, fail);
    worker.on('message', end);
    worker.on('exit', fail);
    worker.postMessage(task);
  });
}

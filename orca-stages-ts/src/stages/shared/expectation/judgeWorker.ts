import { parentPort } from 'node:worker_threads';
import type { Expectation } from 'stage-contract';
import { judgeResponse, type JudgedFacts } from './judgeResponse';
import type { Showing } from './shownValue';

/** One response to check. */
export interface JudgeTask {
  expect: Expectation | undefined;
  facts: JudgedFacts;
  showing: Showing;
}

// A worker thread: it says when it is ready, and then answers one task at a time with its judgement.
parentPort?.on('message', ({ expect, facts, showing }: JudgeTask) => {
  parentPort?.postMessage(judgeResponse(expect, facts, showing));
});
parentPort?.postMessage('ready');

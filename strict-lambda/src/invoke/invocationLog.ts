import type { InvocationOutcome } from './executionEnvironment';

/** AWS returns at most the last 4 KB. */
const tailBytes = 4096;

/** The log of one invocation as CloudWatch would have it, with Lambda's START, END and REPORT lines. */
export function invocationLog(
  requestId: string,
  version: string,
  memoryMegabytes: number,
  outcome: InvocationOutcome,
): string {
  const duration = outcome.durationMs.toFixed(2);
  const init = outcome.initMs === undefined ? '' : `Init Duration: ${outcome.initMs.toFixed(2)} ms\t`;
  const used = Math.max(1, Math.round(outcome.memoryBytes / 1024 / 1024));
  return [
    `START RequestId: ${requestId} Version: ${version}\n`,
    outcome.log,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\tDuration: ${duration} ms\tBilled Duration: ${Math.ceil(outcome.durationMs)} ms\tMemory Size: ${memoryMegabytes} MB\tMax Memory Used: ${used} MB\t${init}\n`,
  ].join('');
}

/** The tail that LogType Tail returns, in base64. */
export function logTail(log: string): string {
  return Buffer.from(log, 'utf8').subarray(-tailBytes).toString('base64');
}

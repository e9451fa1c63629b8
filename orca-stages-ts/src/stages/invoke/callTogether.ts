import { present, say, StageError, type InvokeInput } from 'stage-contract';
import { refusedBeforeActing } from '../../model/awsStageError';
import type { InvokeFacts } from '../../model/invocation';
import type { LambdaPort } from '../../model/lambdaPort';
import { payloadText } from '../shared/invocation';
import type { Call } from './steps';

/** The result of one call: a response; not run for now; rejected; or unknown, so that it may have run. */
export type CallResult =
  | { kind: 'answered'; index: number; facts: InvokeFacts }
  | { kind: 'notRun'; index: number; error: StageError }
  | { kind: 'unknown'; index: number; error: StageError }
  | { kind: 'refused'; index: number; error: unknown };

/** Makes calls in parallel and waits for all of them, so that none is lost because another failed. */
export async function callTogether(
  indexes: readonly number[],
  call: Call,
  input: InvokeInput,
  lambda: LambdaPort,
): Promise<CallResult[]> {
  const payload = payloadText(input, input.invocationType);
  if (!payload.ok)
    throw new StageError({
      code: 'invalidInput',
      what: say('payloadRefused', { problem: payload.problem }),
      where: payload.problem.field,
    });
  const spec = {
    functionName: input.functionName,
    payload: payload.text,
    invocationType: input.invocationType ?? 'RequestResponse',
    timeoutMs: call.timeoutMs,
    logTail: input.recordLogs === true,
    ...present({ qualifier: call.qualifier }),
  } as const;
  return Promise.all(
    indexes.map((index) =>
      lambda.invoke(spec).then(
        (facts): CallResult => ({ kind: 'answered', index, facts }),
        (error: unknown) => failedCall(index, error),
      ),
    ),
  );
}

/**
 * AWS rejects a throttled call, a call to a function in transition, and a call that IAM does not allow yet before it
 * runs. Without a response, or with one from a failing service, the result is unknown.
 */
function failedCall(index: number, error: unknown): CallResult {
  if (!(error instanceof StageError)) return { kind: 'refused', index, error };
  if (refusedBeforeActing(error)) return { kind: 'notRun', index, error };
  return { kind: error.code === 'awsUnavailable' ? 'unknown' : 'refused', index, error };
}

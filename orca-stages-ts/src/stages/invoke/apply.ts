import { StageError, type InvocationReport, type InvokeInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { callTogether, type CallResult } from './callTogether';
import type { Call, InvokeFactsKept, InvokeStep } from './steps';
import { recordCalls } from './recordCalls';
import { failureWords, targetOf } from './words';

type Context = ApplyContext<InvokeFactsKept>;

/** Makes calls at most once, or gives the verdict. */
export async function applyInvoke(
  step: InvokeStep,
  input: InvokeInput,
  context: Context,
): Promise<Applied<InvokeFactsKept>> {
  switch (step.action.kind) {
    case 'calls':
      return callOnce(step.action.indexes, step.action.call, input, context, 'later');
    case 'throttledCalls':
      return (context.facts.throttled ?? []).length === 0
        ? { kind: 'done', state: 'skipped', note: 'AWS throttled none' }
        : callOnce(context.facts.throttled ?? [], step.action.call, input, context, 'never');
    case 'judge':
      return verdict(step.action.words, input, context);
  }
}

/** A function may do anything, so a call whose end nobody saw is never made again. */
async function callOnce(
  indexes: readonly number[],
  call: Call,
  input: InvokeInput,
  context: Context,
  again: 'later' | 'never',
): Promise<Applied<InvokeFactsKept>> {
  if (context.again) throw outcomeUnknown(input, call, indexes.length, context);
  const results = await callTogether(indexes, call, input, context.lambda);
  if (results.some((result) => result.kind === 'answered')) return recordCalls(results, input, context.facts, again);
  throw withoutAnswer(results, input, call, context);
}

/** With nothing to record the error itself says most; calls that were only throttled did not run, and the engine makes them again. */
function withoutAnswer(results: readonly CallResult[], input: InvokeInput, call: Call, context: Context): unknown {
  const unknown = results.find((result) => result.kind === 'unknown');
  if (unknown?.kind === 'unknown') return outcomeUnknown(input, call, results.length, context, unknown.error);
  const other =
    results.find((result) => result.kind === 'refused') ?? results.find((result) => result.kind === 'notRun');
  return other !== undefined && 'error' in other ? other.error : new Error('No call was made.');
}

function outcomeUnknown(
  input: InvokeInput,
  call: Call,
  count: number,
  context: Context,
  cause?: StageError,
): StageError {
  const who = targetOf(input.functionName, call.qualifier);
  const how =
    cause === undefined
      ? 'Nobody saw how'
      : `No answer came within ${call.timeoutMs / 1000} s, or the connection broke: nobody saw how`;
  const what =
    count === 1
      ? `${how} the call of ${who} ended; it may have run.`
      : `${how} ${count} calls of ${who} ended; they may have run.`;
  const { awsCode, awsRequestId } = cause?.details ?? {};
  return new StageError({
    code: 'outcomeUnknown',
    what,
    where: targetWords(context.operation.target),
    cause,
    ...(awsCode === undefined ? {} : { awsCode }),
    ...(awsRequestId === undefined ? {} : { awsRequestId }),
  });
}

function verdict(words: string, input: InvokeInput, context: Context): Applied<InvokeFactsKept> {
  const invocations: readonly InvocationReport[] = context.facts.invocations ?? [];
  const failed = invocations.filter((one) => !one.ok);
  if (failed.length === 0)
    return { kind: 'done', note: `${invocations.length === 1 ? 'as' : `all ${invocations.length} as`} expected` };
  const unknown = context.facts.unknown?.length ?? 0;
  if (unknown > 0)
    throw new StageError({
      code: 'outcomeUnknown',
      what: `Nobody saw how ${unknown} of ${invocations.length} calls of ${input.functionName} ended; ${unknown === 1 ? 'it' : 'they'} may have run.`,
      where: targetWords(context.operation.target),
    });
  throw new StageError({
    code: 'expectationFailed',
    what: failureWords(words, invocations),
    where: targetWords(context.operation.target),
  });
}

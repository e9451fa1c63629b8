import {
  present,
  say,
  StageError,
  type Called,
  type InvocationReport,
  type InvokeInput,
  type Saying,
} from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { errorStatusOf } from '../shared/expectation';
import { callEvidence } from './callEvidence';
import { callTogether, type CallResult } from './callTogether';
import type { Call, InvokeFactsKept, InvokeStep } from './steps';
import { recordCalls } from './recordCalls';
import { calledBy, executedVersions, expectsMore, failedConditions, qualifierOf } from './words';

type Context = ApplyContext<InvokeFactsKept> & { stepId: string };

/** Makes calls at most once, or gives the verdict. */
export async function applyInvoke(
  step: InvokeStep,
  input: InvokeInput,
  context: ApplyContext<InvokeFactsKept>,
): Promise<Applied<InvokeFactsKept>> {
  const here = { ...context, stepId: step.id };
  switch (step.kind) {
    case 'call':
      return callOnce(step.indexes, step.call, input, here, 'later');
    case 'callThrottledAgain':
      return (context.facts.throttled ?? []).length === 0
        ? { kind: 'done', state: 'skipped', note: say('noneThrottled', {}) }
        : callOnce(context.facts.throttled ?? [], step.call, input, here, 'never');
    case 'judgeAnswers':
      return verdict(step, input, here);
  }
}

/** A function may do anything, so a call with an unknown result is never repeated. */
async function callOnce(
  indexes: readonly number[],
  call: Call,
  input: InvokeInput,
  context: Context,
  again: 'later' | 'never',
): Promise<Applied<InvokeFactsKept>> {
  if (context.again) throw outcomeUnknown(input, call, { calls: indexes.length, unknown: indexes.length }, context);
  const results = await callTogether(indexes, call, input, context.lambda);
  if (results.some((result) => result.kind === 'answered')) return recordCalls(results, input, context.facts, again);
  throw withoutAnswer(results, input, call, context);
}

/**
 * With nothing to record, the error itself says most. Calls that were only throttled did not run, and the engine
 * retries them.
 */
function withoutAnswer(results: readonly CallResult[], input: InvokeInput, call: Call, context: Context): unknown {
  const unknown = results.filter((result) => result.kind === 'unknown');
  const [first] = unknown;
  if (first !== undefined)
    return outcomeUnknown(input, call, { calls: results.length, unknown: unknown.length }, context, first.error);
  const other =
    results.find((result) => result.kind === 'refused') ?? results.find((result) => result.kind === 'notRun');
  return other !== undefined && 'error' in other ? other.error : new Error('No call was made.');
}

/** Calls without an answer: refused and throttled ones are known not to have run. */
interface Unanswered {
  calls: number;
  unknown: number;
}

function outcomeUnknown(
  input: InvokeInput,
  call: Call,
  { calls, unknown }: Unanswered,
  context: Context,
  cause?: StageError,
): StageError {
  const called = calledBy(input, call.qualifier);
  const what =
    unknown < calls
      ? say('nobodySawAllEnds', { functionName: input.functionName, unknown, count: calls })
      : say('nobodySawTheEnd', {
          called,
          count: calls,
          ...(cause === undefined ? {} : { withinSeconds: call.timeoutMs / 1000 }),
        });
  const { awsCode, awsRequestId } = cause?.details ?? {};
  return new StageError({
    code: 'outcomeUnknown',
    what,
    where: targetWords(context.operation.target),
    evidence: callEvidence(input, {
      called,
      step: context.stepId,
      now: context.now,
      calls,
      unknown,
      invocations: [],
    }),
    cause,
    ...present({ awsCode, awsRequestId }),
  });
}

/** Without conditions, only a function error fails a call: that is said, above all if HTTP callers would see an error. */
function passed(
  called: Called,
  input: InvokeInput,
  invocations: readonly InvocationReport[],
): { note: Saying; warnings: Saying[] } {
  const count = invocations.length;
  if (expectsMore(input)) return { note: say('allAsExpected', { count }), warnings: [] };
  const [errorStatus] = invocations.flatMap(({ response = '' }) => errorStatusOf(response) ?? []);
  return {
    note: say('allAnswered', { count }),
    warnings: errorStatus === undefined ? [] : [say('answerNotJudged', { called, errorStatus })],
  };
}

/** Checks all responses together. */
function verdict(
  { qualifier }: { qualifier?: string },
  input: InvokeInput,
  context: Context,
): Applied<InvokeFactsKept> {
  const invocations: readonly InvocationReport[] = context.facts.invocations ?? [];
  const failed = invocations.filter((one) => !one.ok),
    unknown = context.facts.unknown?.length ?? 0,
    called = calledBy(input, qualifier ?? qualifierOf(input, executedVersions(invocations)));
  const evidence = callEvidence(input, { called, step: context.stepId, now: context.now, invocations, unknown });
  if (failed.length === 0) {
    const { note, warnings } = passed(called, input, invocations);
    return { kind: 'done', note, report: { evidence, warnings } };
  }
  if (unknown > 0)
    throw new StageError({
      code: 'outcomeUnknown',
      what: say('nobodySawAllEnds', { functionName: input.functionName, unknown, count: invocations.length }),
      where: targetWords(context.operation.target),
      evidence,
    });
  throw new StageError({
    code: 'expectationFailed',
    what: say('notAsExpected', {
      called,
      failed: failed.length,
      count: invocations.length,
      conditions: failedConditions(invocations),
    }),
    where: targetWords(context.operation.target),
    evidence,
  });
}

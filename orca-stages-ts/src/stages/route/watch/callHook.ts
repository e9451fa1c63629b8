import {
  clipped,
  present,
  say,
  StageError,
  type Called,
  type Hook,
  type HookFault,
  type InvocationReport,
  type RouteInput,
} from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { InvokeFacts } from '../../../model/invocation';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { evidenceOfCalls, recordInvocation, timedOut } from '../../shared/invocation';
import { judgedCalls } from '../judgedCalls';
import type { RouteFacts, RouteStep } from '../steps';
import { hookAnswer } from './hookAnswer';

type HookStep = Extract<RouteStep, { kind: 'hook' }>;

/** Most characters of what a hook has returned that are shown. */
const SHOWN_CHARACTERS = 300;

/**
 * Calls a hook once and lets its answer decide. A call whose end nobody has seen is never repeated. Throws StageError
 * outcomeUnknown.
 */
export async function callHook(
  step: HookStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const hook = input[step.phase];
  if (hook === undefined) return { kind: 'done', state: 'skipped' };
  const called = calledHook(hook);
  if (context.again)
    throw new StageError({
      code: 'outcomeUnknown',
      what: say('hookUnseen', { called }),
      where: targetWords(context.operation.target, input.aliasName),
    });
  const answer = await answerOf(step, hook, input, context);
  const fault = answer === undefined ? noAnswer(step) : faultOf(answer);
  const judged = answer === undefined ? [] : judgedCalls(context, recordOf(step, hook, answer, fault === undefined));
  const evidence = evidenceOfCalls({
    source: 'hook',
    measured: say('hookAnswered', { called }),
    step: step.id,
    version: undefined,
    answers: judged.slice(-1),
    calls: 1,
    limitMs: undefined,
    verdict: fault === undefined ? 'fine' : 'worse',
    now: context.now,
  });
  const report = { evidence: [evidence], ...(judged.length === 0 ? {} : { invocations: judged }) };
  if (fault === undefined) return { kind: 'done', note: say('hookSucceeded', { called }), report, facts: { judged } };
  return {
    kind: 'failed',
    error: {
      code: 'hookFailed',
      what: say('hookFailed', { called, phase: step.phase, ...fault }),
      where: targetWords(context.operation.target, input.aliasName),
      ...present({ awsRequestId: answer?.requestId }),
    },
    report,
  };
}

/** How a hook is named. Pure. */
export const calledHook = ({ functionName, qualifier = '$LATEST' }: Hook): Called => ({ functionName, qualifier });

const noAnswer = ({ timeoutMs }: HookStep): HookFault => ({
  fault: 'noAnswer',
  withinSeconds: Math.round(timeoutMs / 1000),
});

/** The hook's response; undefined if it did not come in time. */
async function answerOf(
  step: HookStep,
  hook: Hook,
  input: RouteInput,
  { lambda, operation, facts }: ApplyContext<RouteFacts>,
): Promise<InvokeFacts | undefined> {
  const { target, executionId, stageId, stageName } = operation;
  try {
    return await lambda.invoke({
      functionName: hook.functionName,
      ...present({ qualifier: hook.qualifier }),
      payload: JSON.stringify({
        phase: step.phase,
        account: target.account,
        region: target.region,
        functionName: target.functionName,
        aliasName: input.aliasName,
        baseline: step.baseline,
        candidate: step.candidate,
        routing: facts.left ?? step.before,
        executionId,
        stageId,
        stageName,
        ...present({ payload: hook.payload }),
      }),
      invocationType: 'RequestResponse',
      timeoutMs: step.timeoutMs,
      logTail: hook.recordLogs === true,
    });
  } catch (error) {
    if (timedOut(error)) return undefined;
    throw error;
  }
}

/** What is wrong with a response; undefined if the hook agrees. */
function faultOf({ functionError, payload }: InvokeFacts): HookFault | undefined {
  if (functionError !== undefined) return { fault: 'functionError', error: functionError };
  const answer = hookAnswer(payload);
  if (answer === undefined) return { fault: 'noStatus', got: clipped(payload, SHOWN_CHARACTERS) };
  if (answer.status === 'Succeeded') return undefined;
  return {
    fault: 'saysFailed',
    ...present({ reason: answer.reason === undefined ? undefined : clipped(answer.reason, SHOWN_CHARACTERS) }),
  };
}

const recordOf = (step: HookStep, hook: Hook, answer: InvokeFacts, ok: boolean): Omit<InvocationReport, 'index'> => ({
  ...recordInvocation(
    0,
    answer,
    { ok, assertions: [] },
    { responses: 'none', logs: hook.recordLogs === true, calls: 1 },
  ),
  step: step.id,
});

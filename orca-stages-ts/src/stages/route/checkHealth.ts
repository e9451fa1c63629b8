import { DEFAULT_CHECK_INTERVAL_SECONDS, StageError, type RouteInput } from 'stage-contract';
import type { InvokeFacts } from '../../aws/lambdaPort';
import { targetWords } from '../../engine/target';
import { versionWords } from '../shared/routing';
import { judgeResponse, type Judgement } from '../shared/expectation';
import type { Applied, ApplyContext } from '../stage';
import { plannedCheck, type PlannedCheck } from './plannedCheck';
import type { RouteFacts, RouteStep } from './routeTypes';

type HealthCheckStep = Extract<RouteStep, { kind: 'healthCheck' }>;

/** Most characters that a failed check says of what came: it stands in progress, failure and outputs. */
const FAILED_CHARACTERS = 300;

/** Node's code of a request that got no answer in its time; a connection that was never made has another one. */
const TIMED_OUT = 'ETIMEDOUT';

/** Calls the candidate by its version and judges the answer; a bad one, tried as often as allowed, is a failure with expected and got. */
export async function checkHealth(step: HealthCheckStep, input: RouteInput, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  const planned = plannedCheck(input, step.checkIndex);
  const answer = await call(step, planned, context);
  if (answer === undefined) return failed(step, planned, context, `It gave no answer within ${Math.round(step.timeoutMs / 1000)} s.`);
  const judgement = judgeResponse(planned.check.expect, answer);
  if (judgement.ok) {
    // The next check of the same rollout has all its own attempts.
    const report = { invocations: [invocation(attempt(context), answer, judgement)] };
    return { kind: 'done', note: `${versionWords(step.version)} answered as expected.`, report, facts: { judgedAnswers: 0 } };
  }
  const what = judgement.assertions.filter((assertion) => !assertion.ok).map(({ condition, expected, got }) => `${condition}: expected ${expected}, got ${got}`).join('; ');
  return failed(step, planned, context, `${what.length <= FAILED_CHARACTERS ? what : `${what.slice(0, FAILED_CHARACTERS)}…`}.`, answer);
}

/** Which answer this is: the engine's own tries also count calls that AWS has throttled. */
const attempt = (context: ApplyContext<RouteFacts>): number => (context.facts.judgedAnswers ?? 0) + 1;

/** The answer; undefined when the candidate took longer than it may: that is its own fault, all else that fails is AWS's. */
async function call(step: HealthCheckStep, { payload }: PlannedCheck, context: ApplyContext<RouteFacts>): Promise<InvokeFacts | undefined> {
  if (!payload.ok) throw new StageError({ code: 'invalidInput', what: `The health check cannot be carried out: ${payload.problem.field} ${payload.problem.message}.`, where: targetWords(context.operation.target, step.version), problems: [payload.problem] });
  try {
    return await context.lambda.invoke({
      functionName: context.operation.target.functionName, qualifier: step.version, payload: payload.text, invocationType: 'RequestResponse', timeoutMs: step.timeoutMs, logTail: false,
    });
  } catch (error) {
    if (error instanceof StageError && error.code === 'awsUnavailable' && error.details.awsCode === TIMED_OUT) return undefined;
    throw error;
  }
}

function failed(step: HealthCheckStep, { check }: PlannedCheck, context: ApplyContext<RouteFacts>, what: string, answer?: InvokeFacts): Applied<RouteFacts> {
  const attempts = check.attempts ?? 1, judgedAnswers = attempt(context);
  if (judgedAnswers < attempts) {
    return { kind: 'wait', afterMs: (check.intervalSeconds ?? DEFAULT_CHECK_INTERVAL_SECONDS) * 1000, progress: `Health check on ${versionWords(step.version)}, try ${judgedAnswers} of ${attempts}: ${what}`, facts: { judgedAnswers } };
  }
  throw new StageError({
    code: 'healthCheckFailed', what: `The health check on ${versionWords(step.version)} failed. ${what}`, where: targetWords(context.operation.target, step.version),
    ...(answer?.functionError === undefined ? {} : { awsCode: `FunctionError ${answer.functionError}` }),
    ...(answer?.requestId === undefined ? {} : { awsRequestId: answer.requestId }),
  });
}

const invocation = (index: number, answer: InvokeFacts, { ok, assertions }: Judgement) => ({
  index, ok, statusCode: answer.statusCode, durationMs: Math.round(answer.durationMs), assertions,
  ...(answer.executedVersion === undefined ? {} : { executedVersion: answer.executedVersion }),
  ...(answer.functionError === undefined ? {} : { functionError: answer.functionError }),
  ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
});

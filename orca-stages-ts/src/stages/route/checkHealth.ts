import {
  clipped,
  present,
  say,
  type AssertionReport,
  type EvidenceReport,
  type HealthCheck,
  type HealthFault,
  DEFAULT_CHECK_INTERVAL_SECONDS,
  StageError,
  type InvocationReport,
  type UnmetCondition,
  type RouteInput,
  type Saying,
} from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { InvokeFacts } from '../../model/invocation';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { asksForMore, assertionOf, errorStatusOf, judgeAside, type Judgement } from '../shared/expectation';
import { timedOut } from '../shared/invocation';
import { healthEvidence } from './healthEvidence';
import { judgedCalls } from './judgedCalls';
import { plannedCheck, type PlannedCheck } from './plannedCheck';
import type { RouteFacts, RouteStep } from './steps';

type HealthCheckStep = Extract<RouteStep, { kind: 'healthCheck' }>;

/** Most characters of what was expected, and of what came, that are kept. */
const FAILED_CHARACTERS = 300;

/**
 * Calls the candidate by its version and checks the response. After the allowed number of bad responses, fails with
 * expected and actual values.
 */
export async function checkHealth(
  step: HealthCheckStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const planned = plannedCheck(input, step.checkIndex);
  const answer = await call(step, planned, context);
  if (answer === undefined) {
    const withinSeconds = Math.round(step.timeoutMs / 1000);
    return failed(
      step,
      planned,
      context,
      { fault: 'noAnswer', withinSeconds },
      judgedCalls(context, {
        ...stepOf(step),
        ok: false,
        assertions: [assertionOf('Response', say('wantedAnswer', {}), say('gotNoAnswer', { withinSeconds }), false)],
      }),
    );
  }
  const judgement = await judgeAside(planned.check.expect, answer, planned.check.recordResponse);
  const judged = judgedCalls(context, judgedCall(step, answer, judgement));
  if (judgement.ok) {
    // The next check of the same rollout gets all its own attempts.
    const { note, warnings } = passed(step.version, planned.check, answer, context);
    return {
      kind: 'done',
      note,
      report: { invocations: judged, evidence: [evidenceOf(step, planned, context, judged)], warnings },
      facts: { judgedAnswers: 0, judged },
    };
  }
  const conditions = judgement.assertions
    .filter(({ ok }) => !ok)
    .slice(0, MOST_CONDITIONS)
    .map(unmet);
  return failed(step, planned, context, { fault: 'notAsExpected', conditions }, judged, answer);
}

/** Without conditions, only a function error fails a check: that is said, above all if HTTP callers would see an error. */
function passed(
  version: string,
  { expect }: HealthCheck,
  { payload }: InvokeFacts,
  { operation }: ApplyContext<RouteFacts>,
): { note: Saying; warnings: Saying[] } {
  if (asksForMore(expect)) return { note: say('answeredAsExpected', { version }), warnings: [] };
  const errorStatus = errorStatusOf(payload);
  if (errorStatus === undefined) return { note: say('answeredOnly', { version }), warnings: [] };
  const called = { functionName: operation.target.functionName, qualifier: version };
  return {
    note: say('answeredOnly', { version, errorStatus }),
    warnings: [say('answerNotJudged', { called, errorStatus })],
  };
}

/** Most conditions that a failed check names; all of them stand in the report. */
const MOST_CONDITIONS = 10;

const unmet = ({ condition, expected, expectedTold, got, gotTold }: AssertionReport): UnmetCondition => ({
  condition,
  expected: { words: expected, ...expectedTold },
  got: { words: got, ...gotTold },
});

/** The step's name, if it is one of several checks; a stage's own health check needs none. */
const stepOf = ({ id, checkIndex }: HealthCheckStep): { step?: string } =>
  checkIndex === undefined ? {} : { step: id };

const judgedCall = (
  step: HealthCheckStep,
  answer: InvokeFacts,
  { ok, assertions }: Judgement,
): Omit<InvocationReport, 'index'> => ({
  ...stepOf(step),
  ok,
  statusCode: answer.statusCode,
  durationMs: Math.round(answer.durationMs),
  assertions: assertions.map((assertion) => ({
    ...assertion,
    expected: clipped(assertion.expected, FAILED_CHARACTERS),
    got: clipped(assertion.got, FAILED_CHARACTERS),
  })),
  ...present({
    executedVersion: answer.executedVersion,
    functionError: answer.functionError,
    requestId: answer.requestId,
  }),
});

/** The result of this check, over all its attempts. */
const evidenceOf = (
  step: HealthCheckStep,
  { check }: PlannedCheck,
  context: ApplyContext<RouteFacts>,
  judged: readonly InvocationReport[],
): EvidenceReport => healthEvidence({ step, check, answers: judged.slice(-attempt(context)), now: context.now });

/** The number of this response. The engine's own attempts also count calls that AWS throttled. */
const attempt = (context: ApplyContext<RouteFacts>): number => (context.facts.judgedAnswers ?? 0) + 1;

/**
 * The response; undefined if the candidate timed out. A timeout is the candidate's fault; all other errors are AWS's.
 */
async function call(
  step: HealthCheckStep,
  { payload }: PlannedCheck,
  context: ApplyContext<RouteFacts>,
): Promise<InvokeFacts | undefined> {
  if (!payload.ok)
    throw new StageError({
      code: 'invalidInput',
      what: say('healthChecksRefused', { problems: [payload.problem] }),
      where: targetWords(context.operation.target, step.version),
      problems: [payload.problem],
    });
  try {
    return await context.lambda.invoke({
      functionName: context.operation.target.functionName,
      qualifier: step.version,
      payload: payload.text,
      invocationType: 'RequestResponse',
      timeoutMs: step.timeoutMs,
      logTail: false,
    });
  } catch (error) {
    if (timedOut(error)) return undefined;
    throw error;
  }
}

function failed(
  step: HealthCheckStep,
  planned: PlannedCheck,
  context: ApplyContext<RouteFacts>,
  fault: HealthFault,
  judged: InvocationReport[],
  answer?: InvokeFacts,
): Applied<RouteFacts> {
  const { check } = planned,
    attempts = check.attempts ?? 1,
    judgedAnswers = attempt(context);
  if (judgedAnswers < attempts) {
    return {
      kind: 'wait',
      afterMs: (check.intervalSeconds ?? DEFAULT_CHECK_INTERVAL_SECONDS) * 1000,
      progress: say('checkingHealth', {
        version: step.version,
        attempt: judgedAnswers,
        attempts,
        fault,
      }),
      facts: { judgedAnswers, judged },
    };
  }
  throw new StageError({
    code: 'healthCheckFailed',
    what: say('healthCheckFailed', { version: step.version, ...fault }),
    where: targetWords(context.operation.target, step.version),
    invocations: judged,
    evidence: [evidenceOf(step, planned, context, judged)],
    ...(answer?.functionError === undefined ? {} : { awsCode: `FunctionError ${answer.functionError}` }),
    ...present({ awsRequestId: answer?.requestId }),
  });
}

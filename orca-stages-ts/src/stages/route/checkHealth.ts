import { inlineArtifactText, StageError, type Expectation, type RouteInput } from 'stage-contract';
import { targetWords } from '../../engine/target';
import { versionWords } from '../shared/routing';
import { judgeResponse } from '../shared/expectation';
import type { Applied, ApplyContext } from '../stage';
import type { RouteFacts, RouteStep } from './routeTypes';

/** Calls the candidate by its version and judges the answer; a bad one, tried as often as allowed, is a failure with expected and got. */
export async function checkHealth(step: Extract<RouteStep, { kind: 'healthCheck' }>, input: RouteInput, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  const attempts = input.healthCheck?.attempts ?? 1;
  const answer = await context.lambda.invoke({
    functionName: context.operation.target.functionName, qualifier: step.version, payload: payloadOf(input), invocationType: 'RequestResponse',
    timeoutMs: step.timeoutMs, logTail: false,
  });
  const { ok, assertions } = judgeResponse(expectationOf(input), answer);
  const report = {
    invocations: [{
      index: context.tries, ok, statusCode: answer.statusCode, durationMs: answer.durationMs, assertions,
      ...(answer.executedVersion === undefined ? {} : { executedVersion: answer.executedVersion }),
      ...(answer.functionError === undefined ? {} : { functionError: answer.functionError }),
      ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
    }],
  };
  if (ok) return { kind: 'done', note: `${versionWords(step.version)} answered as expected.`, report };
  const failed = assertions.filter((assertion) => !assertion.ok).map(({ condition, expected, got }) => `${condition}: expected ${expected}, got ${got}`).join('; ');
  const afterMs = (input.healthCheck?.intervalSeconds ?? 10) * 1000;
  if (context.tries < attempts) return { kind: 'wait', afterMs, progress: `Health check on ${versionWords(step.version)}, try ${context.tries} of ${attempts}: ${failed}` };
  throw new StageError({
    code: 'healthCheckFailed', what: `The health check on ${versionWords(step.version)} failed. ${failed}.`, where: targetWords(context.operation.target, step.version),
    ...(answer.functionError === undefined ? {} : { awsCode: `FunctionError ${answer.functionError}` }),
    ...(answer.requestId === undefined ? {} : { awsRequestId: answer.requestId }),
  });
}

function payloadOf(input: RouteInput): string {
  const inline = input.healthCheck?.invokePayload;
  if (inline !== undefined) return typeof inline === 'string' ? inline : JSON.stringify(inline);
  const artifact = input.healthCheck?.payloadArtifact ?? input.payloadArtifact;
  const read = artifact === undefined ? undefined : inlineArtifactText(artifact);
  return read?.ok === true ? read.text : '{}';
}

/** The native expected output counts as the body. */
function expectationOf(input: RouteInput): Expectation | undefined {
  const read = input.outputArtifact === undefined ? undefined : inlineArtifactText(input.outputArtifact);
  return read?.ok === true && input.healthCheck?.expect?.body === undefined ? { ...input.healthCheck?.expect, body: read.text } : input.healthCheck?.expect;
}

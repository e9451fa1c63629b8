import {
  clipped,
  holdsExpression,
  LONGEST_NAME,
  present,
  stageDefinitions,
  type OperationRequest,
} from 'stage-contract';
import type { OrcaExecution, OrcaStage } from '../model/orcaPort';

/** Why Orca's record does not confirm a request, as logs and metrics name it. */
type Unconfirmed = 'executionUnknown' | 'stageUnknown' | 'otherType' | 'notRunning' | 'otherAttempt' | 'otherTarget';

/** The request according to Orca's record, or why the record does not confirm it. */
type Confirmation =
  { ok: true; request: OperationRequest } | { ok: false; reason: Unconfirmed; /** One sentence. */ what: string };

/** Fields that must agree with the record: they decide which function is changed. */
const TARGET = ['account', 'region', 'functionName'] as const;

/**
 * Checks a request against Orca's record of its execution, because anyone who may write a pipeline can obtain the bearer
 * token. User, accounts and fields come from the record; the request only supplies values that the record still has as
 * expressions. Pure.
 */
export function confirmRequest(request: OperationRequest, execution: OrcaExecution | undefined): Confirmation {
  const refused = (reason: Unconfirmed, what: string): Confirmation => ({ ok: false, reason, what });
  const { executionId, stageId } = request;
  if (execution === undefined) return refused('executionUnknown', `Orca has no execution ${executionId}.`);
  const stage = execution.stages.find(({ id }) => id === stageId);
  if (stage === undefined) return refused('stageUnknown', `Execution ${executionId} has no stage ${stageId}.`);
  if (stage.type !== request.type)
    return refused('otherType', `Stage ${stageId} is a ${clipped(stage.type)}, not a ${request.type}.`);
  if (stage.status !== 'RUNNING')
    return refused('notRunning', `Stage ${stageId} is ${clipped(stage.status)} in Orca, not RUNNING.`);
  if (stage.startTime !== request.attempt)
    return refused('otherAttempt', `Stage ${stageId} did not start at ${request.attempt}.`);
  const other = TARGET.find((name) => differs(request.context[name], stage.context[name]));
  if (other !== undefined)
    return refused('otherTarget', `The ${other} is not the one that stage ${stageId} has in Orca.`);
  return { ok: true, request: asRecorded(request, execution, stage) };
}

const differs = (asked: unknown, recorded: unknown): boolean =>
  asked !== undefined && !holdsAnyExpression(recorded) && String(asked) !== String(recorded);

function asRecorded(request: OperationRequest, execution: OrcaExecution, stage: OrcaStage): OperationRequest {
  const { user: _user, application: _application, pipelineName: _name, triggeredBy: _trigger, ...rest } = request;
  return {
    ...rest,
    ...present({
      user: shortName(execution.user),
      application: shortName(execution.application),
      pipelineName: shortName(execution.name),
      triggeredBy: shortName(execution.triggeredBy),
      stageName: shortName(stage.name),
    }),
    allowedAccounts: [...execution.allowedAccounts],
    context: recordedContext(request, stage.context),
  };
}

/** Names are only shown. The request has a limit for them, and Orca's record has none. */
const shortName = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : clipped(name, LONGEST_NAME);

/** Fields that only the request has are dropped, and fields that only the record has are added. */
function recordedContext(
  { type, context }: OperationRequest,
  recorded: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const names = new Set([...Object.keys(context), ...Object.keys(stageDefinitions[type].schema.shape)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = holdsAnyExpression(recorded[name]) ? context[name] : recorded[name];
      return (recorded[name] ?? undefined) === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

const holdsAnyExpression = (value: unknown): boolean => holdsExpression(JSON.stringify(value) ?? '');

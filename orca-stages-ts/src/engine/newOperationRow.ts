import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { deadlineAfter } from 'stage-contract';
import { reportDocument } from '../journal/documents/operationDocuments';
import type { OperationTable } from '../journal/tables';
import { targetKey } from '../model/target';
import type { EngineContext } from './engineContext';
import type { AcceptedRequest } from './operationService';
import { stageTimeoutOf } from './timing';

/** The journal row of an accepted request. */
export function newOperationRow(
  context: EngineContext,
  { request, input, warnings }: AcceptedRequest,
): Insertable<OperationTable> {
  const now = context.clock.now();
  const target = { account: input.account, region: input.region, functionName: input.functionName };
  const aliasName = 'aliasName' in input ? input.aliasName : undefined;
  return {
    id: randomUUID(),
    stage_id: request.stageId,
    attempt: request.attempt,
    execution_id: request.executionId,
    stage_type: request.type,
    stage_name: request.stageName ?? request.type,
    user_name: request.user ?? null,
    target_key: targetKey(target),
    account: target.account,
    region: target.region,
    function_name: target.functionName,
    alias_name: aliasName ?? null,
    sealed_input: context.sealer.seal(JSON.stringify(input)),
    phase: 'observing',
    status: 'RUNNING',
    recovery_reason: null,
    progress: 'Starting.',
    report: reportDocument.write(warnings.length === 0 ? {} : { warnings: warnings.map(({ words }) => words) }),
    facts: '{}',
    failure: null,
    last_error: null,
    aws_calls: '[]',
    aws_calls_omitted: 0,
    observe_tries: 0,
    created_at: now,
    started_at: null,
    ended_at: null,
    deadline_at: now + deadlineAfter(stageTimeoutOf(request.context, context.timing.defaultStageTimeoutMs)),
    due_at: now,
    last_poll_at: now,
    cancel_requested_at: null,
    superseded_at: null,
    superseded_by: null,
    // In line from its first moment, so that its place does not depend on which replica looks first.
    waits_for_lock: context.stages[request.type].locksTarget ? 1 : 0,
    lease_owner: null,
    lease_until: null,
    fence: 0,
    outcome: null,
  };
}

import { say } from 'stage-contract';
import { progressColumns } from '../journal/documents/wordedColumns';
import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { deadlineAfter } from 'stage-contract';
import { reportDocument } from '../journal/documents/operationDocuments';
import { targetColumns } from '../journal/queries/operationTarget';
import { untouchedOperation } from '../journal/queries/untouchedOperation';
import type { OperationTable } from '../journal/tables';
import type { EngineContext } from './engineContext';
import type { AcceptedRequest } from './operationService';
import { stageTimeoutOf } from './timing';

/** The journal row of an accepted request. */
export function newOperationRow(
  context: EngineContext,
  { request, input, warnings }: AcceptedRequest,
): Insertable<OperationTable> {
  const now = context.clock.now();
  return {
    ...untouchedOperation,
    id: randomUUID(),
    stage_id: request.stageId,
    attempt: request.attempt,
    execution_id: request.executionId,
    stage_type: request.type,
    stage_name: request.stageName ?? request.type,
    user_name: request.user ?? null,
    pipeline_name: request.pipelineName ?? null,
    triggered_by: request.triggeredBy ?? null,
    application: request.application ?? null,
    ...targetColumns(input, context.accounts),
    sealed_input: context.sealer.seal(JSON.stringify(input)),
    phase: 'observing',
    status: 'RUNNING',
    recovery_reason: null,
    ...progressColumns(say('starting', {})),
    report: reportDocument.write(warnings.length === 0 ? {} : { warnings: [...warnings] }),
    created_at: now,
    deadline_at: now + deadlineAfter(stageTimeoutOf(request.context, context.timing.defaultStageTimeoutMs)),
    due_at: now,
    last_poll_at: now,
    // Queued from its first moment, so that its place does not depend on which replica sees it first.
    waits_for_lock: context.stages[request.type].locksTarget ? 1 : 0,
  };
}

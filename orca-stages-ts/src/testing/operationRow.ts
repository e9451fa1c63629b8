import type { OperationRow } from '../journal/queries/loadOperation';

/** A row of an operation that has just come, for tests of the journal's queries. */
export const operationRow = (id: string, more: Partial<OperationRow> = {}): OperationRow => ({
  id, stage_id: `stage-${id}`, attempt: 1, execution_id: 'execution', stage_type: 'Aws.LambdaDeploymentStage', stage_name: 'Deploy', user_name: null,
  target_key: 'local/us-east-1/checkout', account: 'local', region: 'us-east-1', function_name: 'checkout', alias_name: null, sealed_input: null,
  phase: 'observing', status: 'RUNNING', recovery_reason: null, progress: '', report: '{}', facts: '{}', failure: null, last_error: null, aws_calls: '[]', aws_calls_omitted: 0,
  observe_tries: 0, created_at: 1, started_at: null, ended_at: null, deadline_at: 1_000, due_at: 1, last_poll_at: 1, cancel_requested_at: null,
  superseded_at: null, superseded_by: null, waits_for_lock: 1, lease_owner: null, lease_until: null, fence: 0, outcome: null, timer_of: null, timer_held_by: null, ...more,
});

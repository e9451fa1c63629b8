import type { OperationRow } from '../journal/queries/loadOperation';
import { untouchedOperation } from '../journal/queries/untouchedOperation';

/** A row for an operation that has just arrived, for tests of the journal's queries. */
export const operationRow = (id: string, more: Partial<OperationRow> = {}): OperationRow => ({
  ...untouchedOperation,
  id,
  stage_id: `stage-${id}`,
  attempt: 1,
  execution_id: 'execution',
  stage_type: 'Aws.LambdaDeploymentStage',
  stage_name: 'Deploy',
  user_name: null,
  target_key: 'local/us-east-1/checkout',
  account: 'local',
  region: 'us-east-1',
  function_name: 'checkout',
  alias_name: null,
  sealed_input: null,
  phase: 'observing',
  status: 'RUNNING',
  recovery_reason: null,
  progress: '',
  created_at: 1,
  deadline_at: 1_000,
  due_at: 1,
  last_poll_at: 1,
  waits_for_lock: 1,
  timer_of: null,
  timer_held_by: null,
  progress_told: null,
  tell_orca_at: null,
  ...more,
});

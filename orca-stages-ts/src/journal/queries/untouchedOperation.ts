import type { Insertable } from 'kysely';
import type { OperationTable } from '../tables';

/** The columns of an operation that nobody has worked on yet. */
export const untouchedOperation = {
  report: '{}',
  facts: '{}',
  failure: null,
  last_error: null,
  aws_calls: '[]',
  aws_calls_omitted: 0,
  observe_tries: 0,
  started_at: null,
  ended_at: null,
  cancel_requested_at: null,
  superseded_at: null,
  superseded_by: null,
  waits_for_lock: 0,
  lease_owner: null,
  lease_until: null,
  fence: 0,
  outcome: null,
} as const satisfies Partial<Insertable<OperationTable>>;

import type { Kysely } from 'kysely';

/** The first version of the journal. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const schema = database.schema;
  await schema
    .createTable('operations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('stage_id', 'text', (column) => column.notNull())
    .addColumn('attempt', 'bigint', (column) => column.notNull())
    .addColumn('execution_id', 'text', (column) => column.notNull())
    .addColumn('stage_type', 'text', (column) => column.notNull())
    .addColumn('stage_name', 'text', (column) => column.notNull())
    .addColumn('user_name', 'text')
    .addColumn('target_key', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('function_name', 'text', (column) => column.notNull())
    .addColumn('alias_name', 'text')
    .addColumn('sealed_input', 'text')
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('recovery_reason', 'text')
    .addColumn('progress', 'text', (column) => column.notNull())
    .addColumn('report', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('failure', 'text')
    .addColumn('last_error', 'text')
    .addColumn('aws_calls', 'text', (column) => column.notNull())
    .addColumn('aws_calls_omitted', 'integer', (column) => column.notNull())
    .addColumn('observe_tries', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('deadline_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('last_poll_at', 'bigint', (column) => column.notNull())
    .addColumn('cancel_requested_at', 'bigint')
    .addColumn('superseded_at', 'bigint')
    .addColumn('superseded_by', 'text')
    .addColumn('waits_for_lock', 'integer', (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('fence', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addUniqueConstraint('operations_attempt', ['stage_id', 'attempt'])
    .execute();
  await schema.createIndex('operations_due').on('operations').columns(['status', 'due_at']).execute();
  await schema.createIndex('operations_target').on('operations').columns(['target_key', 'status']).execute();
  await schema
    .createTable('checkpoints')
    .addColumn('operation_id', 'text', (column) => column.notNull().references('operations.id').onDelete('cascade'))
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('step_id', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('recovery', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('unsure', 'integer', (column) => column.notNull())
    .addColumn('begun_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('checkpoints_key', ['operation_id', 'ordinal'])
    .execute();
  await createTargetTables(database);
}

async function createTargetTables(database: Kysely<unknown>): Promise<void> {
  const schema = database.schema;
  await schema
    .createTable('pins')
    .addColumn('execution_id', 'text', (column) => column.notNull())
    .addColumn('target_key', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('alias_name', 'text', (column) => column.notNull())
    .addColumn('value', 'text')
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('pins_key', ['execution_id', 'target_key', 'kind', 'alias_name'])
    .execute();
  await schema
    .createTable('served_versions')
    .addColumn('target_key', 'text', (column) => column.notNull())
    .addColumn('alias_name', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('served_versions_key', ['target_key', 'alias_name', 'version'])
    .execute();
  await schema
    .createTable('claims')
    .addColumn('target_key', 'text', (column) => column.notNull())
    .addColumn('alias_name', 'text', (column) => column.notNull())
    .addColumn('operation_id', 'text', (column) => column.notNull())
    .addColumn('execution_id', 'text', (column) => column.notNull())
    .addColumn('stage_name', 'text', (column) => column.notNull())
    .addColumn('baseline', 'text')
    .addColumn('candidate', 'text', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('claims_key', ['target_key', 'alias_name'])
    .execute();
  await schema
    .createTable('locks')
    .addColumn('target_key', 'text', (column) => column.primaryKey())
    .addColumn('operation_id', 'text', (column) => column.notNull())
    .addColumn('locked_at', 'bigint', (column) => column.notNull())
    .execute();
}

import Database from 'libsql';
import { Client } from 'pg';

// A journal is a SQLite file or the address of a PostgreSQL database; a sidecar may be at work on it.

/** Moves everything that runs back in time, so that holds end and leases expire. Stages keep their deadlines. */
export const passHolds = (journal: string, ms: number): Promise<void> =>
  write(
    journal,
    `update operations set due_at = due_at - ${ms}, lease_until = lease_until - ${ms} where timer_of is null and status = 'RUNNING';
    update checkpoints set begun_at = begun_at - ${ms} where operation_id in (select id from operations where status = 'RUNNING')`,
  );

/** Moves every timer back in time. */
export const passTimers = (journal: string, ms: number): Promise<void> =>
  write(
    journal,
    `update operations set created_at = created_at - ${ms}, deadline_at = deadline_at - ${ms}, due_at = due_at - ${ms} where timer_of is not null;
    update checkpoints set begun_at = begun_at - ${ms} where operation_id in (select id from operations where timer_of is not null)`,
  );

/** Changes a journal behind the sidecars' backs, all at once. */
async function write(journal: string, statements: string): Promise<void> {
  if (!journal.startsWith('postgres')) return writeFileJournal(journal, statements);
  const client = new Client({ connectionString: journal });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

function writeFileJournal(file: string, statements: string): void {
  const database = new Database(file);
  try {
    database.exec('pragma busy_timeout = 5000');
    database.exec(`begin immediate; ${statements}; commit`);
  } finally {
    database.close();
  }
}

import { sql, type Kysely, type Transaction } from 'kysely';
import { inTransaction, oneAtATime } from './inTransaction';
import { FORMAT_LEVEL } from './journalFormat';
import * as undoRecords from './migrations/006UndoRecords';
import * as told from './migrations/007Told';
import * as clock from './migrations/008Clock';
import * as accountNames from './migrations/009AccountNames';
import * as outcomesToTell from './migrations/010OutcomesToTell';
import * as sealedAnswers from './migrations/011SealedAnswers';
import * as writeProbe from './migrations/012WriteProbe';
import * as aliasHistory from './migrations/013AliasHistory';
import * as origin from './migrations/014Origin';
import * as asks from './migrations/015Asks';
import * as events from './migrations/016Events';
import type { JournalTables } from './tables';

interface LaterMigration {
  /**
   * The lowest format level that can work with a journal after this migration: the previous release's level, if it only
   * adds.
   */
  needs: number;
  up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void>;
}

/**
 * Migrations after release 0.1.0, in order. All of them only add: columns that are nullable or have a default, and new
 * tables.
 */
const LATER_MIGRATIONS: Readonly<Record<string, LaterMigration>> = {
  '006UndoRecords': { ...undoRecords, needs: 1 },
  '007Told': { ...told, needs: 1 },
  '008Clock': { ...clock, needs: 1 },
  '009AccountNames': { ...accountNames, needs: 1 },
  '010OutcomesToTell': { ...outcomesToTell, needs: 1 },
  '011SealedAnswers': { ...sealedAnswers, needs: 1 },
  '012WriteProbe': { ...writeProbe, needs: 1 },
  '013AliasHistory': { ...aliasHistory, needs: 1 },
  '014Origin': { ...origin, needs: 1 },
  '015Asks': { ...asks, needs: 1 },
  '016Events': { ...events, needs: 1 },
};

/** Names of the migrations after release 0.1.0 that this release knows, in order. */
export const laterMigrationNames: readonly string[] = Object.keys(LATER_MIGRATIONS);

/** A newer release has changed the journal in a way that this one can't work with. */
export class NewerJournal extends Error {
  constructor(names: readonly string[], level: number) {
    super(
      `a newer release has changed it (${names.join(', ')}): it now needs a release with journal format ${level} or higher, and this release has format ${FORMAT_LEVEL}`,
    );
    this.name = 'NewerJournal';
  }
}

/**
 * Runs the migrations that came after release 0.1.0. They are recorded in a table of their own, because release 0.1.0
 * refuses to start if Kysely's table lists one that it doesn't know. The table also records the level that each needs,
 * so that a release that is rolled back to can tell whether it still understands the journal. Replicas that start
 * together wait for each other. Throws NewerJournal.
 */
export async function migrateLater(database: Kysely<JournalTables>): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await oneAtATime(transaction, 'journal', 'migrations');
    await transaction.schema
      .createTable('journal_migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('needs', 'integer', (column) => column.notNull())
      .addColumn('applied_at', 'text', (column) => column.notNull())
      .execute();
    const applied = await transaction.selectFrom('journal_migrations').select(['name', 'needs']).execute();
    refuseNewer(applied);
    for (const [name, migration] of Object.entries(LATER_MIGRATIONS)) {
      if (!applied.some((row) => row.name === name)) await carryOut(transaction, name, migration);
    }
  });
}

async function carryOut(
  transaction: Transaction<JournalTables>,
  name: string,
  { needs, up }: LaterMigration,
): Promise<void> {
  await up(transaction);
  await transaction
    .insertInto('journal_migrations')
    .values({ name, needs, applied_at: sql<string>`current_timestamp` })
    .execute();
}

function refuseNewer(applied: readonly { name: string; needs: number }[]): void {
  const tooNew = applied.filter(({ needs }) => needs > FORMAT_LEVEL);
  if (tooNew.length > 0)
    throw new NewerJournal(
      tooNew.map(({ name }) => name),
      Math.max(...tooNew.map(({ needs }) => needs)),
    );
}

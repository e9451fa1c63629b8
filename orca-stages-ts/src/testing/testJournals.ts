import { openJournal, type JournalDatabase } from '../journal/openJournal';
import { startPostgresServer, type PostgresServer } from './postgresServer';

/** Every kind of journal that the engine must work with. */
export const JOURNAL_KINDS = ['SQLite', 'PostgreSQL'] as const;

/** Journals for the tests of one `describe`. */
export interface TestJournals {
  /** Where to find a new journal without operations; undefined leaves the file to whoever opens it. */
  next(): Promise<string | undefined>;
  /** The same without any table, for what brings its own or runs the migrations. */
  empty(): Promise<string | undefined>;
}

/** Starts the server for a kind before the tests of the calling `describe`, and stops it after them. */
export function useJournals(kind: (typeof JOURNAL_KINDS)[number]): TestJournals {
  if (kind === 'SQLite') return { next: async () => undefined, empty: async () => undefined };
  let server: PostgresServer;
  let migrated: string;
  beforeAll(async () => {
    server = await startPostgresServer();
    // Copying a journal takes less time than running its migrations for each test.
    migrated = await server.newDatabase();
    await (await openJournal(migrated)).destroy();
  });
  afterAll(async () => {
    await server.close();
  });
  return { next: () => server.newDatabase(migrated), empty: () => server.newDatabase() };
}

/** A PostgreSQL journal for each test, which replicas share. */
export interface SharedJournal {
  /** The URL of the current test's journal. */
  url(): string;
  /** Opens it once more, as another replica does; closed after the test. */
  open(): Promise<JournalDatabase>;
}

/** Starts a server before the tests of the calling file, and stops it after them. */
export function useSharedJournal(): SharedJournal {
  const journals = useJournals('PostgreSQL'),
    opened: JournalDatabase[] = [];
  let url = '';
  beforeEach(async () => {
    url = (await journals.next()) ?? '';
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.destroy();
  });
  return {
    url: () => url,
    async open() {
      const database = await openJournal(url);
      opened.push(database);
      return database;
    },
  };
}

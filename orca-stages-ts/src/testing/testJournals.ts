import { startPostgresServer, type PostgresServer } from './postgresServer';

/** Every kind of journal that the engine must be right with. */
export const JOURNAL_KINDS = ['SQLite', 'PostgreSQL'] as const;

/** Journals for the tests of one `describe`. */
export interface TestJournals {
  /** Where a new, empty journal is to be; undefined leaves the file to whoever opens it. */
  next(): Promise<string | undefined>;
}

/** Starts the server of a kind before the tests of the `describe` that calls this, and ends it after them. */
export function useJournals(kind: (typeof JOURNAL_KINDS)[number]): TestJournals {
  if (kind === 'SQLite') return { next: async () => undefined };
  let server: PostgresServer;
  beforeAll(async () => { server = await startPostgresServer(); });
  afterAll(async () => { await server.close(); });
  return { next: () => server.newDatabase() };
}

import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { databaseOf, startPostgresServer, type PostgresServer } from '../../orca-stages-ts/src/testing/postgresServer';
import type { CellJournal, CrashJournal } from './crashJournal';

/** The replicas' common key. */
const KEY = { CRASH_SEALING_KEY: '5e'.repeat(32) };
/** How often to try copying a database whose last session has not ended yet. */
const TRIES = 50;

/** Two replicas on one PostgreSQL server, with a database for each cell. Close it at the end. */
export async function startPostgresJournal(): Promise<CrashJournal> {
  const server = await startPostgresServer();
  return {
    name: 'PostgreSQL',
    isShared: true,
    close: () => server.close(),
    make: async (_, copied) =>
      cellJournal(server, copied === undefined ? await server.newDatabase() : await copyOf(server, copied)),
  };
}

/** Copying a database is faster than creating its tables again. A killed replica's connections may take a moment to end. */
async function copyOf(server: PostgresServer, { environment }: CellJournal): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return await server.newDatabase(environment['DATABASE_URL']);
    } catch (error) {
      if (tries === TRIES || !(error instanceof Error) || !error.message.includes('being accessed')) throw error;
      await pause(100);
    }
  }
}

const cellJournal = (server: PostgresServer, url: string): CellJournal => ({
  settings: { sealingKeys: [{ keyEnv: 'CRASH_SEALING_KEY' }] },
  environment: { ...KEY, DATABASE_URL: url },
  ask: (statement) => ask(url, statement),
  remove: async () => {
    await server.ask(`drop database ${databaseOf(url)} with (force)`);
  },
});

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types, type PoolConfig } from 'pg';
import { portableValues } from './portableValues';
import type { JournalTables } from './tables';

/** Connections of one replica: operations share them, as each holds one for a few milliseconds only. */
const MOST_CONNECTIONS = 10;
/** A poll of Orca must become a 503 rather than hang when the server is away. */
const CONNECT_WITHIN_MS = 5_000;
/** Far above what any query of ours takes. */
const QUERY_WITHIN_MS = 10_000;
/** A replica that was paused inside a transaction must not keep its rows from the one that takes over: well below the lease. */
const IDLE_IN_TRANSACTION_MS = 3_000;

/** What may be given from outside. */
export interface PostgresOptions {
  /** Hears of connections that broke. */
  onLost?(reason: string): void;
  /** Makes the pool of connections; tests look at what it is doing. */
  makePool?(config: PoolConfig): Pool;
}

/** Opens a PostgreSQL journal; connections are made when they are needed. */
export function openPostgres(
  url: string,
  { onLost = () => undefined, makePool = (config) => new Pool(config) }: PostgresOptions = {},
): Kysely<JournalTables> {
  const pool = makePool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    application_name: 'lambda-stages',
    query_timeout: QUERY_WITHIN_MS,
    statement_timeout: QUERY_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    types: {
      getTypeParser: (oid, format) => (Number(oid) === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
    },
  });
  // Without listeners a lost connection would end the process; the pool replaces it by itself, in use or not.
  pool.on('error', (error) => {
    onLost(error.message);
  });
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      onLost(error.message);
    });
  });
  return new Kysely<JournalTables>({ dialect: new PostgresDialect({ pool }), plugins: [portableValues()] });
}

import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types, type PoolConfig } from 'pg';
import { portableValues } from './portableValues';
import type { JournalTables } from './tables';

/** Connections per replica. Operations share them, because each one needs a connection for only a few milliseconds. */
const MOST_CONNECTIONS = 10;
/** When the server is down, Orca's poll must become a 503 instead of hanging. */
const CONNECT_WITHIN_MS = 5_000;
/** Far longer than any of our queries takes. */
const QUERY_WITHIN_MS = 10_000;
/**
 * A replica that was paused inside a transaction must not keep its rows from the replica that takes over: well below
 * the lease.
 */
const IDLE_IN_TRANSACTION_MS = 3_000;

/** Optional dependencies. */
export interface PostgresOptions {
  /** Called for connections that broke. */
  onLost?(reason: string): void;
  /** Creates the connection pool; tests watch what it does. */
  makePool?(config: PoolConfig): Pool;
}

/** Opens a PostgreSQL journal; it connects when needed. */
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
  // Without listeners, a lost connection would end the process. The pool replaces it automatically, whether or not it
  // was in use.
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

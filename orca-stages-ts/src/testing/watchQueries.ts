import { CompiledQuery, createQueryId, type KyselyPlugin, type RootOperationNode } from 'kysely';
import type { JournalDatabase } from '../journal/openJournal';

/** A journal that records its queries, to see how the database runs them. */
export interface WatchedJournal {
  database: JournalDatabase;
  /** Every query so far, each once. */
  queries(): CompiledQuery[];
}

/** Records what is queried through `database`; calls `onQuery` for each query. */
export function watchQueries(
  journal: JournalDatabase,
  onQuery: (query: CompiledQuery) => void = () => undefined,
): WatchedJournal {
  const seen = new Map<string, CompiledQuery>();
  const keep = (node: RootOperationNode): RootOperationNode => {
    const query = journal.getExecutor().compileQuery(node, createQueryId());
    seen.set(query.sql, query);
    onQuery(query);
    return node;
  };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => keep(node),
    transformResult: async ({ result }) => result,
  };
  return { database: journal.withPlugin(plugin), queries: () => [...seen.values()] };
}

/** Tables that grow over time: code that scans one of them gets slower every day. */
const GROWING = ['operations', 'checkpoints', 'pins', 'served_versions', 'alias_history'];

/** The growing tables that a query would scan. */
export async function tablesScanned(journal: JournalDatabase, query: CompiledQuery): Promise<string[]> {
  if (!/^(select|update|delete)/i.test(query.sql)) return [];
  const lines = await planLines(journal, query);
  return GROWING.filter((table) => lines.some((line) => new RegExp(`(^SCAN|Seq Scan on) "?${table}\\b`).test(line)));
}

/** How the database would run a query: one line per step, in the database's words. */
export async function planLines(journal: JournalDatabase, { sql, parameters }: CompiledQuery): Promise<string[]> {
  const isSqlite = journal.getExecutor().adapter.constructor.name.startsWith('Sqlite');
  if (isSqlite) {
    const { rows } = await journal.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    return rows.map((row) => String(row['detail']));
  }
  // A small table is scanned whatever its indexes; what matters is whether there is another way.
  return journal.transaction().execute(async (transaction) => {
    await transaction.executeQuery(CompiledQuery.raw('set local enable_seqscan = off'));
    const { rows } = await transaction.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`explain ${sql}`, [...parameters]),
    );
    return rows.map((row) => String(row['QUERY PLAN']));
  });
}

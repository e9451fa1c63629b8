import { CompiledQuery, createQueryId, type KyselyPlugin, type RootOperationNode } from 'kysely';
import type { JournalDatabase } from '../journal/openJournal';

/** A journal whose queries are kept, for looking at how they are carried out. */
export interface WatchedJournal {
  database: JournalDatabase;
  /** Every query that was asked so far, each once. */
  queries(): CompiledQuery[];
}

/** Keeps what is asked of a journal through `database`; `onQuery` is told of each. */
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

/** Tables that grow with time; to read one from end to end is to become slower every day. */
const GROWING = ['operations', 'checkpoints', 'pins', 'served_versions'];

/** The growing tables that a query would read from end to end. */
export async function tablesScanned(journal: JournalDatabase, query: CompiledQuery): Promise<string[]> {
  if (!/^(select|update|delete)/i.test(query.sql)) return [];
  const lines = await planLines(journal, query);
  return GROWING.filter((table) => lines.some((line) => new RegExp(`(^SCAN|Seq Scan on) "?${table}\\b`).test(line)));
}

/** How a query would be carried out, a line per step, as the journal's database words it. */
export async function planLines(journal: JournalDatabase, { sql, parameters }: CompiledQuery): Promise<string[]> {
  const isSqlite = journal.getExecutor().adapter.constructor.name.startsWith('Sqlite');
  if (isSqlite) {
    const { rows } = await journal.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    return rows.map((row) => String(row['detail']));
  }
  // A small table is read from end to end whatever its indexes; what counts is whether there is another way.
  return journal.transaction().execute(async (transaction) => {
    await transaction.executeQuery(CompiledQuery.raw('set local enable_seqscan = off'));
    const { rows } = await transaction.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`explain ${sql}`, [...parameters]),
    );
    return rows.map((row) => String(row['QUERY PLAN']));
  });
}

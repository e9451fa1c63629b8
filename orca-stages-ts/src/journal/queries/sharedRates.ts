import { sql, type RawBuilder } from 'kysely';
import type { Clock } from '../../model/clock';
import {
  FARTHEST_START_MS,
  RECOVERY_MS,
  SLOWEST_PER_SECOND,
  type LoweredRate,
  type Pace,
  type RatePool,
  type RateStore,
} from '../../model/rateStore';
import { isPostgres } from '../inTransaction';
import type { JournalDatabase } from '../openJournal';

/** The statement's time in ms, by the server's clock, so that replicas' clocks don't have to agree. */
const NOW = sql<number>`(extract(epoch from statement_timestamp())::float8 * 1000)`;

interface KeptRate {
  lowered_per_second: number | null;
  lowered_ago: number | null;
}

/**
 * Rates that replicas share in a PostgreSQL journal; undefined for another journal. The next free start of a pool is
 * one row and is moved by one statement, so that each start goes to one replica. The numbers are the same as in
 * `MemoryRates`. Rejects when the database does.
 */
export function sharedRatesOf(database: JournalDatabase, clock: Clock): RateStore | undefined {
  // A SQLite journal has one replica, which counts in memory instead of writing for each call.
  if (!isPostgres(database)) return undefined;
  return {
    async reserve(pool, pace, count) {
      const { rows } = await reserveStatement(pool, pace, count).execute(database);
      const row = rows[0];
      if (row === undefined) throw new Error('The journal returned no start times.');
      const answeredAt = clock.now();
      return { firstAtMs: answeredAt + row.first_in, stepMs: row.step, lowered: loweredOf(row, answeredAt) };
    },
    async throttled(pool, pace, startedAtMs) {
      const { rows } = await throttledStatement(pool, pace, Math.max(0, clock.now() - startedAtMs)).execute(database);
      return rows[0] === undefined ? undefined : loweredOf(rows[0], clock.now());
    },
  };
}

const loweredOf = (row: KeptRate, answeredAt: number): LoweredRate | undefined =>
  row.lowered_per_second === null || row.lowered_ago === null
    ? undefined
    : { perSecond: row.lowered_per_second, atMs: answeredAt - row.lowered_ago };

/** `grantedPerSecond` in SQL. */
const granted = ({ perSecond }: Pace): RawBuilder<number> =>
  sql`least(${perSecond}::float8, coalesce(${perSecond}::float8 - (${perSecond}::float8 - kept.lowered_per_second) * greatest(0, least(1, 1 - (${NOW} - kept.lowered_at) / ${RECOVERY_MS}::float8)), ${perSecond}::float8))`;

function reserveStatement(
  { accountId, region, pool }: RatePool,
  pace: Pace,
  count: number,
): RawBuilder<KeptRate & { first_in: number; step: number }> {
  const step = sql`(1000 / ${granted(pace)})`;
  const nextFree = sql`(case when kept.next_free_at > ${NOW} + ${FARTHEST_START_MS}::float8 then ${NOW} else kept.next_free_at end)`;
  return sql`
    insert into aws_rates as kept (account_id, region, pool, next_free_at)
    values (${accountId}, ${region}, ${pool}, ${NOW} + ${count - pace.burst + 1}::float8 * 1000 / ${pace.perSecond}::float8)
    on conflict (account_id, region, pool) do update
    set next_free_at = greatest(${nextFree}, ${NOW} - ${pace.burst - 1}::float8 * ${step}) + ${count}::float8 * ${step}
    returning kept.next_free_at - ${count}::float8 * ${step} - ${NOW} as first_in, ${step} as step, kept.lowered_per_second, ${NOW} - kept.lowered_at as lowered_ago`;
}

/**
 * Changes nothing and returns no row if the rate has dropped since the throttled call started: many throttled calls at
 * one moment count as one throttle.
 */
function throttledStatement({ accountId, region, pool }: RatePool, pace: Pace, callMs: number): RawBuilder<KeptRate> {
  // As text: the journal rounds numbers that are passed as values.
  const slowest = sql.raw(String(SLOWEST_PER_SECOND));
  const half = sql`greatest(${slowest}::float8, ${granted(pace)} / 2)`;
  return sql`
    insert into aws_rates as kept (account_id, region, pool, next_free_at, lowered_per_second, lowered_at)
    values (${accountId}, ${region}, ${pool}, ${NOW} + 2000 / ${pace.perSecond}::float8, greatest(${slowest}::float8, ${pace.perSecond}::float8 / 2), ${NOW})
    on conflict (account_id, region, pool) do update
    set lowered_per_second = ${half}, lowered_at = ${NOW}, next_free_at = greatest(kept.next_free_at, ${NOW} + 1000 / ${half})
    where kept.lowered_at is null or kept.lowered_at < ${NOW} - ${callMs}::float8 or kept.lowered_at > ${NOW}
    returning kept.lowered_per_second, ${NOW} - kept.lowered_at as lowered_ago`;
}

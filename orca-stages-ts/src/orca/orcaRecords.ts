import type { Clock } from '../model/clock';
import type { Log } from '../model/log';
import { OrcaAway, type OrcaExecution, type OrcaPort, type OrcaRecords } from '../model/orcaPort';
import { hasPassedLessThan, Outages } from './outages';

/** How long an answer may be used again. Orca's own polls come every 15 s, so nothing needs it for longer. */
const KEPT_MS = 5_000;

/** An answer, and when Orca was asked for it. */
interface KnownExecution {
  askedAt: number;
  execution: OrcaExecution | undefined;
}

/**
 * Orca's records for everything that looks at them in the background, so that thousands of operations do not each ask
 * Orca: looks at one execution are shared while one is in flight, and its answer is kept for a moment. While Orca does
 * not respond, it is only asked again after growing waits, and the log has one line at the beginning and one at the end.
 *
 * Requests from Orca must not use this: for them, only an answer that Orca gives afterwards counts.
 */
export function orcaRecords(orca: Pick<OrcaPort, 'execution'>, clock: Clock, log: Log): OrcaRecords {
  const known = new Map<string, KnownExecution>(),
    inFlight = new Map<string, Promise<OrcaExecution | undefined>>(),
    outages = new Outages(clock, log);
  /** Records are up to 30 KB. */
  const forgetOld = (): void => {
    for (const [id, { askedAt }] of known) if (!hasPassedLessThan(KEPT_MS, askedAt, clock)) known.delete(id);
  };
  const ask = async (id: string): Promise<OrcaExecution | undefined> => {
    const askedAt = clock.now(),
      end = outages.begin(id);
    try {
      const execution = await orca.execution(id);
      end({ kind: 'responded' });
      forgetOld();
      known.set(id, { askedAt, execution });
      return execution;
    } catch (error) {
      end(error instanceof OrcaAway ? { kind: 'failed', error } : { kind: 'unknown' });
      throw error;
    }
  };
  return {
    isAway: () => outages.isAway(),
    async execution(id, maxAgeMs) {
      const answer = known.get(id);
      if (answer !== undefined && hasPassedLessThan(Math.min(maxAgeMs, KEPT_MS), answer.askedAt, clock))
        return answer.execution;
      const looking = inFlight.get(id);
      if (looking !== undefined) return looking;
      const look = ask(id).finally(() => inFlight.delete(id));
      inFlight.set(id, look);
      return look;
    },
  };
}

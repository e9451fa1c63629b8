import { endFuture, forgiveSilence, wakeOverdue } from '../journal/queries/leases';
import type { EngineContext } from './engineContext';

/** How often to check for passed deadlines and missing polls. */
const LOOK_EVERY_MS = 2_000;
/** A process that works takes less from one check to the next. */
const GAP_MS = 3 * LOOK_EVERY_MS;

/** Wakes operations whose deadline has passed or that nobody polls: both count while an operation waits for something else. */
export class OverdueOperations {
  private lookedAt = 0;

  constructor(private readonly context: EngineContext) {}

  /** Checks the journal, unless it has just been checked. Passes on errors of the journal. */
  async look(now: number): Promise<void> {
    const { database, timing } = this.context,
      sinceMs = now - this.lookedAt;
    if (Math.abs(sinceMs) < LOOK_EVERY_MS) return;
    // On the first check: Orca could not poll while no process was running. After a gap: this process was paused,
    // the database was down, or its clock was set ahead. Give Orca time before assuming that it gave up.
    if (sinceMs > Math.max(timing.heartbeatMs, GAP_MS)) await forgiveSilence(database, now - timing.heartbeatMs);
    if (sinceMs < 0) await this.goBackTo(now);
    await wakeOverdue(database, now, now - this.countingSilenceMs());
    this.lookedAt = now;
  }

  /** The database's clock has been set back: what it wrote before would otherwise count until it shows that time again. */
  private async goBackTo(now: number): Promise<void> {
    const { database, timing, startedAt = now } = this.context;
    this.context.startedAt = Math.min(startedAt, now);
    await endFuture(database, now, now + timing.leaseMs);
  }

  /** After this long without a poll there is something to find out. While Orca does not respond, its record says nothing. */
  private countingSilenceMs(): number {
    const { orca, timing } = this.context;
    return orca === undefined || orca.isAway() ? timing.abandonedAfterMs : timing.heartbeatMs;
  }
}

import { noteAsked } from '../journal/queries/noteAsked';
import type { OperationRow } from '../journal/queries/loadOperation';
import type { EngineContext } from './engineContext';

/** Polls within this time are written together. */
const TOGETHER_MS = 200;
/** A poll this soon after the last recorded one says nothing new: a quarter of the silence that counts, at most 5 s. */
const freshMs = (heartbeatMs: number): number => Math.min(5_000, heartbeatMs / 4);
/**
 * After a silence this long, it may be about to be judged. If this were shorter than Orca's 15 s between polls, every poll would
 * be a write of its own.
 */
const judgedSoonMs = (heartbeatMs: number): number => heartbeatMs - 2 * TOGETHER_MS;

/**
 * Records Orca's polls in the journal: many in one write, and none that say nothing new. A write goes to disk, and a
 * thousand stages poll a thousand times a second, so single writes would delay everything else.
 */
export class Heartbeats {
  private readonly asked = new Set<string>();
  private askedAt = 0;
  private cancelTimer: (() => void) | undefined;
  private writing: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly context: EngineContext) {}

  /** Orca is polling an operation now. After a silence that is about to count, the poll is written immediately. */
  async note(operation: Pick<OperationRow, 'id' | 'status' | 'last_poll_at'>): Promise<void> {
    const { clock, timing, database, startedAt = 0 } = this.context;
    const now = clock.now(),
      silentMs = now - operation.last_poll_at;
    // The first poll that this engine receives always says something: that Orca still polls after a restart.
    const saysNothingNew = silentMs < freshMs(timing.heartbeatMs) && operation.last_poll_at >= startedAt;
    if (operation.status !== 'RUNNING' || saysNothingNew) return;
    if (this.closed || silentMs >= judgedSoonMs(timing.heartbeatMs)) return noteAsked(database, [operation.id], now);
    this.asked.add(operation.id);
    this.askedAt = now;
    this.cancelTimer ??= clock.at(now + TOGETHER_MS, () => {
      this.write();
    });
  }

  /** Writes pending polls; later polls are written one by one. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancelTimer?.();
    this.write();
    await this.writing;
  }

  private write(): void {
    this.cancelTimer = undefined;
    const ids = [...this.asked];
    this.asked.clear();
    if (ids.length === 0) return;
    // A poll that could not be written is repeated by the next poll.
    this.writing = noteAsked(this.context.database, ids, this.askedAt).catch((error: unknown) => {
      this.context.log.error(
        { reason: error instanceof Error ? error.message : String(error) },
        'could not record polls from Orca',
      );
    });
  }
}

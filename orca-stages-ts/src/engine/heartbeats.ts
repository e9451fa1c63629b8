import { noteAsked } from '../journal/queries/noteAsked';
import type { OperationRow } from '../journal/queries/loadOperation';
import type { EngineContext } from './engineContext';

/** Polls of this time are written together. */
const TOGETHER_MS = 200;
/** A poll this soon after the last one that was written tells nothing new: a twelfth of the time after which silence counts, at most 5 s. */
const freshMs = (heartbeatMs: number): number => Math.min(5_000, heartbeatMs / 12);

/**
 * Notes Orca's polls in the journal, many in one write and none that tells nothing new. A write goes through to the disk,
 * and a thousand stages ask a thousand times a second: written one by one they hold up everything else.
 */
export class Heartbeats {
  private readonly asked = new Set<string>();
  private askedAt = 0;
  private cancelTimer: (() => void) | undefined;
  private writing: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly context: EngineContext) {}

  /** Orca has asked for an operation, now. After a silence that is half of what counts it is written at once, as somebody may be about to judge it. */
  async note(operation: Pick<OperationRow, 'id' | 'status' | 'last_poll_at'>): Promise<void> {
    const { clock, timing, database } = this.context;
    const now = clock.now(),
      silentMs = now - operation.last_poll_at;
    if (operation.status !== 'RUNNING' || silentMs < freshMs(timing.heartbeatMs)) return;
    if (this.closed || silentMs >= timing.heartbeatMs / 2) return noteAsked(database, [operation.id], now);
    this.asked.add(operation.id);
    this.askedAt = now;
    this.cancelTimer ??= clock.at(now + TOGETHER_MS, () => {
      this.write();
    });
  }

  /** Writes what is left; polls that come later are written one by one. */
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
    // What could not be written comes again with the next poll.
    this.writing = noteAsked(this.context.database, ids, this.askedAt).catch((error: unknown) => {
      this.context.log.error(
        { reason: error instanceof Error ? error.message : String(error) },
        'could not record polls from Orca',
      );
    });
  }
}

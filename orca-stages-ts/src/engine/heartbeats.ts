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
  private takeBackTimer: (() => void) | undefined;
  private writing: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly context: EngineContext) {}

  /** Orca has asked for an operation, now. */
  note(operation: Pick<OperationRow, 'id' | 'status' | 'last_poll_at'>): void {
    const { clock, timing } = this.context;
    const now = clock.now();
    if (this.closed || operation.status !== 'RUNNING' || now - operation.last_poll_at < freshMs(timing.heartbeatMs)) return;
    this.asked.add(operation.id);
    this.askedAt = now;
    this.takeBackTimer ??= clock.at(now + TOGETHER_MS, () => { this.write(); });
  }

  /** Writes what is left; later polls are not noted. */
  async close(): Promise<void> {
    this.closed = true;
    this.takeBackTimer?.();
    this.write();
    await this.writing;
  }

  private write(): void {
    this.takeBackTimer = undefined;
    const ids = [...this.asked];
    this.asked.clear();
    if (ids.length === 0) return;
    // What could not be written comes again with the next poll.
    this.writing = noteAsked(this.context.database, ids, this.askedAt)
      .catch((error: unknown) => { this.context.log.error({ reason: error instanceof Error ? error.message : String(error) }, 'polls of Orca could not be noted'); });
  }
}

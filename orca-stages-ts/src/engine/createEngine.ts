import { randomUUID } from 'node:crypto';
import type { Outcome } from 'stage-contract';
import { isPostgres } from '../journal/inTransaction';
import { insertOperation } from '../journal/queries/insertOperation';
import {
  dueOperations,
  forgiveSilence,
  nextDueAt,
  releaseLease,
  renewLeases,
  takeLease,
  wakeOverdue,
  type Place,
} from '../journal/queries/leases';
import { findOperationOfStage, loadOperation } from '../journal/queries/loadOperation';
import { LostLease } from '../journal/queries/writeOperation';
import { advanceOperation } from './advanceOperation';
import { buildOutcome } from './buildOutcome';
import { BusyPlaces } from './busyPlaces';
import type { EngineContext } from './engineContext';
import { Semaphore } from './semaphore';
import { Heartbeats } from './heartbeats';
import { newOperationRow } from './newOperationRow';
import type { AcceptedRequest, OperationService } from './operationService';
import { postponeOperation } from './postponeOperation';
import { sweepJournal } from './sweepJournal';

/** Operations that one replica works on at a time; the rest waits as rows. */
const MOST_AT_A_TIME = 512;
/** Of these, those of one account and region: what waits there for AWS's quota must not keep others from theirs. */
const MOST_AT_A_PLACE = 128;
/**
 * Polls that ask a SQLite journal at a time: its one connection serves in the order of asking, and a hundred polls at once must not stand
 * before every write of a step. PostgreSQL has connections of its own limit, where waiting ends in a 503 when the server is away.
 */
const POLLS_AT_A_TIME = 16;
/** How often deadlines and silence are looked for. */
const LOOK_FOR_OVERDUE_EVERY_MS = 5_000;
const SWEEP_EVERY_MS = 3_600_000;
/** Between two batches of one sweep: others come first. */
const SWEEP_PAUSE_MS = 50;

/** An engine that runs operations from the journal until it is stopped. */
export interface Engine extends OperationService {
  /** Begins to work: what the journal holds unfinished goes on. */
  start(): void;
  /** Takes no new work, lets calls in flight end and be written, gives leases back. */
  stop(): Promise<void>;
}

/** Makes an engine over a journal; it holds no state of its own but what it is working on now. */
export function createEngine(context: EngineContext): Engine {
  return new JournalEngine(context);
}

class JournalEngine implements Engine {
  private readonly owner = randomUUID();
  private readonly busy = new Map<string, Promise<void>>();
  private cancelTimer: () => void = () => undefined;
  private cancelRenewal: () => void = () => undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private running = false;
  private sweepAt = 0;
  private lookedForOverdueAt = 0;

  private readonly places = new BusyPlaces(MOST_AT_A_PLACE);
  private readonly heartbeats: Heartbeats;
  private readonly polls: Semaphore;

  constructor(private readonly context: EngineContext) {
    this.heartbeats = new Heartbeats(context);
    this.polls = new Semaphore(isPostgres(context.database) ? Infinity : POLLS_AT_A_TIME);
  }

  start(): void {
    this.running = true;
    this.renew();
    this.look();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.cancelTimer();
    await this.looking;
    // Leases are kept meanwhile: a call that is under way must not be looked at by somebody else as if it had been lost.
    await Promise.all(this.busy.values());
    this.cancelRenewal();
    await this.heartbeats.close();
  }

  async create(accepted: AcceptedRequest): Promise<{ id: string; outcome: Outcome; created: boolean }> {
    const row = newOperationRow(this.context, accepted);
    const { id, created } = await insertOperation(this.context.database, row);
    const outcome = await this.read(id);
    if (outcome === undefined) throw new Error(`Operation ${id} disappeared from the journal.`);
    if (created)
      this.context.log.info(
        {
          operation: id,
          execution: row.execution_id,
          stage: row.stage_type,
          target: row.target_key,
          attempt: row.attempt,
        },
        'operation accepted',
      );
    this.look();
    return { id, outcome, created };
  }

  async poll(id: string): Promise<Outcome | undefined> {
    const found = await this.polls.run(() => loadOperation(this.context.database, id));
    if (found === undefined) return undefined;
    await this.heartbeats.note(found.operation);
    return buildOutcome(found, this.context.clock.now());
  }

  async cancel(
    stageId: string,
    attempt: number | undefined,
  ): Promise<{ id: string; outcome: Outcome; wasRunning: boolean } | undefined> {
    const found = await findOperationOfStage(this.context.database, stageId, attempt);
    if (found === undefined) return undefined;
    const now = this.context.clock.now();
    const result = await this.context.database
      .updateTable('operations')
      .set({ cancel_requested_at: now, due_at: now })
      .where('id', '=', found.id)
      .where('status', '=', 'RUNNING')
      .where('cancel_requested_at', 'is', null)
      .executeTakeFirst();
    const outcome = await this.read(found.id);
    if (outcome === undefined) return undefined;
    this.look();
    return { id: found.id, outcome, wasRunning: result.numUpdatedRows === 1n };
  }

  async reachable(): Promise<boolean> {
    return this.context.database
      .selectFrom('locks')
      .select('target_key')
      .limit(1)
      .execute()
      .then(
        () => true,
        () => false,
      );
  }

  private async read(id: string): Promise<Outcome | undefined> {
    const found = await loadOperation(this.context.database, id);
    return found === undefined ? undefined : buildOutcome(found, this.context.clock.now());
  }

  /** Looks at the journal for work, one look at a time. */
  private look(): void {
    if (!this.running) return;
    if (this.looking !== undefined) {
      this.lookAgain = true;
      return;
    }
    this.cancelTimer();
    this.looking = this.takeDue()
      .catch((error: unknown) => {
        this.context.log.error(
          { reason: error instanceof Error ? error.message : String(error) },
          'the journal could not be read; retrying',
        );
        return this.context.clock.now() + 1000;
      })
      .then((wakeAt) => {
        this.looking = undefined;
        if (!this.running) return;
        if (this.lookAgain) {
          this.lookAgain = false;
          this.look();
        } else {
          this.cancelTimer = this.context.clock.at(wakeAt, () => {
            this.look();
          });
        }
      });
  }

  /** Takes over what is due; returns when to look again. */
  private async takeDue(): Promise<number> {
    const { database, clock, timing } = this.context;
    const now = clock.now();
    await this.lookForOverdue(now);
    if (now >= this.sweepAt)
      this.sweepAt = now + ((await sweepJournal(database, timing, now)) ? SWEEP_PAUSE_MS : SWEEP_EVERY_MS);
    // Whatever ends makes room, and looks again by itself.
    if (this.busy.size >= MOST_AT_A_TIME) return now + timing.lookAgainMs;
    const due = await dueOperations(database, now, MOST_AT_A_TIME, this.places.full());
    for (const { id, ...place } of due) {
      // What is left out may hide others behind it, which are due at once: the next look finds them, as it asks for no full place.
      if (!this.running || this.busy.has(id) || this.busy.size >= MOST_AT_A_TIME || this.places.isFull(place)) continue;
      // The time of each: the ones before may have kept the journal busy for longer than a lease lasts.
      const takenAt = clock.now();
      const fence = await takeLease(database, id, this.owner, takenAt, takenAt + timing.leaseMs);
      if (fence !== undefined) this.work(id, fence, place);
    }
    const dueAt = await nextDueAt(database, this.owner, this.places.full());
    return Math.min(Math.max(dueAt ?? Infinity, now + 1), this.sweepAt, now + timing.lookAgainMs);
  }

  /** Deadlines and silence count also while an operation waits for something else. */
  private async lookForOverdue(now: number): Promise<void> {
    const { database, timing } = this.context;
    if (now - this.lookedForOverdueAt < LOOK_FOR_OVERDUE_EVERY_MS) return;
    // On the first look: Orca could not ask while no process answered, so it gets some time to do so before it is taken to have given up.
    if (this.lookedForOverdueAt === 0)
      await forgiveSilence(database, now - Math.max(timing.heartbeatMs, timing.abandonedAfterMs - timing.heartbeatMs));
    this.lookedForOverdueAt = now;
    await wakeOverdue(database, now, now - timing.abandonedAfterMs);
  }

  private work(id: string, fence: number, place: Place): void {
    const { database, log } = this.context;
    const done = advanceOperation(this.context, id, fence, () => !this.running)
      .catch((error: unknown) => {
        if (error instanceof LostLease) log.warn({ operation: id }, 'operation taken over by another replica');
        else return postponeOperation(this.context, id, fence, error);
        return undefined;
      })
      .then(() => releaseLease(database, id, fence))
      .catch((error: unknown) => {
        log.error({ operation: id, reason: String(error) }, 'could not release a lease; it will expire');
      })
      .then(() => {
        this.busy.delete(id);
        this.places.leave(place);
        this.look();
      });
    this.busy.set(id, done);
    this.places.enter(place);
  }

  /** Keeps the leases of this replica alive, three times in their length. */
  private renew(): void {
    const { clock, timing, database, log } = this.context;
    this.cancelRenewal = clock.at(clock.now() + Math.round(timing.leaseMs / 3), () => {
      const renewed =
        this.busy.size === 0
          ? Promise.resolve()
          : renewLeases(database, this.owner, [...this.busy.keys()], clock.now() + timing.leaseMs);
      renewed
        .then(
          () => this.running || this.busy.size > 0,
          (error: unknown) => {
            log.error({ reason: String(error) }, 'could not renew leases');
            return this.running;
          },
        )
        .then((goesOn) => {
          if (goesOn) this.renew();
        });
    });
  }
}

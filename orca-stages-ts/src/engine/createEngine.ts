import { randomUUID } from 'node:crypto';
import { isStageType, type Outcome } from 'stage-contract';
import { journalProbe } from '../journal/journalProbe';
import { journalTrouble } from '../journal/journalTrouble';
import type { JournalTrouble } from '../model/journalTrouble';
import type { AnyStage } from '../model/stage';
import { isPostgres } from '../journal/inTransaction';
import { insertOperation } from '../journal/queries/insertOperation';
import {
  dueOperations,
  nextDueAt,
  releaseLease,
  renewLeases,
  takeLease,
  type DueOperation,
} from '../journal/queries/leases';
import { findOperationOfStage, loadOperation, type JournalledOperation } from '../journal/queries/loadOperation';
import { LostLease } from '../journal/queries/writeOperation';
import { advanceOperation } from './advanceOperation';
import { buildOutcome } from './buildOutcome';
import { BusyPlaces } from './busyPlaces';
import type { EngineContext } from './engineContext';
import { Semaphore } from './semaphore';
import { Heartbeats } from './heartbeats';
import { newOperationRow } from './newOperationRow';
import type { AcceptedRequest, FoundOperation, OperationService } from './operationService';
import { OverdueOperations } from './overdueOperations';
import { postponeOperation } from './postponeOperation';
import { shownWaiting } from './shownWaiting';
import { sweepJournal } from './sweepJournal';

/** Operations that one replica works on at a time; the rest wait as rows. */
const MOST_AT_A_TIME = 512;
/**
 * How many of these may belong to one account and region, so that waiting for AWS's quota there does not block other
 * places.
 */
const MOST_AT_A_PLACE = 128;
/**
 * How many polls may query a SQLite journal at a time. Its single connection serves requests in order, and a hundred
 * polls must not delay every write of a step. PostgreSQL has its own connection limit; waiting there ends in a 503 if
 * the server is down.
 */
const POLLS_AT_A_TIME = 16;
const SWEEP_EVERY_MS = 3_600_000;
/** Pause between two batches of one sweep, so that other work comes first. */
const SWEEP_PAUSE_MS = 50;

/** An engine that runs operations from the journal until it is stopped. */
export interface Engine extends OperationService {
  /** Starts working, and continues unfinished operations in the journal. */
  start(): void;
  /** Accepts no new work, lets calls in flight finish, writes their results, and releases leases. */
  stop(): Promise<void>;
}

/** Creates an engine over a journal. Its only state is what it is working on right now. */
export function createEngine(context: EngineContext): Engine {
  return new JournalEngine({ startedAt: context.clock.now(), ...context });
}

/** Stages that lock their target change it call by call; others wait for functions, or ask other operations. */
const ROOMS = ['changes', 'calls', 'asks'] as const;
type Room = (typeof ROOMS)[number];
const roomOf = ({ locksTarget, asksOperations }: AnyStage): Room =>
  asksOperations === true ? 'asks' : locksTarget ? 'changes' : 'calls';

class JournalEngine implements Engine {
  private readonly owner = randomUUID();
  private readonly busy = new Map<string, Promise<void>>();
  private cancelTimer: () => void = () => undefined;
  private cancelRenewal: () => void = () => undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private isJournalAway = false;
  private running = false;
  private sweepAt = 0;

  private readonly places: BusyPlaces;
  private readonly overdue: OverdueOperations;
  private readonly heartbeats: Heartbeats;
  private readonly polls: Semaphore;
  readonly journalTrouble: () => Promise<JournalTrouble | undefined>;

  constructor(private readonly context: EngineContext) {
    const typesIn = (room: Room): string[] =>
      Object.entries(context.stages).flatMap(([type, stage]) => (roomOf(stage) === room ? [type] : []));
    this.places = new BusyPlaces(MOST_AT_A_PLACE, ROOMS.map(typesIn), context.accounts);
    this.overdue = new OverdueOperations(context);
    this.heartbeats = new Heartbeats(context);
    this.polls = new Semaphore(isPostgres(context.database) ? Infinity : POLLS_AT_A_TIME);
    this.journalTrouble = journalProbe({ ...context, name: context.journalName ?? 'the journal' });
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
    // Keep renewing leases meanwhile: another replica must not treat a call in flight as lost.
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
    const found = await this.polls.run(() => loadOperation(this.context, id));
    if (found === undefined) return undefined;
    await this.heartbeats.note(found.operation);
    return this.outcomeOf(found);
  }

  async find(stageId: string, attempt: number | undefined): Promise<FoundOperation | undefined> {
    const found = await findOperationOfStage(this.context.database, stageId, attempt);
    if (found === undefined) return undefined;
    return { id: found.id, executionId: found.execution_id, stageId: found.stage_id, attempt: found.attempt };
  }

  async cancel(
    stageId: string,
    attempt: number | undefined,
  ): Promise<{ id: string; outcome: Outcome; wasRunning: boolean } | undefined> {
    const id = (await this.find(stageId, attempt))?.id;
    if (id === undefined) return undefined;
    const now = this.context.clock.now();
    const result = await this.context.database
      .updateTable('operations')
      .set({ cancel_requested_at: now, due_at: now })
      .where('id', '=', id)
      .where('status', '=', 'RUNNING')
      .where('cancel_requested_at', 'is', null)
      .executeTakeFirst();
    const outcome = await this.read(id);
    if (outcome === undefined) return undefined;
    this.look();
    return { id, outcome, wasRunning: result.numUpdatedRows === 1n };
  }

  private async read(id: string): Promise<Outcome | undefined> {
    const found = await loadOperation(this.context, id);
    return found === undefined ? undefined : this.outcomeOf(found);
  }

  private outcomeOf(found: JournalledOperation): Outcome {
    const { busy, places } = this,
      now = this.context.clock.now();
    const locksTarget = (type: string): boolean => isStageType(type) && this.context.stages[type].locksTarget;
    const { stage_type: type } = found.operation;
    return buildOutcome(
      shownWaiting(found, { now, busy, most: MOST_AT_A_TIME, places, locksTarget }),
      now,
      isStageType(type) ? this.context.stages[type] : undefined,
    );
  }

  /** Checks the journal for work, one check at a time. */
  private look(): void {
    if (!this.running) return;
    if (this.looking !== undefined) {
      this.lookAgain = true;
      return;
    }
    this.cancelTimer();
    this.looking = this.takeDue()
      .catch((error: unknown) => {
        const { reason, what, next } = journalTrouble(error);
        // An outage is one error, however long it lasts.
        this.context.log[this.isJournalAway ? 'debug' : 'error'](
          { journal: this.context.journalName, reason, what, next },
          'the journal could not be read or written; retrying',
        );
        this.isJournalAway = true;
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

  /** Takes over due operations; returns when to check again. */
  private async takeDue(): Promise<number> {
    const { database, clock, timing } = this.context;
    const now = clock.now();
    await this.overdue.look(now);
    if (now >= this.sweepAt)
      this.sweepAt = now + ((await sweepJournal(database, timing, now)) ? SWEEP_PAUSE_MS : SWEEP_EVERY_MS);
    const hasRoom = this.busy.size < MOST_AT_A_TIME;
    const due = hasRoom ? await dueOperations(database, now, MOST_AT_A_TIME, { full: this.places.full() }) : [];
    this.isJournalAway = false;
    // Skipped operations may hide others behind them that are due now. The next check finds those, because it excludes
    // full places.
    for (const operation of due)
      if (operation.isUrgent || (this.busy.size < MOST_AT_A_TIME && !this.places.isFull(operation)))
        await this.take(operation);
    // Cancels and reverts don't wait for room, and must not be behind hundreds of others in the list.
    if (this.busy.size >= MOST_AT_A_TIME || due.length === MOST_AT_A_TIME)
      for (const operation of await dueOperations(database, now, MOST_AT_A_TIME, { urgentOnly: true }))
        await this.take(operation);
    // An operation that ends makes room, and triggers the next check itself.
    if (this.busy.size >= MOST_AT_A_TIME) return now + timing.lookAgainMs;
    const dueAt = await nextDueAt(database, this.owner, this.places.full());
    return Math.min(Math.max(dueAt ?? Infinity, now + 1), this.sweepAt, now + timing.lookAgainMs);
  }

  /** Works on an operation, unless it has been taken already. */
  private async take(operation: DueOperation): Promise<void> {
    const { id } = operation;
    if (!this.running || this.busy.has(id)) return;
    const { database, clock, timing } = this.context;
    // Read the clock for each one: the previous ones may have kept the journal busy for longer than a lease.
    const takenAt = clock.now();
    const fence = await takeLease(database, id, this.owner, takenAt, takenAt + timing.leaseMs);
    if (fence !== undefined) this.work(operation, fence);
  }

  private work(operation: DueOperation, fence: number): void {
    const { id } = operation;
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
        this.places.leave(operation);
        this.look();
      });
    this.busy.set(id, done);
    this.places.enter(operation);
  }

  /** Renews this replica's leases three times per lease period. */
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

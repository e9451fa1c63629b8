import { randomUUID } from 'node:crypto';
import type { Outcome } from 'stage-contract';
import { insertOperation } from '../journal/queries/insertOperation';
import { dueOperations, nextDueAt, releaseLease, renewLeases, takeLease } from '../journal/queries/leases';
import { findOperationOfStage, loadOperation } from '../journal/queries/loadOperation';
import { LostLease, writeOperation } from '../journal/queries/writeOperation';
import { advanceOperation } from './advanceOperation';
import { buildOutcome } from './buildOutcome';
import type { EngineContext } from './engineContext';
import { newOperationRow } from './newOperationRow';
import type { AcceptedRequest, OperationService } from './operationService';
import { sweepJournal } from './sweepJournal';

/** Operations that one replica works on at a time; the rest waits as rows. */
const MOST_AT_A_TIME = 64;
/** The latest that the engine looks at the journal again, whatever it expects. */
const LOOK_AGAIN_MS = 5_000;
const SWEEP_EVERY_MS = 3_600_000;

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
  private sweptAt = 0;

  constructor(private readonly context: EngineContext) {}

  start(): void {
    this.running = true;
    this.renew();
    this.look();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.cancelTimer();
    this.cancelRenewal();
    await this.looking;
    await Promise.all(this.busy.values());
  }

  async create(accepted: AcceptedRequest): Promise<{ id: string; outcome: Outcome; created: boolean }> {
    const row = newOperationRow(this.context, accepted);
    const { id, created } = await insertOperation(this.context.database, row);
    const outcome = await this.read(id);
    if (outcome === undefined) throw new Error(`Operation ${id} vanished from the journal.`);
    if (created) this.context.log.info({ operation: id, execution: row.execution_id, stage: row.stage_type, target: row.target_key, attempt: row.attempt }, 'operation accepted');
    this.look();
    return { id, outcome, created };
  }

  async poll(id: string): Promise<Outcome | undefined> {
    await this.context.database.updateTable('operations').set({ last_poll_at: this.context.clock.now() }).where('id', '=', id).where('status', '=', 'RUNNING').execute();
    return this.read(id);
  }

  async cancel(stageId: string, attempt: number | undefined): Promise<{ id: string; outcome: Outcome; wasRunning: boolean } | undefined> {
    const found = await findOperationOfStage(this.context.database, stageId, attempt);
    if (found === undefined) return undefined;
    const now = this.context.clock.now();
    const result = await this.context.database.updateTable('operations').set({ cancel_requested_at: now, due_at: now })
      .where('id', '=', found.id).where('status', '=', 'RUNNING').where('cancel_requested_at', 'is', null).executeTakeFirst();
    const outcome = await this.read(found.id);
    if (outcome === undefined) return undefined;
    this.look();
    return { id: found.id, outcome, wasRunning: result.numUpdatedRows === 1n };
  }

  async reachable(): Promise<boolean> {
    return this.context.database.selectFrom('locks').select('target_key').limit(1).execute().then(() => true, () => false);
  }

  private async read(id: string): Promise<Outcome | undefined> {
    const found = await loadOperation(this.context.database, id);
    return found === undefined ? undefined : buildOutcome(found);
  }

  /** Looks at the journal for work, one look at a time. */
  private look(): void {
    if (!this.running) return;
    if (this.looking !== undefined) {
      this.lookAgain = true;
      return;
    }
    this.cancelTimer();
    this.looking = this.takeDue().catch((error: unknown) => {
      this.context.log.error({ reason: error instanceof Error ? error.message : String(error) }, 'the journal could not be read; trying again');
      return this.context.clock.now() + 1000;
    }).then((wakeAt) => {
      this.looking = undefined;
      if (!this.running) return;
      if (this.lookAgain) {
        this.lookAgain = false;
        this.look();
      } else {
        this.cancelTimer = this.context.clock.at(wakeAt, () => { this.look(); });
      }
    });
  }

  /** Takes over what is due; returns when to look again. */
  private async takeDue(): Promise<number> {
    const { database, clock, timing } = this.context;
    const now = clock.now();
    if (now - this.sweptAt > SWEEP_EVERY_MS) {
      this.sweptAt = now;
      await sweepJournal(database, timing, now);
    }
    const room = MOST_AT_A_TIME - this.busy.size;
    for (const id of room > 0 ? await dueOperations(database, now, room + this.busy.size) : []) {
      if (!this.running || this.busy.has(id) || this.busy.size >= MOST_AT_A_TIME) continue;
      const fence = await takeLease(database, id, this.owner, now, now + timing.leaseMs);
      if (fence !== undefined) this.work(id, fence);
    }
    const due = await nextDueAt(database, [...this.busy.keys()]);
    return Math.min(Math.max(due ?? Infinity, now + 1), now + LOOK_AGAIN_MS);
  }

  private work(id: string, fence: number): void {
    const { database, log } = this.context;
    const done = advanceOperation(this.context, id, fence, () => !this.running)
      .catch((error: unknown) => {
        if (error instanceof LostLease) log.warn({ operation: id }, 'operation taken over by another replica');
        else return this.postpone(id, fence, error);
        return undefined;
      })
      .then(() => releaseLease(database, id, fence))
      .catch((error: unknown) => { log.error({ operation: id, reason: String(error) }, 'a lease could not be given back; it runs out by itself'); })
      .then(() => {
        this.busy.delete(id);
        this.look();
      });
    this.busy.set(id, done);
  }

  /** What no step could handle (a journal or key out of reach) is tried again after a while, not in a loop. */
  private async postpone(id: string, fence: number, error: unknown): Promise<void> {
    const { database, clock, log } = this.context;
    log.error({ operation: id, reason: error instanceof Error ? error.message : String(error), stack: error instanceof Error ? error.stack : undefined }, 'an operation could not go on; trying again');
    await writeOperation(database, id, fence, { due_at: clock.now() + LOOK_AGAIN_MS });
  }

  /** Keeps the leases of this replica alive, three times in their length. */
  private renew(): void {
    const { clock, timing, database, log } = this.context;
    this.cancelRenewal = clock.at(clock.now() + timing.leaseMs / 3, () => {
      const renewed = this.busy.size === 0 ? Promise.resolve() : renewLeases(database, this.owner, clock.now() + timing.leaseMs);
      renewed.catch((error: unknown) => { log.error({ reason: String(error) }, 'leases could not be renewed'); }).finally(() => { if (this.running) this.renew(); });
    });
  }
}

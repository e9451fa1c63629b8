import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Clock } from '../model/clock';
import { inertText } from '../model/inertText';
import type { Log } from '../model/log';
import { isEnded, OrcaAway, stageInRun, type OrcaPort, type OrcaRecords, type OrcaStage } from '../model/orcaPort';
import type { EndedStage, OutcomesToTell } from '../model/outcomesToTell';

/** The only key that the sidecar writes into a stage's context; Deck's details read it. */
const CONTEXT_KEY = 'lambdaStages';

/** Time between two checks of whether an execution is over: a tenth of the time since the operation ended, within these. */
const LOOK_AT_LEAST_AFTER_MS = 5_000;
const LOOK_AT_MOST_AFTER_MS = 600_000;
/** How long Orca may reject an outcome. Then only the sidecar keeps it. */
const GIVE_UP_AFTER_MS = 3_600_000;

/** Tells Orca, in the background, the outcomes that it has not polled. */
export interface FinalOutcomes {
  /** Looks now: an operation may just have ended. */
  look(): void;
  /** Stops. What was not told stays in the journal, for the next process or another replica. */
  close(): Promise<void>;
}

/** What telling needs. */
export interface FinalOutcomesDeps {
  orca: Pick<OrcaPort, 'updateStage'>;
  records: OrcaRecords;
  outcomes: OutcomesToTell;
  clock: Clock;
  log: Log;
}

/**
 * Writes outcomes into their stages' contexts, each once its whole execution is over. Before that, Orca would store the
 * whole stage without a lock, and might run other tasks of the execution twice. The journal says which outcomes are left,
 * so none is lost with the process, and of several replicas only one tells it.
 */
export function finalOutcomes(deps: FinalOutcomesDeps): FinalOutcomes {
  const { clock, log } = deps,
    rejectedSince = new Map<string, number>();
  let isClosed = false,
    looking: Promise<void> | undefined,
    lookAgain = false,
    cancelTimer = (): void => undefined;
  const look = (): void => {
    lookAgain = true;
    if (isClosed || looking !== undefined) return;
    cancelTimer();
    looking = lookUntilDone().then(() => {
      looking = undefined;
      if (isClosed) return;
      if (lookAgain) look();
      else cancelTimer = clock.at(clock.now() + LOOK_AT_LEAST_AFTER_MS, look);
    });
  };
  const lookUntilDone = async (): Promise<void> => {
    lookAgain = false;
    // Until Orca responds, nobody can be told anything.
    if (deps.records.isAway()) return;
    try {
      const taken = await deps.outcomes.take(
        clock.now(),
        (endedAt) => clock.now() + lookAfterMs(clock.now() - endedAt),
      );
      await Promise.all(taken.map((stage) => tell(deps, stage, rejectedSince)));
      if (taken.length > 0) lookAgain = true;
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'the outcomes that Orca has not seen could not be read; retrying');
    }
  };
  return {
    look,
    async close() {
      isClosed = true;
      cancelTimer();
      await looking;
    },
  };
}

const lookAfterMs = (sinceEndMs: number): number =>
  Math.round(Math.min(Math.max(sinceEndMs / 10, LOOK_AT_LEAST_AFTER_MS), LOOK_AT_MOST_AFTER_MS));

/** Tells one outcome if its execution is over. Otherwise it stays due. */
async function tell(deps: FinalOutcomesDeps, stage: EndedStage, rejectedSince: Map<string, number>): Promise<void> {
  const { orca, records, outcomes, clock, log } = deps,
    { operationId: operation, executionId, stageId } = stage;
  const outcome = await outcomes.outcome(stage),
    shown = outcome === undefined ? undefined : inertJson(outcome);
  const next = shown === undefined ? 'nothing' : await nextFor(records, stage, shown);
  if (next === 'wait') {
    // Orca is away, or runs the execution again: what it rejected before says nothing about the next time.
    rejectedSince.delete(operation);
    return;
  }
  try {
    if (next === 'tell') {
      await orca.updateStage(executionId, stageId, { [CONTEXT_KEY]: { outcome: shown } });
      log.info({ operation, execution: executionId }, 'told Orca how an operation ended');
    }
  } catch (error) {
    const since = rejectedSince.get(operation),
      givesUp = since !== undefined && clock.now() - since >= GIVE_UP_AFTER_MS;
    if (since === undefined) rejectedSince.set(operation, clock.now());
    if (since === undefined || givesUp)
      log.warn(
        { operation, execution: executionId, reason: reasonOf(error), givesUp },
        'Orca could not be told how an operation ended; GET /v1/operations/{id} has its outcome',
      );
    if (!givesUp) return;
  }
  rejectedSince.delete(operation);
  await outcomes.settle(stage);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An outcome as Orca may have it. */
const inertJson = (outcome: unknown): unknown => JSON.parse(inertText(JSON.stringify(outcome)));

/**
 * What to do about a stage now: nothing if Orca has polled this outcome, if another run has replaced the stage, or if
 * Orca has forgotten the execution.
 */
async function nextFor(records: OrcaRecords, ended: EndedStage, shown: unknown): Promise<'tell' | 'wait' | 'nothing'> {
  try {
    const execution = await records.execution(ended.executionId, 0);
    const stage = stageInRun(execution, ended);
    if (execution === undefined || stage === undefined || hasPolled(stage, shown)) return 'nothing';
    return isEnded(execution.status) ? 'tell' : 'wait';
  } catch (error) {
    if (error instanceof OrcaAway) return 'wait';
    throw error;
  }
}

/** What tells one outcome of an operation from another: a timer changes it after the end. */
const endSchema = z.object({
  id: z.string(),
  status: z.string(),
  progress: z.string(),
  revertTimer: z.object({ state: z.string() }).optional(),
});

/** Where Orca puts the last response to a poll. */
const polledSchema = z.object({ webhook: z.object({ monitor: z.object({ body: endSchema }) }) });

/** Whether the last response that Orca polled was this outcome. Not compared as a whole: Orca may store JSON in other words. */
function hasPolled({ context }: OrcaStage, shown: unknown): boolean {
  const polled = polledSchema.safeParse(context),
    end = endSchema.safeParse(shown);
  return polled.success && end.success && isDeepStrictEqual(polled.data.webhook.monitor.body, end.data);
}

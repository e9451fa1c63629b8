import type { Outcome } from 'stage-contract';
import type { Clock } from '../model/clock';
import { inertText } from '../model/inertText';
import type { Log } from '../model/log';
import { isEnded, OrcaAway, stageInRun, type OrcaPort, type StageRun } from '../model/orcaPort';

/** The only key that the sidecar writes into a stage's context; Deck's details read it. */
const CONTEXT_KEY = 'lambdaStages';

/** Time between two checks of whether the execution is over. */
const LOOK_EVERY_MS = 5_000;
/** A pipeline may wait for a judgment for days. Then only the sidecar keeps the outcome. */
const GIVE_UP_AFTER_MS = 3_600_000;

/** An ended run of a stage, and its execution. */
interface EndedStage extends StageRun {
  executionId: string;
}

/** Tells Orca, in the background, how operations ended that it had stopped polling. */
export interface FinalOutcomes {
  tell(stage: EndedStage, outcome: Outcome): void;
  /** Stops waiting. Outcomes that were not told stay in the journal. */
  close(): Promise<void>;
}

/**
 * Writes an outcome into the stage's context once the whole execution is over. Before that, Orca would store the whole
 * stage without a lock, and might run other tasks of the execution twice.
 */
export function finalOutcomes(orca: OrcaPort, clock: Clock, log: Log): FinalOutcomes {
  const underWay = new Set<Promise<void>>(),
    wakes = new Set<() => void>();
  let isClosed = false;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        wakes.delete(wake);
        cancelTimer();
        resolve();
      };
      const cancelTimer = clock.at(clock.now() + LOOK_EVERY_MS, wake);
      wakes.add(wake);
    });
  const tellWhenOver = async (stage: EndedStage, outcome: Outcome): Promise<void> => {
    const giveUpAt = clock.now() + GIVE_UP_AFTER_MS;
    while (!isClosed && clock.now() < giveUpAt) {
      const next = await nextFor(orca, stage);
      if (next === 'nothing') return;
      if (next === 'tell') {
        const shown = JSON.parse(inertText(JSON.stringify({ outcome }))) as unknown;
        return orca.updateStage(stage.executionId, stage.stageId, { [CONTEXT_KEY]: shown });
      }
      await pause();
    }
  };
  return {
    tell(stage, outcome) {
      const done = tellWhenOver(stage, outcome)
        .catch((error: unknown) => {
          log.warn(
            { operation: outcome.id, reason: error instanceof Error ? error.message : String(error) },
            'Orca could not be told how an operation ended; GET /v1/operations/{id} has its outcome',
          );
        })
        .finally(() => {
          underWay.delete(done);
        });
      underWay.add(done);
    },
    async close() {
      isClosed = true;
      for (const wake of [...wakes]) wake();
      await Promise.all(underWay);
    },
  };
}

/** What to do about a stage now: nothing if another run has replaced it, or Orca has forgotten the execution. */
async function nextFor(orca: OrcaPort, ended: EndedStage): Promise<'tell' | 'wait' | 'nothing'> {
  try {
    const execution = await orca.execution(ended.executionId);
    if (execution === undefined || stageInRun(execution, ended) === undefined) return 'nothing';
    return isEnded(execution.status) ? 'tell' : 'wait';
  } catch (error) {
    if (error instanceof OrcaAway) return 'wait';
    throw error;
  }
}

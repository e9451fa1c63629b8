import type { RolloutAction } from 'stage-contract';
import type { StageDetails } from '../read/readDetails';

interface AskBase {
  verb: RolloutAction;
  /** How many requests the outcome named when this one was made. */
  before: number;
}

/** What has become of a request, as far as this page knows. */
export type Ask = AskBase &
  (
    | { state: 'sending' }
    /** Orca has started the stage that asks. */
    | { state: 'asked'; executionId: string }
    /** The rollout has taken it; seen at this time, in ms since 1970. */
    | { state: 'taken'; executionId: string; atMs: number }
    /** The stage that asks has failed, or was cancelled. */
    | { state: 'refused'; executionId: string; details: StageDetails }
    /** Nobody could say within some minutes what has become of it. */
    | { state: 'lost'; executionId: string }
    /** Gate has not started it, with this HTTP status; without one, it has not answered. */
    | { state: 'notSent'; status?: number; message?: string }
  );

const asks = new Map<string, Ask>();
const listeners = new Set<() => void>();

/** What tells the runs of all stages apart: a stage that is restarted keeps its ID. */
export const runOf = ({ place, startedAtMs }: Pick<StageDetails, 'place' | 'startedAtMs'>): string =>
  `${place?.stageId ?? ''} ${startedAtMs ?? ''}`;

/** The last request of a run, kept while Deck draws other tabs or other stages. */
export const askOf = (run: string): Ask | undefined => asks.get(run);

/** Notes what has become of the request of a run. */
export function noteAsk(run: string, ask: Ask): void {
  asks.set(run, ask);
  for (const listener of [...listeners]) listener();
}

/** Calls back whenever a request has got on, until the returned function is called. */
export function onAsk(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

import type { InvocationReport, Routing } from 'stage-contract';
import type { StageStep } from '../../model/step';
import type { ConcurrencyStep } from '../shared/concurrency';
import type { EventSourceStep } from '../shared/eventSources';

/** What has to be brought back when the stage fails: carried by every step, as the policy is planned from what was begun. */
export interface Undo {
  aliasName: string;
  /** The first routing that this execution found; null: the alias was not there. */
  first: Routing | null;
  /** Routings that this execution itself has left or leaves; any other is somebody else's. */
  own: Routing[];
  /** The version that this execution has published, for `revertAndDeleteCandidate`: no other one is deleted. */
  candidate: string | null;
}

interface UndoableStep extends StageStep {
  undo: Undo;
}

type WithUndo<Step> = Step extends StageStep ? Step & { undo: Undo } : never;

export type RouteStep =
  | (UndoableStep & {
      kind: 'healthCheck';
      version: string;
      timeoutMs: number;
      /** Place of the check among the input's steps; absent: the stage's own health check. */ checkIndex?: number;
    })
  | (UndoableStep & {
      kind: 'hold';
      holdSeconds: number;
      /** What the alias must still route when the hold ends. */ routing: Routing;
      progress: string;
    })
  | (UndoableStep & {
      kind: 'route';
      expected: Routing | null;
      wanted: Routing;
      revisionId?: string;
      deployed: Record<string, unknown>;
    })
  | (UndoableStep & {
      kind: 'revert';
      /** A move of this execution may still be on its way. */ outruns?: true;
      /** Done by the timer of a stage, after so many seconds without a promotion. */ timer?: {
        afterSeconds: number;
        stageId: string;
      };
    })
  | (UndoableStep & { kind: 'deleteCandidate'; version: string })
  | WithUndo<ConcurrencyStep>
  | WithUndo<EventSourceStep>;

/** What steps tell later ones. */
export interface RouteFacts {
  left: Routing;
  aliasArn: string;
  revisionId: string;
  changed: boolean;
  wanted: Routing;
  created: boolean;
  /** Answers that the health check has judged; calls that AWS throttled are none. */
  judgedAnswers: number;
  /** Every answer that a check has judged so far, the newest `MOST_JUDGED` of them; the outcome shows them. */
  judged: InvocationReport[];
}

import type { Saying, StageType } from 'stage-contract';
import type { Applied } from './applied';
import type { AwsPorts } from './awsPort';
import type { OperationFacts } from './operationFacts';
import type { Plan } from './plan';
import type { RecoveryState } from './recovery';
import type { OutcomeReport } from './report';
import type { StageDocuments } from './stageDocuments';
import type { ApplyContext, ObserveContext } from './stageContext';
import type { StageFollowUps } from './stageFollowUps';
import type { StageStep } from './step';
import type { StageUndo } from './undo';

/** The words and outputs of a success. */
export interface Finish {
  headline: Saying;
  outputs: Record<string, unknown>;
}

/** What a stage must be permitted to do in AWS: the least IAM policy is derived from it. */
export interface Permitted {
  /** The calls that it makes, by the methods of each service's port; their operations know the IAM actions. */
  calls: { readonly [Service in keyof AwsPorts]?: readonly (keyof AwsPorts[Service])[] };
  /** Actions that are no calls of its own, but which AWS checks against the caller. */
  otherActions?: readonly `${string}:${string}`[];
}

/** A stage: declares, observes, plans as a pure function, applies through checkpoints. */
export interface Stage<Input, Observed, Step extends StageStep, Facts extends object> extends Permitted {
  type: StageType;
  /** Whether observing and applying hold the lock of the target. */
  locksTarget: boolean;
  /** How its steps and what they learn are kept in the journal. */
  documents: StageDocuments<Step, Facts>;
  observe(input: Input, context: ObserveContext): Promise<Observed>;
  /** Pure: no clock, no calls, no randomness. Throws StageError for what can never work. */
  plan(input: Input, observed: Observed, operation: OperationFacts): Plan<Step>;
  apply(step: Step, input: Input, context: ApplyContext<Facts>): Promise<Applied<Facts>>;
  /** Pure: the steps of the failure policy; none when nothing has to be brought back. */
  recover(input: Input, state: RecoveryState<Step, Facts>): Step[];
  /** How it undoes what its steps change, from the records that the engine keeps; absent where nothing can be undone. */
  undo?: StageUndo<Input, Step, Facts>;
  /** What it knows of the follow-ups that it plans; absent where it plans none. */
  followUps?: StageFollowUps;
  finish(input: Input, facts: Readonly<Partial<Facts>>, report: Readonly<OutcomeReport>): Finish;
}

/** A stage as the engine sees it: input, observations and facts are its own business. */
export type AnyStage = Stage<unknown, unknown, StageStep, object>;

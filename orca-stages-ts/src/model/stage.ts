import type { Saying, StageType } from 'stage-contract';
import type { Applied } from './applied';
import type { AwsPorts } from './awsPort';
import type { OperationFacts } from './operationFacts';
import type { Plan } from './plan';
import type { RecoveryState } from './recovery';
import type { OutcomeReport } from './report';
import type { StageAsks } from './stageAsks';
import type { StageDocuments } from './stageDocuments';
import type { Happened, StageEvent } from './stageEvents';
import type { ApplyContext, ObserveContext } from './stageContext';
import type { StageFollowUps } from './stageFollowUps';
import type { StageStep } from './step';
import type { StageUndo } from './undo';

/** Headline and outputs of a success. */
export interface Finish {
  headline: Saying;
  outputs: Record<string, unknown>;
}

/** What a permission is limited to: a resource as a whole, or its versions and aliases. */
export type IamLimit = 'whole' | 'versions';

/** What a stage must be permitted to do in AWS; the least-privilege IAM policy is derived from it. */
export interface Permitted {
  /** The calls that it makes, by the methods of each service's port; their operations know the IAM actions. */
  calls: { readonly [Service in keyof AwsPorts]?: readonly (keyof AwsPorts[Service])[] };
  /**
   * Calls that the stage makes only for a function as a whole, or only for its versions and aliases, although others make
   * them for either: their permission is limited to that.
   */
  limits?: { readonly [Service in keyof AwsPorts]?: { readonly [Call in keyof AwsPorts[Service]]?: IamLimit } };
  /** Actions that are not the stage's own calls, but which AWS checks against the caller. */
  otherActions?: readonly `${string}:${string}`[];
}

/** A stage: declares, observes, plans as a pure function, applies through checkpoints. */
export interface Stage<Input, Observed, Step extends StageStep, Facts extends object> extends Permitted {
  type: StageType;
  /** Whether observing and applying hold the lock of the target. */
  locksTarget: boolean;
  /** It only asks other operations: it waits for nobody on its target, and takes up nobody's room. */
  asksOperations?: true;
  /** How its steps and their facts are stored in the journal. */
  documents: StageDocuments<Step, Facts>;
  observe(input: Input, context: ObserveContext): Promise<Observed>;
  /** Pure: no clock, no calls, no randomness. Throws StageError for what can never work. */
  plan(input: Input, observed: Observed, operation: OperationFacts): Plan<Step>;
  apply(step: Step, input: Input, context: ApplyContext<Facts>): Promise<Applied<Facts>>;
  /**
   * Looks once more, right before the intent of a step is written that changes something: much may have happened since the
   * step before, while the pipeline was paused or something else had the lock. Also about once a minute while such a
   * step waits. Whatever it throws has changed nothing.
   */
  lookBefore?(step: Step, input: Input, context: ApplyContext<Facts>): Promise<void>;
  /**
   * Pure: the facts of two attempts of which the later one took over from the earlier one, for the failure policy. Absent:
   * the later ones count.
   */
  mergeFacts?(earlier: Readonly<Partial<Facts>>, later: Readonly<Partial<Facts>>): Partial<Facts>;
  /** Pure: the steps of the failure policy; empty if nothing has to be restored. */
  recover(input: Input, state: RecoveryState<Step, Facts>): Step[];
  /** How it undoes what its steps change, from the records that the engine keeps; absent if nothing can be undone. */
  undo?: StageUndo<Input, Step, Facts>;
  /** What it knows about the follow-ups that it plans; absent if it plans none. */
  followUps?: StageFollowUps;
  /** How it deals with requests of other operations; absent: it refuses them. */
  asks?: StageAsks<Input, Step, Facts>;
  /** What others must know about what has just happened, in order; absent if nothing ever. Pure. */
  eventsOf?(happened: Happened<Input>): StageEvent[];
  finish(input: Input, facts: Readonly<Partial<Facts>>, report: Readonly<OutcomeReport>): Finish;
}

/** A stage as the engine sees it: input, observations and facts are opaque. */
export type AnyStage = Stage<unknown, unknown, StageStep, object>;

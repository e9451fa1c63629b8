import type { Saying, StageErrorDetails, StepState } from 'stage-contract';
import type { Ask } from './ask';
import type { OutcomeReport } from './report';
import type { StageStep } from './step';

/** A step of the plan with what has become of it. */
export interface PlannedStep<Step extends StageStep> {
  step: Step;
  state: StepState;
  /** It has been started: its call may have been made. */
  hasBegun: boolean;
  begunAtMs: number | undefined;
}

/** An operation at the moment when it is asked for something; pure data. */
export interface AskedState<Step extends StageStep, Facts extends object> {
  /** `watching`: it has succeeded, and its follow-up looks whether it must run; the steps are that one's. */
  phase: 'observing' | 'applying' | 'recovering' | 'watching' | 'ended';
  /** The steps of the plan, without those of a failure policy. */
  steps: readonly PlannedStep<Step>[];
  facts: Readonly<Partial<Facts>>;
  report: Readonly<OutcomeReport>;
  /** Somebody has put it on hold. */
  isHeld: boolean;
  /** Ms since 1970. */
  nowMs: number;
}

/** A step that ends because of what was asked. */
export interface EndedStep {
  id: string;
  state: 'done' | 'skipped';
}

/** What a request means for an operation. */
export type AskMeaning<Step extends StageStep, Facts extends object> =
  | { kind: 'refused'; reason: Saying }
  /** The failure policy runs; `note` goes to the steps that are left out. */
  | {
      kind: 'recovers';
      failure: Pick<StageErrorDetails, 'code' | 'what' | 'next'>;
      note: Saying;
      report?: OutcomeReport;
    }
  | {
      kind: 'taken';
      /** Steps that end now, whether they have begun or not, with `note`. */
      ends?: readonly EndedStep[];
      note: Saying;
      /** Steps with a new form, by their IDs; they must not have begun. */
      replaces?: readonly Step[];
      /** Puts the operation on hold, with what it says meanwhile; null: ends the hold. Absent: unchanged. */
      holds?: Saying | null;
      /** What the steps that end would have told later ones. */
      facts?: Partial<Facts>;
      report?: OutcomeReport;
    };

/** How a stage deals with requests of other operations. */
export interface StageAsks<Input, Step extends StageStep, Facts extends object> {
  /** What a request means now. Pure. */
  meaning(ask: Ask, input: Input, state: AskedState<Step, Facts>): AskMeaning<Step, Facts>;
  /** What the outcome says about what may be asked now. Pure. */
  shown(state: AskedState<Step, Facts>): OutcomeReport;
}

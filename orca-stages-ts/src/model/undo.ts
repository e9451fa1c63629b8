import type { Saying } from 'stage-contract';
import type { Applied } from './applied';
import type { PinReader, PinWrite } from './pins';
import type { ApplyContext } from './stageContext';
import type { StageStep } from './step';

/** Version of the format of undo records: the engine's own, and never changed. */
export const UNDO_RECORD_VERSION = 1;

/**
 * How to restore what a step is about to change. The engine stores it without knowing what it means; the stage does.
 */
export interface UndoRecord {
  /** What to restore, such as `alias:live`. */
  resource: string;
  /** The state to restore, as canonical text. */
  before: string;
  /** States that the operation itself has left, or was about to leave; any other was set by someone else. */
  left: readonly string[];
}

/** What a stage may use in addition to the step that it cannot read. */
interface SalvageContext {
  /** JSON of the facts that the steps collected, as far as it is JSON. */
  facts: unknown;
  /** The resource that the operation works on, if its target has one. */
  resource: string | undefined;
  pins: PinReader;
}

/** What undoing may use in addition to what applying may use. */
export interface UndoContext extends ApplyContext<object> {
  /** A change by the operation may still be on its way to AWS. */
  unanswered: boolean;
  /** Applied by a follow-up, after its stage has ended: if the state has changed by now, there is nothing to undo. */
  isFollowUp: boolean;
}

/** How a stage undoes its steps from their records only, if neither plan nor input can be read any more. */
export interface StageUndo<Input, Step extends StageStep, Facts extends object> {
  /**
   * The record that undoes a step; undefined if nothing can or must be undone. Without the input, it is unknown what
   * the stage wants to keep. Pure.
   */
  recordOf(step: Step, known: { facts: Readonly<Partial<Facts>>; input: Input | undefined }): UndoRecord | undefined;
  /** The same from a step that can't be read, as far as its JSON and the pins tell. */
  salvage(step: unknown, context: SalvageContext): Promise<UndoRecord | undefined>;
  /** What will be done, for people, and the pins that are written with its intent. Pure. */
  describe(record: UndoRecord): { doing: Saying; intends: PinWrite[] };
  /** Restores the state by compare-and-set, never overwriting someone else's later change. Repeating it is a read. */
  undo(record: UndoRecord, context: UndoContext): Promise<Applied<object>>;
}

import type { Saying } from 'stage-contract';
import type { Applied } from './applied';
import type { PinReader, PinWrite } from './pins';
import type { ApplyContext } from './stageContext';
import type { StageStep } from './step';

/** Version of the form of undo records: the engine's own, and never changed. */
export const UNDO_RECORD_VERSION = 1;

/** How to bring back what a step is about to change. The engine keeps it and doesn't know what it means; the stage does. */
export interface UndoRecord {
  /** What is brought back, such as `alias:live`. */
  resource: string;
  /** The state to bring back, as canonical text. */
  before: string;
  /** States that the operation itself has left, or was about to leave; any other one is someone else's. */
  left: readonly string[];
}

/** What a stage may look at beside the step that it cannot understand. */
interface SalvageContext {
  /** JSON of what the steps have learnt, as far as it is JSON. */
  facts: unknown;
  /** The resource that the operation works on, if its target has such. */
  resource: string | undefined;
  pins: PinReader;
}

/** What undoing may use beside what applying may. */
export interface UndoContext extends ApplyContext<object> {
  /** A change by the operation may still be on its way to AWS. */
  unanswered: boolean;
  /** Carried out by what a stage has left behind after its end: where the state is another one by now, there is nothing to undo. */
  isFollowUp: boolean;
}

/** How a stage undoes its steps from their records alone, when neither plan nor input can be understood any more. */
export interface StageUndo<Input, Step extends StageStep, Facts extends object> {
  /** What undoes a step; undefined where nothing can or need. Without the input it is not known what its author wants kept. Pure. */
  recordOf(step: Step, known: { facts: Readonly<Partial<Facts>>; input: Input | undefined }): UndoRecord | undefined;
  /** The same from a step that can't be understood, as far as its JSON and the pins tell. */
  salvage(step: unknown, context: SalvageContext): Promise<UndoRecord | undefined>;
  /** What is going to be done, for people, and the pins that are written with its intent. Pure. */
  describe(record: UndoRecord): { doing: Saying; intends: PinWrite[] };
  /** Brings the state back by compare-and-set, never over someone else's later change. Doing it again is a read. */
  undo(record: UndoRecord, context: UndoContext): Promise<Applied<object>>;
}

/** Version of the form of undo records: the engine's own, and never changed. */
export const UNDO_RECORD_VERSION = 1;

/** How to bring back what a step is about to change. The engine keeps it and doesn't know what it means; the stage does. */
export interface UndoRecord {
  /** What is brought back, such as `alias:live`. */
  resource: string;
  /** The state to bring back, as canonical text. */
  before: string;
  /** States that the operation itself has left, or was about to leave; any other one is somebody else's. */
  left: readonly string[];
}

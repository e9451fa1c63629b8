/**
 * What others may still do with a held resource. The engine passes it on unread; the journal has a column for each
 * field.
 */
interface HoldTerms {
  baseline: string | null;
  candidate: string;
}

/** A resource that an operation holds against other executions while it lasts. */
export interface ResourceHold {
  /** What is held, such as `alias:live`. */
  resource: string;
  terms: HoldTerms;
}

/** A hold as others see it: who has it, and since when. */
export interface HeldResource extends ResourceHold {
  executionId: string;
  operationId: string;
  stageName: string;
  /** ISO 8601. */
  since: string;
}

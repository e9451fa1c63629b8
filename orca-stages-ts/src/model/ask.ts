import type { StageType, Worded } from 'stage-contract';
import { z } from 'zod';

/** What an operation asks of another one, on behalf of a person. */
export const askSchema = z.object({
  /** What to do; only the stages know the verbs. */
  verb: z.string(),
  by: z.object({ user: z.string().exactOptional(), reason: z.string().exactOptional() }),
});
export type Ask = z.output<typeof askSchema>;

/** Which operation is meant: one of a type of stage, on the asking operation's target. */
export interface AskedWish {
  stageType: StageType;
  /** The resource that it works on; absent: any. */
  resource?: string;
  /** Its stage; absent: the unfinished operation that holds the resource, or the newest one that works on it. */
  stage?: { executionId: string; stageId: string };
}

/** An operation that can be asked, or that is running instead. */
export interface OtherOperation {
  operationId: string;
  executionId: string;
  stageName: string;
  /** What it works on, if its stage works on something within its target. */
  resource?: string;
}

/**
 * What has become of a request: `ended`: the operation has ended without answering; `withdrawn`: by whoever asked.
 */
export type AskAnswer = { kind: 'pending' | 'taken' | 'ended' | 'withdrawn' } | { kind: 'refused'; reason: Worded };

/** Asks other operations through the journal. One operation asks for one thing, however often it repeats that. */
export interface AskPort {
  /** Undefined if there is none. One that has ended is found only by its stage. */
  find(wish: AskedWish): Promise<OtherOperation | undefined>;
  /** Unfinished operations on the target, other than this one. */
  others(): Promise<OtherOperation[]>;
  /** Journals the request and wakes the operation. Asking again changes nothing. */
  ask(operationId: string, ask: Ask): Promise<void>;
  /** Undefined: nothing has been asked. */
  answer(): Promise<AskAnswer | undefined>;
  /** Takes the request back, unless it has been answered; returns what has become of it. */
  withdraw(): Promise<AskAnswer | undefined>;
}

/** Why an operation is on hold, and since when (ms since 1970). */
export interface Held {
  sinceMs: number;
  said: Worded;
}

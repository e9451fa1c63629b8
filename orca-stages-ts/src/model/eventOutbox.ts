import type { CloudEvent } from './cloudEvent';

/** An event that a receiver has not got yet, taken by this replica. */
export interface DueEvent {
  id: string;
  /** Key of the receiver. */
  receiver: string;
  type: string;
  operationId: string;
  /** How often it could not be delivered so far. */
  tries: number;
  /** When it is due again; also proves that no other replica has taken it since. */
  againAt: number;
  /** Undefined if this release cannot read it. */
  document: CloudEvent | undefined;
}

/** Events that are not delivered yet. They outlive the process. */
export interface EventOutbox {
  /**
   * Takes those that are due for a receiver, each for one replica until `againAt`, in case it dies with them. Of the
   * events of one operation, only the first that is left.
   */
  take(receiver: string, nowMs: number, options: { atMost: number; againAt: number }): Promise<DueEvent[]>;
  /** The receiver has the event. */
  settle(event: DueEvent): Promise<void>;
  /** The receiver does not have the event: it is due again at this time. */
  postpone(event: DueEvent, dueAt: number): Promise<void>;
  /** Gives up those that were written before a time; returns some of them, fewer than there may be. */
  dropWrittenBefore(timeMs: number): Promise<{ id: string; receiver: string; type: string; operationId: string }[]>;
  /** When the oldest one that is left was written; undefined if none is left. */
  oldestWrittenAt(): Promise<number | undefined>;
}

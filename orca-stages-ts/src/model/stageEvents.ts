import type { Outcome, Worded } from 'stage-contract';

/** What the sidecar tells other systems about, in CloudEvents' `type`. */
export const EVENT_TYPES = [
  'rollout.promoted',
  'rollout.reverted',
  'rollout.held',
  'evidence.missing',
  'timer.fired',
  'watch.ended',
  'operation.abandoned',
  'operation.failed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Something that others must know about. */
export interface StageEvent {
  type: EventType;
  /** What happened, for people. */
  said: Worded;
  /** Where in the operation it happened. An operation tells the same type at the same place once, however often it is reported. */
  place: string;
  /** How it ended, if the type leaves that open. */
  result?: string;
}

/**
 * What has just happened in an operation: a step has ended or goes on waiting, with what it says and warns about; another
 * operation has put it on hold; or it has ended. The input is undefined if it cannot be read.
 */
export type Happened<Input> =
  | { kind: 'step'; stepId: string; progress?: Worded; warnings: readonly Worded[] }
  | { kind: 'held'; said: Worded; askerId: string }
  | { kind: 'end'; input: Input | undefined; outcome: Outcome };

import { DEFAULT_STAGE_TIMEOUT_MS } from 'stage-contract';

/** Every duration that the engine lives by, in milliseconds; tests shorten them. */
export interface EngineTiming {
  /**
   * Without a poll for so long, Orca's record is asked; where it cannot be, no step begins that waits for Orca to be polling. More than the 15 s
   * between two polls, and so little that a stage that nobody wants is reverted within 20 s.
   */
  heartbeatMs: number;
  /** Without a poll for so long, and without a record that could be asked, Orca has given the stage up and the failure policy runs. */
  abandonedAfterMs: number;
  /** Orca's own limit for a stage without `stageTimeoutMs`. */
  defaultStageTimeoutMs: number;
  /** The latest that the journal is looked at again: other replicas write what is due, too. */
  lookAgainMs: number;
  /** How long a replica may be silent before others take its operations over. */
  leaseMs: number;
  /** First wait before trying again after a throttle, conflict or outage; doubles up to `retryMaxMs`. */
  retryFirstMs: number;
  retryMaxMs: number;
  /** How long a role or permission that was just made or changed may still be refused. Source: IAM is eventually consistent, within about a minute. */
  iamPropagationMs: number;
  /** Longest wait between two looks at whether a change has settled, in its first 20 s. */
  settlePollMs: number;
  /** How long a revert is tried again before it is reported as not done. */
  recoveryLimitMs: number;
  /** How long a follow-up that has begun is tried: longer than a stage, as nobody waits for it and nothing else would do its work. */
  followUpLimitMs: number;
  /** How long ended operations stay; pins stay for `pinRetentionMs`. */
  operationRetentionMs: number;
  pinRetentionMs: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What production uses. */
export const PRODUCTION_TIMING: EngineTiming = {
  heartbeatMs: 16_000,
  abandonedAfterMs: 10 * MINUTE,
  defaultStageTimeoutMs: DEFAULT_STAGE_TIMEOUT_MS,
  lookAgainMs: 1_000,
  // With the look of the one that takes over, 10 s after a death at the latest.
  leaseMs: 9_000,
  retryFirstMs: 250,
  retryMaxMs: 10_000,
  iamPropagationMs: MINUTE,
  settlePollMs: 1_000,
  recoveryLimitMs: 5 * MINUTE,
  followUpLimitMs: 60 * MINUTE,
  operationRetentionMs: 14 * DAY,
  pinRetentionMs: 30 * DAY,
};

/** The stage's own timeout from its context; a number or its text. */
export function stageTimeoutOf(context: Readonly<Record<string, unknown>>, fallbackMs: number): number {
  const value = Number(context['stageTimeoutMs']);
  return Number.isFinite(value) && value > 0 ? value : fallbackMs;
}

/** Wait before try number `tries` + 1: doubling, with up to a quarter taken off so that many do not come back at once. `random` is 0 to 1. */
export function retryAfterMs(timing: EngineTiming, tries: number, random: number): number {
  const full = Math.min(timing.retryFirstMs * 2 ** Math.min(tries - 1, 20), timing.retryMaxMs);
  return Math.round(full * (1 - random / 4));
}

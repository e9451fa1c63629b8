import { DEFAULT_STAGE_TIMEOUT_MS } from 'stage-contract';

/** All durations of the engine, in milliseconds. Tests shorten them. */
export interface EngineTiming {
  /**
   * Without a poll for this long, the engine reads Orca's record. If there is none to read, no step starts that changes
   * something. Longer than the 15 s between two polls, and short enough to revert an unwanted stage within 20 s.
   */
  heartbeatMs: number;
  /** Without a poll for this long, and without a readable record, Orca has given up on the stage, and the failure policy runs. */
  abandonedAfterMs: number;
  /** Orca's own limit for a stage without `stageTimeoutMs`. */
  defaultStageTimeoutMs: number;
  /** Longest time between two checks of the journal: other replicas add due work too. */
  lookAgainMs: number;
  /**
   * Looks of holds are taken this much earlier at most, so that those of an account and region come together and share
   * calls. Short against a minute, in which most holds look once, so that a thousand looks do not come at once, either.
   */
  looksTogetherMs: number;
  /** How long a replica may be silent before others take over its operations. */
  leaseMs: number;
  /** First wait before a retry after a throttle, conflict or outage; doubles up to `retryMaxMs`. */
  retryFirstMs: number;
  retryMaxMs: number;
  /**
   * How long a new or changed role or permission may still be denied. Source: IAM is eventually consistent, within
   * about a minute.
   */
  iamPropagationMs: number;
  /** Longest wait between two checks of whether a change has settled, during its first 20 s. */
  settlePollMs: number;
  /**
   * How long a step of a failure policy is retried, or may wait for AWS, before it is reported as failed; longer if the
   * stage still has time.
   */
  recoveryLimitMs: number;
  /** How long a started follow-up is retried: longer than a stage, because nothing else would do its work. */
  followUpLimitMs: number;
  /** How long ended operations are kept; pins are kept for `pinRetentionMs`. */
  operationRetentionMs: number;
  pinRetentionMs: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The production values. */
export const PRODUCTION_TIMING: EngineTiming = {
  heartbeatMs: 16_000,
  abandonedAfterMs: 10 * MINUTE,
  defaultStageTimeoutMs: DEFAULT_STAGE_TIMEOUT_MS,
  lookAgainMs: 1_000,
  looksTogetherMs: 5_000,
  // Including the next check by another replica: at most 10 s after a death.
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

/** The stage's own timeout from its context, as a number or text. */
export function stageTimeoutOf(context: Readonly<Record<string, unknown>>, fallbackMs: number): number {
  const value = Number(context['stageTimeoutMs']);
  return Number.isFinite(value) && value > 0 ? value : fallbackMs;
}

/**
 * Wait before attempt `tries` + 1: doubles, minus up to a quarter, so that many do not return at the same time.
 * `random` is 0 to 1.
 */
export function retryAfterMs(timing: EngineTiming, tries: number, random: number): number {
  const full = Math.min(timing.retryFirstMs * 2 ** Math.min(tries - 1, 20), timing.retryMaxMs);
  return Math.round(full * (1 - random / 4));
}

import { present, type Routing } from 'stage-contract';
import type { PinReader, TimedRevert } from '../../../model/pins';
import { executionBaseline } from '../versions';
import { claimOf, type Claim } from './claims';

/**
 * What the journal knows about an alias in this execution. Undefined pins: the execution has not touched the alias
 * before.
 */
export interface AliasRecord {
  baselinePin: string | null | undefined;
  firstPin: Routing | null | undefined;
  /** What this execution found first, if `firstPin` is what someone else has left since. */
  origin: Routing | null | undefined;
  leftPin: Routing | null | undefined;
  /**
   * The routing that this execution was about to leave last; the same as what it left, unless a process died in
   * between.
   */
  intendedPin: Routing | null | undefined;
  /** The version that this execution has published or reused. */
  candidatePin: string | null | undefined;
  /** It has published that version itself, as far as the journal knows. */
  hasPublished: boolean;
  /** What this execution has changed the alias's description from and to, and what it was about to set last. */
  described: { first: string; left: string; intended?: string } | undefined;
  /** A timer of this execution has reverted the alias. */
  timedRevert: TimedRevert | undefined;
  /** Another execution's hold on the alias. */
  claim: Claim | undefined;
}

/**
 * Reads an alias's record, sequentially, because a journal answers one query at a time anyway. Throws StageError
 * pinExpired.
 */
export async function readAliasRecord(pins: PinReader, aliasName: string): Promise<AliasRecord> {
  const candidate = await pins.candidate(),
    first = await pins.firstRouting(aliasName);
  return {
    baselinePin: await executionBaseline(pins, aliasName),
    firstPin: first?.routing,
    origin: first?.origin,
    leftPin: await pins.routing('leftRouting', aliasName),
    intendedPin: await pins.routing('intendedRouting', aliasName),
    candidatePin: candidate?.version,
    hasPublished: candidate?.isPublished === true,
    claim: await claimOf(pins, aliasName),
    timedRevert: await pins.timedRevert(aliasName),
    described: await readDescribed(pins, aliasName),
  };
}

async function readDescribed(pins: PinReader, aliasName: string): Promise<AliasRecord['described']> {
  const left = await pins.description('leftDescription', aliasName);
  const first = left === undefined ? undefined : await pins.description('firstDescription', aliasName);
  if (left === undefined || first === undefined) return undefined;
  return { first: first.description, left: left.description, ...present({ intended: left.intended }) };
}

/** What a stage that moves an alias along with other work must know about it. */
export interface MovedAlias {
  aliasName: string;
  claim?: Claim;
  left?: Routing;
  timed?: TimedRevert;
}

/** Reads what may prevent moving an alias. Throws StageError pinExpired. */
export async function readMovedAlias(pins: PinReader, aliasName: string): Promise<MovedAlias> {
  const [claim, left, timed] = await Promise.all([
    claimOf(pins, aliasName),
    pins.routing('leftRouting', aliasName),
    pins.timedRevert(aliasName),
  ]);
  return {
    aliasName,
    ...present({ claim }),
    ...(left === undefined || left === null ? {} : { left }),
    ...present({ timed }),
  };
}

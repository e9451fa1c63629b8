import type { Clock } from '../model/clock';
import type { Log } from '../model/log';
import type { OrcaAway } from '../model/orcaPort';

/** Wait before Orca is asked again; it doubles up to the longest one, so that a canary is still reverted within 20 s. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
/** A record that cannot be read, but that nobody has asked for in this time, is forgotten. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** Everything, as opposed to one execution. */
const ORCA = Symbol('Orca');
type Scope = typeof ORCA | string;

interface Outage {
  since: number;
  /** When the last request failed. */
  failedAt: number;
  waitMs: number;
  /** One request at a time finds out whether the outage is over. */
  isProbed: boolean;
  error: OrcaAway;
}

/** How a request ended. */
type Ended = { kind: 'responded' } | { kind: 'failed'; error: OrcaAway } | { kind: 'unknown' };

/**
 * What does not respond: Orca as a whole, or its record of one execution, which then does not keep others from being
 * read.
 */
export class Outages {
  private readonly outages = new Map<Scope, Outage>();

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Whether Orca as a whole is not asked at the moment. */
  isAway(): boolean {
    const outage = this.outages.get(ORCA);
    return outage !== undefined && this.mustWait(outage);
  }

  /** Call it before asking for an execution, and what it returns afterward. Throws the last OrcaAway if it is too early. */
  begin(id: string): (ended: Ended) => void {
    const probed = ([ORCA, id] as const).flatMap((scope) => this.outages.get(scope) ?? []);
    for (const outage of probed) if (this.mustWait(outage)) throw outage.error;
    for (const outage of probed) outage.isProbed = true;
    return (ended) => {
      for (const outage of probed) outage.isProbed = false;
      if (ended.kind === 'failed' && ended.error.concerns === 'orca') return this.fail(ORCA, ended.error, probed);
      if (ended.kind === 'unknown') return undefined;
      this.end(ORCA, probed);
      return ended.kind === 'failed' ? this.fail(id, ended.error, probed) : this.end(id, probed);
    };
  }

  private mustWait({ failedAt, waitMs, isProbed }: Outage): boolean {
    return isProbed || hasPassedLessThan(waitMs, failedAt, this.clock);
  }

  private fail(scope: Scope, error: OrcaAway, probed: readonly Outage[]): void {
    const outage = this.outages.get(scope),
      now = this.clock.now();
    if (outage === undefined) {
      this.forgetOld(now);
      this.outages.set(scope, { since: now, failedAt: now, waitMs: FIRST_WAIT_MS, isProbed: false, error });
      this.log.warn({ ...fieldsOf(scope), reason: error.message }, MESSAGES[kindOf(scope)].begins);
    } else if (probed.includes(outage)) {
      // Requests that were in flight before this was known count once.
      Object.assign(outage, { failedAt: now, waitMs: Math.min(2 * outage.waitMs, LONGEST_WAIT_MS), error });
    }
  }

  /** Only a request that was made to find out ends an outage: if every other one fails, there is one outage, not many. */
  private end(scope: Scope, probed: readonly Outage[]): void {
    const outage = this.outages.get(scope);
    if (outage === undefined || !probed.includes(outage)) return;
    this.outages.delete(scope);
    const awaySeconds = Math.round((this.clock.now() - outage.since) / 1000);
    this.log.info({ ...fieldsOf(scope), awaySeconds }, MESSAGES[kindOf(scope)].ends);
  }

  private forgetOld(now: number): void {
    for (const [scope, { failedAt, isProbed }] of this.outages)
      if (!isProbed && failedAt + FORGOTTEN_AFTER_MS < now) this.outages.delete(scope);
  }
}

/** Whether less than this has passed since a time. If time has been set back since then, it counts as more. */
export function hasPassedLessThan(ms: number, sinceMs: number, clock: Clock): boolean {
  const passedMs = clock.now() - sinceMs;
  return passedMs >= 0 && passedMs < ms;
}

const kindOf = (scope: Scope): 'orca' | 'execution' => (scope === ORCA ? 'orca' : 'execution');
const fieldsOf = (scope: Scope): object => (scope === ORCA ? {} : { execution: scope });

const MESSAGES = {
  orca: { begins: 'Orca does not respond; the sidecar keeps asking', ends: 'Orca responds again' },
  execution: {
    begins: "Orca's record of an execution cannot be read; the sidecar keeps asking",
    ends: "Orca's record of an execution can be read again",
  },
} as const;

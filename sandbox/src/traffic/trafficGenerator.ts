import type { AliasCaller } from './aliasCaller';
import type { Refusal, TrafficSeen, TrafficTarget, TrafficWish, ServedCall } from './trafficAnswer';

/** While the alias can't be called, it is tried this often, whatever the rate. */
const RETRY_EVERY_MS = 2_000;
/** Maximum number of concurrent calls; a slow function lowers the rate instead of piling up calls. */
const MOST_OUT = 10;
/** Somewhat more than the page shows at its highest rate. */
const MOST_KEPT = 5_000;
/** The actual rate is that of so many seconds. */
const RATE_SECONDS = 5;

/** Calls an alias at a steady rate, whether or not a page is open: browsers slow down the timers of hidden pages. */
export type TrafficGenerator = {
  /** Starts, or continues with another rate or another alias. */
  start(wish: TrafficWish): void;
  stop(): void;
  /** What has happened after the call with this number. */
  seen(after: number): TrafficSeen;
};

/** Creates a generator, which is off. */
export function trafficGenerator(invoke: AliasCaller['invoke']): TrafficGenerator {
  let wish: TrafficWish | null = null;
  let target: TrafficTarget | null = null;
  // Differs from those of the process before, whose numbers began at 1, too.
  let series = Date.now();
  let number = 0;
  let calls: ServedCall[] = [];
  let refusal: Refusal | null = null;
  let startedAt = 0;
  let out = 0;
  let timer: NodeJS.Timeout | undefined;

  const call = async (to: TrafficWish): Promise<void> => {
    const current = series;
    out += 1;
    const answer = await invoke(to);
    out -= 1;
    if (current !== series || wish === null) return;
    refusal = answer.outcome === 'refused' ? answer : null;
    if (answer.outcome === 'refused') return;
    const { version, durationMs, functionError } = answer;
    number += 1;
    calls.push({ number, at: Date.now(), version, durationMs, failed: functionError !== null });
    if (calls.length > MOST_KEPT) calls = calls.slice(-MOST_KEPT / 2);
  };
  const tick = (): void => {
    if (wish === null) return;
    timer = setTimeout(tick, refusal === null ? 1_000 / wish.callsPerSecond : RETRY_EVERY_MS);
    if (out < (refusal === null ? MOST_OUT : 1)) void call(wish);
  };
  const ratePerSecond = (): number => {
    const seconds = Math.min(RATE_SECONDS, Math.max(1, (Date.now() - startedAt) / 1_000));
    const recent = calls.filter(({ at }) => at > Date.now() - seconds * 1_000).length;
    return Math.round((recent / seconds) * 10) / 10;
  };

  return {
    start(wanted) {
      clearTimeout(timer);
      if (target === null || !isSame(target, wanted)) {
        series += 1;
        calls = [];
        refusal = null;
        target = { region: wanted.region, functionName: wanted.functionName, aliasName: wanted.aliasName };
      }
      if (wish === null) startedAt = Date.now();
      wish = wanted;
      tick();
    },
    stop() {
      clearTimeout(timer);
      wish = null;
      refusal = null;
    },
    seen: (after) => ({
      wish,
      series,
      calls: calls.filter((served) => served.number > after),
      refusal,
      perSecond: wish === null ? 0 : ratePerSecond(),
    }),
  };
}

const isSame = (one: TrafficTarget, other: TrafficTarget): boolean =>
  one.region === other.region && one.functionName === other.functionName && one.aliasName === other.aliasName;

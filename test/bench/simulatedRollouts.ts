import { clumpinessOf, judgeRate, type Counts, type PairedMinute } from '../../orca-stages-ts/src/stages/shared/guards';

/** Minutes that CloudWatch is late before a version may be called worse. */
const DELAY_MINUTES = 2;
const HISTORY_MINUTES = 60;

/** A kind of rollout: one hold, judged every minute. Rates are 0 to 1. */
export interface Scenario {
  name: string;
  callsPerMinute: number;
  weight: number;
  baselineRate: number;
  /** How much higher the candidate's rate is. */
  increase: number;
  /** How many errors come at once, on average 1 or this many. */
  clump: number;
  minutes: number;
}

/** What became of one rollout. */
export interface Rollout {
  /** The minute in which the guard said `worse`; undefined: never. */
  worseAt: number | undefined;
  /** The candidate's calls until then. */
  candidateCalls: number;
  /** Calls that failed and would not have with the baseline. */
  extraErrors: number;
}

/** A source of random numbers from 0 to 1 that always goes the same way (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A normally distributed number, with mean 0 and standard deviation 1. */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** From so many expected successes on, a binomial number is drawn from the normal distribution. */
const MANY = 50;

/** A number of successes. */
export function binomial(trials: number, chance: number, random: () => number): number {
  if (trials <= 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  if (chance > 0.5) return trials - binomial(trials, 1 - chance, random);
  const mean = trials * chance;
  if (mean >= MANY) {
    return Math.min(trials, Math.max(0, Math.round(mean + normal(random) * Math.sqrt(mean * (1 - chance)))));
  }
  // Waiting times between successes: as many draws as there are successes.
  let successes = 0,
    at = Math.floor(Math.log(1 - random()) / Math.log1p(-chance));
  while (at < trials) {
    successes += 1;
    at += 1 + Math.floor(Math.log(1 - random()) / Math.log1p(-chance));
  }
  return successes;
}

/** The calls of one version in a minute; errors come in clumps. */
function countsOf(calls: number, rate: number, clump: number, random: () => number): Counts {
  const clumps = binomial(calls, rate / clump, random);
  return { calls, bad: Math.min(calls, clumps * clump) };
}

/** The rate of the candidate's errors, 0 to 1. */
export const candidateRate = ({ baselineRate, increase }: Scenario): number => Math.min(1, baselineRate + increase);

/** What both versions do in a minute in which the candidate has this weight. */
export function drawMinute(scenario: Scenario, weight: number, random: () => number): PairedMinute {
  const { callsPerMinute, baselineRate, clump } = scenario;
  const toCandidate = binomial(callsPerMinute, weight, random);
  return {
    candidate: countsOf(toCandidate, candidateRate(scenario), clump, random),
    baseline: countsOf(callsPerMinute - toCandidate, baselineRate, clump, random),
  };
}

/** The baseline's last hour before a rollout. */
export const drawHistory = (scenario: Scenario, random: () => number): Counts[] =>
  Array.from({ length: HISTORY_MINUTES }, () => drawMinute(scenario, 0, random).baseline);

/** One rollout through the code that judges real ones, looked at every minute. */
export function simulateRollout(scenario: Scenario, random: () => number): Rollout {
  const { weight, baselineRate, minutes } = scenario;
  const limits = { maxIncreasePercentPoints: 1, alpha: 0.01, minimumInvocations: 50 };
  const clumpiness = clumpinessOf(drawHistory(scenario, random));
  const seen: PairedMinute[] = [];
  const increase = candidateRate(scenario) - baselineRate;
  let candidateCalls = 0;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const drawn = drawMinute(scenario, weight, random);
    candidateCalls += drawn.candidate.calls;
    seen.push(drawn);
    const judged = judgeRate([seen.slice(0, Math.max(0, seen.length - DELAY_MINUTES))], clumpiness, limits);
    if (judged.verdict === 'worse') return { worseAt: minute, candidateCalls, extraErrors: candidateCalls * increase };
  }
  return { worseAt: undefined, candidateCalls, extraErrors: candidateCalls * increase };
}

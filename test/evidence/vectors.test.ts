import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  clumpinessOf,
  durationLimitMs,
  judgeDuration,
  judgeRate,
  type Counts,
  type PairedMinute,
} from 'orca-stages-ts/src/stages/shared/guards';
import { z } from 'zod';

const countsSchema = z.tuple([z.number(), z.number()]);
const vectorsSchema = z.object({
  errorRate: z.array(
    z.object({
      id: z.string(),
      about: z.string(),
      input: z.object({
        maxIncreasePercentPoints: z.number(),
        alpha: z.number(),
        minInvocations: z.number(),
        'historyBaselineMinutes[calls,errors]': z.array(countsSchema),
        'holds[minutes[candidateCalls,candidateErrors,baselineCalls,baselineErrors]]': z.array(
          z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
        ),
      }),
      expected: z.object({
        phi: z.number(),
        candidateCalls: z.number(),
        candidateErrors: z.number(),
        baselineCallsEffective: z.number(),
        baselineErrorsEffective: z.number(),
        lnEvidence: z.number(),
        errorMinutes: z.number(),
        verdict: z.string(),
      }),
    }),
  ),
  duration: z.array(
    z.object({
      id: z.string(),
      about: z.string(),
      statistic: z.enum(['p50', 'p99']),
      input: z.object({
        maxRatio: z.number(),
        baselinePercentileMs: z.number(),
        alpha: z.number(),
        minInvocations: z.number(),
        'minutes[candidateSampleCount,candidatePR(:limit)percent,baselineSampleCount]': z.array(
          z.tuple([z.number(), z.number(), z.number()]),
        ),
      }),
      expected: z.object({
        limitMs: z.number(),
        candidateCalls: z.number(),
        slowCandidateCalls: z.number(),
        baselineCalls: z.number(),
        slowBaselineCalls: z.number(),
        lnEvidence: z.number(),
        slowMinutes: z.number(),
        verdict: z.string(),
      }),
    }),
  ),
});
const vectors = vectorsSchema.parse(JSON.parse(readFileSync(join(__dirname, 'vectors.json'), 'utf8')));

const countsOf = ([calls, bad]: readonly [number, number]): Counts => ({ calls, bad });
const verdictOf = (verdict: string): string => (verdict === 'notEnough' ? 'notEnoughEvidence' : verdict);

describe('The guards judge the worked examples as they should', () => {
  test('there are examples of both', () => {
    expect([vectors.errorRate.length, vectors.duration.length]).toEqual([12, 12]);
  });

  test.each(vectors.errorRate)('$id: $about', ({ input, expected }) => {
    const history = input['historyBaselineMinutes[calls,errors]'].map(countsOf);
    const clumpiness = clumpinessOf(history);
    const holds = input['holds[minutes[candidateCalls,candidateErrors,baselineCalls,baselineErrors]]'].map((minutes) =>
      minutes.map(([calls, bad, others, otherBad]): PairedMinute => ({
        candidate: { calls, bad },
        baseline: { calls: others, bad: otherBad },
      })),
    );
    const judged = judgeRate(holds, clumpiness, { ...input, minimumInvocations: input.minInvocations });
    expect(clumpiness).toBeCloseTo(expected.phi, 6);
    expect(judged.pair.candidate).toEqual({ calls: expected.candidateCalls, bad: expected.candidateErrors });
    expect(judged.pair.baseline.calls).toBeCloseTo(expected.baselineCallsEffective, 6);
    expect(judged.pair.baseline.bad).toBeCloseTo(expected.baselineErrorsEffective, 6);
    expect(judged.lnEvidence).toBeCloseTo(expected.lnEvidence, 5);
    expect(judged.badMinutes).toBe(expected.errorMinutes);
    expect(verdictOf(judged.verdict)).toBe(expected.verdict);
  });

  test.each(vectors.duration)('$id: $about', ({ statistic, input, expected }) => {
    const minutes = input['minutes[candidateSampleCount,candidatePR(:limit)percent,baselineSampleCount]'].map(
      ([candidateCalls, candidateWithinLimitPercent, baselineCalls]) => ({
        candidateCalls,
        candidateWithinLimitPercent,
        baselineCalls,
      }),
    );
    const judged = judgeDuration(minutes, {
      percentile: statistic,
      alpha: input.alpha,
      minimumInvocations: input.minInvocations,
    });
    expect(durationLimitMs(input.baselinePercentileMs, input.maxRatio)).toBe(expected.limitMs);
    expect(judged.pair.candidate.calls).toBeCloseTo(expected.candidateCalls, 6);
    expect(judged.pair.candidate.bad).toBeCloseTo(expected.slowCandidateCalls, 5);
    expect(judged.pair.baseline.calls).toBeCloseTo(expected.baselineCalls, 6);
    expect(judged.pair.baseline.bad).toBeCloseTo(expected.slowBaselineCalls, 6);
    expect(judged.lnEvidence).toBeCloseTo(expected.lnEvidence, 5);
    expect(judged.badMinutes).toBe(expected.slowMinutes);
    expect(verdictOf(judged.verdict)).toBe(expected.verdict);
  });
});

import { say, toldOf, type EvidenceReport, type GuardReport, type SayingValues } from 'stage-contract';

/** The versions that a guard compares. */
export interface ComparedVersions {
  candidate: string;
  baseline: string;
}

/** A guard's figures for a sentence. Pure. */
export const findingOf = (
  { metric, candidate, baseline, limit }: GuardReport,
  versions: ComparedVersions,
): SayingValues['guardCompared'] => ({
  metric,
  ...versions,
  candidateCalls: candidate.calls,
  candidateBad: candidate.bad,
  baselineCalls: baseline.calls,
  baselineBad: baseline.bad,
  limit,
});

/** A guard's verdict at the end of a hold, as a piece of evidence. Pure. */
export function guardEvidence(
  guard: GuardReport,
  { step, versions, now }: { step: string; versions: ComparedVersions; now: string },
): EvidenceReport {
  const said = say('guardCompared', findingOf(guard, versions));
  return {
    source: 'guard',
    measured: said.words,
    told: toldOf(said),
    version: versions.candidate,
    step,
    figures: {
      candidateCalls: guard.candidate.calls,
      candidateBad: guard.candidate.bad,
      baselineCalls: guard.baseline.calls,
      baselineBad: guard.baseline.bad,
      evidence: guard.evidence,
    },
    limit: { evidence: guard.threshold },
    verdict: guard.verdict,
    at: now,
  };
}

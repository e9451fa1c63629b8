import {
  present,
  toldOf,
  type EvidenceReport,
  type EvidenceSource,
  type InvocationReport,
  type Saying,
} from 'stage-contract';

interface MeasuredCalls {
  source: EvidenceSource;
  measured: Saying;
  step: string;
  /** The version that was measured, if it was a single one. */
  version: string | undefined;
  answers: readonly InvocationReport[];
  /** How many calls were made, where that is more than have answered. */
  calls?: number;
  /** Calls that nobody saw the end of. */
  unknown?: number;
  /** How long an answer may take. */
  limitMs: number | undefined;
  verdict: EvidenceReport['verdict'];
  now: string;
}

/** What calls of a function have found out. Pure. */
export function evidenceOfCalls({
  answers,
  calls = answers.length,
  unknown = 0,
  ...more
}: MeasuredCalls): EvidenceReport {
  const { source, measured, step, version, limitMs, verdict, now } = more;
  const passed = answers.filter(({ ok }) => ok).length,
    durations = answers.flatMap(({ durationMs }) => durationMs ?? []);
  return {
    source,
    measured: measured.words,
    told: toldOf(measured),
    step,
    figures: {
      calls,
      passed,
      failed: calls - passed - unknown,
      ...present({
        unknown: unknown === 0 ? undefined : unknown,
        slowestMs: durations.length === 0 ? undefined : Math.max(...durations),
      }),
    },
    ...present({ version, limit: limitMs === undefined ? undefined : { slowestMs: limitMs } }),
    verdict,
    at: now,
  };
}

import { present, say, toldOf, type EvidenceReport, type HealthCheck, type InvocationReport } from 'stage-contract';
import type { RouteStep } from './steps';

/** A health check that has ended. */
interface EndedCheck {
  step: Extract<RouteStep, { kind: 'healthCheck' }>;
  check: HealthCheck;
  /** The responses of this check's own attempts; the last one decided. */
  answers: readonly InvocationReport[];
  now: string;
}

/** What a health check found out about the candidate: one piece of evidence, however many attempts it took. Pure. */
export function healthEvidence({ step, check, answers, now }: EndedCheck): EvidenceReport {
  const said = say('healthCheckOf', { version: step.version }),
    passed = answers.filter(({ ok }) => ok).length,
    limitMs = check.expect?.maxDurationMs;
  return {
    source: 'healthCheck',
    measured: said.words,
    told: toldOf(said),
    version: step.version,
    step: step.id,
    figures: {
      calls: answers.length,
      passed,
      failed: answers.length - passed,
      ...present({ slowestMs: slowestMs(answers) }),
    },
    ...(limitMs === undefined ? {} : { limit: { slowestMs: limitMs } }),
    verdict: answers.at(-1)?.ok === true ? 'fine' : 'worse',
    at: now,
  };
}

/** Undefined if nothing has answered. */
function slowestMs(answers: readonly InvocationReport[]): number | undefined {
  const durations = answers.flatMap(({ durationMs }) => durationMs ?? []);
  return durations.length === 0 ? undefined : Math.max(...durations);
}

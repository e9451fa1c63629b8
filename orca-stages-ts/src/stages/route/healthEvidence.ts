import { say, type EvidenceReport, type HealthCheck, type InvocationReport } from 'stage-contract';
import { evidenceOfCalls } from '../shared/invocation';
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
export const healthEvidence = ({ step, check, answers, now }: EndedCheck): EvidenceReport =>
  evidenceOfCalls({
    source: 'healthCheck',
    measured: say('healthCheckOf', { version: step.version }),
    step: step.id,
    version: step.version,
    answers,
    limitMs: check.expect?.maxDurationMs,
    verdict: answers.at(-1)?.ok === true ? 'fine' : 'worse',
    now,
  });

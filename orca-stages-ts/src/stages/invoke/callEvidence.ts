import { say, type Called, type EvidenceReport, type InvocationReport, type InvokeInput } from 'stage-contract';
import { evidenceOfCalls } from '../shared/invocation';
import { executedVersions } from './words';

/** Calls of a stage that have ended, or whose result is unknown. */
interface EndedCalls {
  called: Called;
  step: string;
  now: string;
  /** What is known about the calls; for some, nothing may be known. */
  invocations: readonly InvocationReport[];
  /** How many calls were made, if that is more than are known. */
  calls?: number;
  /** Number of calls with an unknown result. */
  unknown: number;
}

/**
 * What calls found out about what was called. Undefined for queued calls and dry runs, which run nothing that could be
 * measured. Pure.
 */
export function callEvidence(
  { invocationType, expect }: Pick<InvokeInput, 'invocationType' | 'expect'>,
  { called, step, now, invocations, unknown, calls = invocations.length }: EndedCalls,
): EvidenceReport[] {
  if (invocationType === 'Event' || invocationType === 'DryRun') return [];
  const versions = executedVersions(invocations);
  const isFine = calls === invocations.length && invocations.every(({ ok }) => ok);
  return [
    evidenceOfCalls({
      source: 'invocation',
      measured: say('invocationsOf', { called }),
      step,
      version: versions.length === 1 ? versions[0] : undefined,
      answers: invocations,
      calls,
      unknown,
      limitMs: expect?.maxDurationMs,
      verdict: unknown > 0 ? 'failed' : isFine ? 'fine' : 'worse',
      now,
    }),
  ];
}

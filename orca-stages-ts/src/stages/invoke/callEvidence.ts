import { say, type Called, type EvidenceReport, type InvocationReport, type InvokeInput } from 'stage-contract';
import { evidenceOfCalls } from '../shared/invocation';
import { executedVersions } from './words';

/** Calls of a stage that have ended, or whose end nobody saw. */
interface EndedCalls {
  called: Called;
  step: string;
  now: string;
  /** What is known of the calls; of some nothing may be. */
  invocations: readonly InvocationReport[];
  /** How many calls were made, where that is more than are known. */
  calls?: number;
  /** Calls that nobody saw the end of. */
  unknown: number;
}

/** What calls have found out about what was called. Queued calls and dry runs run nothing that could be measured: none. Pure. */
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

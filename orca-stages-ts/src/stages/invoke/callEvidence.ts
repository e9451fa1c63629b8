import {
  present,
  say,
  toldOf,
  type Called,
  type EvidenceReport,
  type InvocationReport,
  type InvokeInput,
} from 'stage-contract';
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
  const said = say('invocationsOf', { called }),
    versions = executedVersions(invocations),
    durations = invocations.flatMap(({ durationMs }) => durationMs ?? []);
  const passed = invocations.filter(({ ok }) => ok).length;
  return [
    {
      source: 'invocation',
      measured: said.words,
      told: toldOf(said),
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
      ...present({
        version: versions.length === 1 ? versions[0] : undefined,
        limit: expect?.maxDurationMs === undefined ? undefined : { slowestMs: expect.maxDurationMs },
      }),
      verdict: unknown > 0 ? 'failed' : passed === calls ? 'fine' : 'worse',
      at: now,
    },
  ];
}

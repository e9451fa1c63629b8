import type { InvocationReport } from 'stage-contract';

/** What is called, for people: `checkout:live`, `checkout:42`, `the unpublished head of checkout`. */
export const targetOf = (functionName: string, qualifier: string | undefined): string =>
  qualifier === undefined ? `the unpublished head of ${functionName}` : `${functionName}:${qualifier}`;

const failedConditions = (invocations: readonly InvocationReport[]): string[] => [
  ...new Set(
    invocations.flatMap((one) =>
      one.assertions.filter((assertion) => !assertion.ok).map((assertion) => assertion.condition),
    ),
  ),
];

/** Most names of conditions in one sentence. */
const NAMED_CONDITIONS = 5;

/** Why the stage fails. Holds names of conditions only: what came back may be secret and stands in the report. */
export function failureWords(words: string, invocations: readonly InvocationReport[]): string {
  const failed = invocations.filter((one) => !one.ok).length;
  const conditions = failedConditions(invocations);
  const named = `${conditions.slice(0, NAMED_CONDITIONS).join(', ')}${conditions.length > NAMED_CONDITIONS ? ` and ${conditions.length - NAMED_CONDITIONS} more` : ''}`;
  const who =
    invocations.length === 1
      ? `The answer of ${words} was`
      : `${failed} of ${invocations.length} invocations of ${words} ${failed === 1 ? 'was' : 'were'}`;
  return `${who} not as expected: ${named}.`;
}

/** The success in one sentence. */
export function headlineOf(words: string, invocationType: string, invocations: readonly InvocationReport[]): string {
  const count = invocations.length;
  const many = count === 1 ? '1 invocation' : `${count} invocations`;
  if (invocationType === 'Event') return `Queued ${many} of ${words}`;
  if (invocationType === 'DryRun') return `Permission to call ${words} is there; nothing ran`;
  return count === 1
    ? `${words} answered as expected in ${Math.round(invocations[0]?.durationMs ?? 0)} ms`
    : `All ${many} of ${words} were as expected`;
}

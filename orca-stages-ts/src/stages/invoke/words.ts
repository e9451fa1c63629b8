import {
  present,
  say,
  type Called,
  type CallType,
  type InvocationReport,
  type InvokeInput,
  type Saying,
} from 'stage-contract';

/** What is called, for the catalogue. */
export const calledBy = (
  { functionName }: Pick<InvokeInput, 'functionName'>,
  qualifier: string | undefined,
): Called => ({
  functionName,
  ...present({ qualifier }),
});

/** Versions that answered. */
export const executedVersions = (invocations: readonly InvocationReport[]): string[] => [
  ...new Set(invocations.flatMap((one) => (one.executedVersion === undefined ? [] : [one.executedVersion]))),
];

/** The qualifier that was called, as far as input and responses tell. */
export function qualifierOf(input: InvokeInput, versions: readonly string[]): string | undefined {
  if (input.version === undefined) return input.aliasName;
  return versions[0] ?? input.versionNumber ?? input.version;
}

/** Names of the conditions that some response did not meet. The response may be secret; only the report has it. */
export const failedConditions = (invocations: readonly InvocationReport[]): string[] => [
  ...new Set(
    invocations.flatMap((one) =>
      one.assertions.filter((assertion) => !assertion.ok).map((assertion) => assertion.condition),
    ),
  ),
];

/** The success in one sentence. */
export function headlineOf(called: Called, type: CallType, invocations: readonly InvocationReport[]): Saying {
  const count = invocations.length;
  if (type === 'Event') return say('callsQueued', { called, count });
  if (type === 'DryRun') return say('callPermitted', { called });
  return count === 1
    ? say('callAsExpected', { called, durationMs: Math.round(invocations[0]?.durationMs ?? 0) })
    : say('callsAsExpected', { called, count });
}

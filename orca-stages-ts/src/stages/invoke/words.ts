import { present, say, type Called, type InvocationReport, type InvokeInput, type Saying } from 'stage-contract';
import { asksForMore, errorStatusOf } from '../shared/expectation';

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

/** Whether the stage expects more of a response than that the function did not fail. */
export const expectsMore = ({ expect, outputArtifact }: Pick<InvokeInput, 'expect' | 'outputArtifact'>): boolean =>
  outputArtifact !== undefined || asksForMore(expect);

/** The success in one sentence. */
export function headlineOf(called: Called, input: InvokeInput, invocations: readonly InvocationReport[]): Saying {
  const count = invocations.length,
    { invocationType: type } = input;
  if (type === 'Event') return say('callsQueued', { called, count });
  if (type === 'DryRun') return say('callPermitted', { called });
  const [only] = invocations;
  const isJudged = expectsMore(input);
  if (only === undefined || count > 1) return say(isJudged ? 'callsAsExpected' : 'callsAnswered', { called, count });
  const durationMs = Math.round(only.durationMs ?? 0);
  return isJudged
    ? say('callAsExpected', { called, durationMs })
    : say('callAnswered', { called, durationMs, ...present({ errorStatus: errorStatusOf(only.response ?? '') }) });
}

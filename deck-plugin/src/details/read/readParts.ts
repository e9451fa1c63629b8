import {
  STEP_STATES,
  type AliasReport,
  type AssertionReport,
  type DeletionReport,
  type Difference,
  type InvocationReport,
  type ProblemReport,
  type Routing,
} from 'stage-contract';
import type { AwsCallView, FailureView, StepView, TimelineView, VersionView } from './outcomeView';
import { present, readField, readFlag, readList, readNumber, readText, readTimeMs, readWord } from './readers';

/** A routing that names at least its main version. */
export function readRouting(value: unknown): Routing | undefined {
  const mainVersion = readText(readField(value, 'mainVersion'));
  if (mainVersion === undefined) return undefined;
  const weightPercent = readNumber(readField(value, 'additionalWeightPercent'));
  return {
    mainVersion,
    ...present({
      additionalVersion: readText(readField(value, 'additionalVersion')),
      additionalWeightPercent: weightPercent === undefined ? undefined : Math.min(100, Math.max(0, weightPercent)),
    }),
  };
}

/** A version; a bare number or text is taken as its number. */
export function readVersion(value: unknown): VersionView | undefined {
  const bare = typeof value === 'string' || typeof value === 'number' ? readText(value) : undefined;
  const version = bare ?? readText(readField(value, 'version'));
  if (version === undefined) return undefined;
  return {
    version,
    ...present({
      publishedAtMs: readTimeMs(readField(value, 'publishedAt')),
      codeSha256: readText(readField(value, 'codeSha256')),
    }),
  };
}

/** A step that has a sentence, or at least an id; a state that this page does not know counts as still to do. */
export function readStep(value: unknown, index: number): StepView | undefined {
  const id = readText(readField(value, 'id'));
  const sentence = readText(readField(value, 'sentence')) ?? id;
  if (sentence === undefined) return undefined;
  return {
    id: id ?? `step ${index + 1}`,
    sentence,
    state: readWord(STEP_STATES, readField(value, 'state')) ?? 'todo',
    ...present({
      startedAtMs: readTimeMs(readField(value, 'startedAt')),
      endedAtMs: readTimeMs(readField(value, 'endedAt')),
      attempts: readNumber(readField(value, 'attempts')),
      note: readText(readField(value, 'note')),
    }),
  };
}

/** Field problems, as a refusal and a failure list them. */
const readProblems = (value: unknown): ProblemReport[] =>
  readList(value, (entry) => {
    const message = readText(readField(entry, 'message')) ?? readText(entry);
    return message === undefined ? undefined : { field: readText(readField(entry, 'field')) ?? '', message };
  });

/** A failure that says what failed, in the contract's words or as `{ code, message }`, or as plain text. */
export function readFailure(value: unknown): FailureView | undefined {
  const text = (name: string): string | undefined => readText(readField(value, name));
  const what =
    (typeof value === 'string' ? readText(value) : undefined) ?? text('what') ?? text('message') ?? text('code');
  if (what === undefined) return undefined;
  const problems = readProblems(readField(value, 'problems'));
  return {
    what,
    ...present({
      code: text('code'),
      where: text('where'),
      awsCode: text('awsCode'),
      awsMessage: text('awsMessage'),
      awsRequestId: text('awsRequestId'),
      step: text('step'),
      attempts: readNumber(readField(value, 'attempts')),
      restored: text('restored'),
      next: text('next') ?? text('hint'),
      problems: problems.length > 0 ? problems : undefined,
    }),
  };
}

/** A setting that differs. */
export function readDifference(value: unknown): Difference | undefined {
  const setting = readText(readField(value, 'setting'));
  if (setting === undefined) return undefined;
  return {
    setting,
    change: readWord(['changed', 'new', 'removed'], readField(value, 'change')) ?? 'changed',
    ...present({ before: readText(readField(value, 'before')), after: readText(readField(value, 'after')) }),
  };
}

/** What became of one alias. */
export function readAlias(value: unknown): AliasReport | undefined {
  const alias = readText(readField(value, 'alias'));
  const routing = readRouting(readField(value, 'routing'));
  if (alias === undefined || routing === undefined) return undefined;
  return { alias, routing, note: readText(readField(value, 'note')) ?? '' };
}

/** One condition on a response; a result that is missing counts as not met, so that it is seen. */
function readAssertion(value: unknown): AssertionReport | undefined {
  const condition = readText(readField(value, 'condition'));
  if (condition === undefined) return undefined;
  return {
    condition,
    expected: readText(readField(value, 'expected')) ?? 'not recorded',
    got: readText(readField(value, 'got')) ?? 'not recorded',
    ok: readFlag(readField(value, 'ok')) ?? false,
  };
}

/** One call of the function. */
export function readInvocation(value: unknown, position: number): InvocationReport | undefined {
  const ok = readFlag(readField(value, 'ok'));
  if (ok === undefined) return undefined;
  return {
    index: readNumber(readField(value, 'index')) ?? position + 1,
    ok,
    assertions: readList(readField(value, 'assertions'), readAssertion),
    ...present({
      step: readText(readField(value, 'step')),
      statusCode: readNumber(readField(value, 'statusCode')),
      executedVersion: readText(readField(value, 'executedVersion')),
      durationMs: readNumber(readField(value, 'durationMs')),
      functionError: readText(readField(value, 'functionError')),
      requestId: readText(readField(value, 'requestId')),
      response: readText(readField(value, 'response')),
      responseBytes: readNumber(readField(value, 'responseBytes')),
      responseSha256: readText(readField(value, 'responseSha256')),
      logTail: readText(readField(value, 'logTail')),
    }),
  };
}

/** What became of one version that Delete looked at. */
export function readDeletion(value: unknown): DeletionReport | undefined {
  const version = readText(readField(value, 'version'));
  const result = readWord(['deleted', 'protected', 'kept', 'gone'], readField(value, 'result'));
  if (version === undefined || result === undefined) return undefined;
  return { version, result, ...present({ reason: readText(readField(value, 'reason')) }) };
}

/** One entry of the timeline; it needs a reason or a routing to say anything. */
export function readTimelineEntry(value: unknown): TimelineView | undefined {
  const reason = readText(readField(value, 'reason'));
  const routing = readRouting(readField(value, 'routing'));
  if (reason === undefined && routing === undefined) return undefined;
  return { reason: reason ?? '', ...present({ atMs: readTimeMs(readField(value, 'at')), routing }) };
}

/** One call to AWS. */
export function readAwsCall(value: unknown): AwsCallView | undefined {
  const call = readText(readField(value, 'call'));
  if (call === undefined) return undefined;
  return {
    call,
    ...present({
      atMs: readTimeMs(readField(value, 'at')),
      requestId: readText(readField(value, 'requestId')),
      durationMs: readNumber(readField(value, 'durationMs')),
      error: readText(readField(value, 'error')),
    }),
  };
}

import {
  present,
  say,
  StageError,
  inlineArtifactText,
  type Expectation,
  type InvocationReport,
  type InvokeInput,
} from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { InvokeFacts } from '../../model/invocation';
import { assertionOf, judgeAside, type Judgement } from '../shared/expectation';
import { firstBytes, keptBytes, recordInvocation, type Recording } from '../shared/invocation';
import type { CallResult } from './callTogether';
import type { InvokeFactsKept, NativeResult } from './steps';

/** Checks and records the responses. Throttled calls wait for the last step, or have been retried already. */
export async function recordCalls(
  results: readonly CallResult[],
  input: InvokeInput,
  facts: Readonly<Partial<InvokeFactsKept>>,
  again: 'later' | 'never',
): Promise<Applied<InvokeFactsKept>> {
  const recording: Recording = {
    responses: input.recordResponse ?? 'truncated',
    logs: input.recordLogs === true,
    calls: input.executionCount ?? 1,
  };
  const kept: InvokeFactsKept = {
    invocations: [...(facts.invocations ?? [])],
    results: { ...facts.results },
    throttled: again === 'later' ? [...(facts.throttled ?? [])] : [],
    unknown: [...(facts.unknown ?? [])],
  };
  for (const result of results) {
    if (result.kind === 'notRun' && again === 'later') kept.throttled.push(result.index);
    else if (result.kind === 'answered') await keepAnswer(kept, result.index, result.facts, input, recording);
    else keepError(kept, result);
  }
  kept.invocations.sort(failedFirst);
  const bad = results.filter((result) => result.kind === 'unknown' || result.kind === 'refused').length;
  return {
    kind: 'done',
    facts: kept,
    report: { invocations: kept.invocations },
    ...(bad === 0 ? {} : { note: say('callsWithoutAnswer', { count: bad, of: results.length }) }),
  };
}

/** If a long list must be shortened, the least important entries should go. */
const failedFirst = (a: InvocationReport, b: InvocationReport): number =>
  Number(a.ok) - Number(b.ok) || a.index - b.index;

async function keepAnswer(
  kept: InvokeFactsKept,
  index: number,
  facts: InvokeFacts,
  input: InvokeInput,
  recording: Recording,
): Promise<void> {
  const judgement = await judgementOf(facts, input, recording);
  kept.invocations.push(recordInvocation(index, facts, judgement, recording));
  kept.results[index] = nativeResult(facts, recording);
}

/** Queued calls and dry runs have no response to check: AWS accepted them, and that is all. */
async function judgementOf(facts: InvokeFacts, input: InvokeInput, recording: Recording): Promise<Judgement> {
  if (input.invocationType === 'Event' || input.invocationType === 'DryRun') return { ok: true, assertions: [] };
  return judgeAside(expectationOf(input), facts, recording.responses);
}

/** Spinnaker's `outputArtifact` is the expected body. */
function expectationOf(input: Pick<InvokeInput, 'expect' | 'outputArtifact'>): Expectation | undefined {
  const read =
    input.outputArtifact === undefined ? undefined : inlineArtifactText(input.outputArtifact, 'outputArtifact');
  return read?.ok === true ? { ...input.expect, body: read.text } : input.expect;
}

function keepError(kept: InvokeFactsKept, result: Exclude<CallResult, { kind: 'answered' }>): void {
  const { index, error } = result;
  const details = error instanceof StageError ? error.details : undefined;
  const got = result.kind === 'unknown' ? say('gotUnseenEnd', {}) : (details?.what ?? say('gotFailedCall', {}));
  const requestId = details?.awsRequestId;
  kept.invocations.push({
    index,
    ok: false,
    assertions: [assertionOf('Call', say('wantedAnswer', {}), got, false)],
    ...present({ requestId }),
  });
  kept.results[index] = { body: '', response: '', errors: [got.words] };
  if (result.kind === 'unknown') kept.unknown.push(index);
}

/** Source: what Spinnaker's own stage writes, so that expressions in pipelines keep working. */
function nativeResult(facts: InvokeFacts, recording: Recording): NativeResult {
  const limit = keptBytes(recording.calls);
  const shown = recording.responses === 'none' ? '' : facts.payload;
  const logs =
    recording.logs && facts.logTail !== undefined ? { logs: Buffer.from(facts.logTail).toString('base64') } : {};
  return {
    body: firstBytes(bodyOf(shown), limit),
    response: firstBytes(shown, limit),
    errors: facts.functionError === undefined ? [] : [facts.functionError],
    ...logs,
  };
}

function bodyOf(payload: string): string {
  try {
    const json: unknown = JSON.parse(payload);
    const body: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'body') : undefined;
    return body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  } catch {
    return '';
  }
}

import { present, calledWords, say, StageError, type Problem, type InvokeInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { sentenceOf } from '../../model/step';
import { targetWords } from '../../model/target';
import { expectationProblems } from '../shared/expectation';
import { payloadText } from '../shared/invocation';
import type { InvokeObserved } from './observe';
import type { Call, InvokeStep } from './steps';
import { calledBy } from './words';

/** What a call gets in addition to the function's own timeout, for the network. */
const MARGIN_SECONDS = 5;

/**
 * Calls in order, in groups of `parallelism`, and a verdict at the end, so that one bad response does not hide the
 * others.
 */
export function planInvoke(input: InvokeInput, observed: InvokeObserved, operation: OperationFacts): Plan<InvokeStep> {
  refuseProblems(input, operation);
  if (observed.macroWithoutVersion) throw noVersion(input, operation);
  const count = input.executionCount ?? 1,
    atOnce = Math.min(input.parallelism ?? 1, count);
  const timeoutSeconds = input.timeout ?? observed.functionTimeoutSeconds + MARGIN_SECONDS;
  const call: Call = {
    timeoutMs: timeoutSeconds * 1000,
    ...present({ qualifier: observed.qualifier }),
  };
  const steps: InvokeStep[] = [];
  for (let first = 1; first <= count; first += atOnce) {
    const indexes = Array.from({ length: Math.min(atOnce, count - first + 1) }, (_, offset) => first + offset);
    steps.push(callStep(input, indexes, count, call));
  }
  if (atOnce > 1)
    steps.push({
      id: 'call-throttled',
      kind: 'callThrottledAgain',
      ...sentenceOf(say('callThrottledAgain', {})),
      mutates: true,
      call,
    });
  steps.push({
    id: 'judge',
    kind: 'judgeAnswers',
    ...sentenceOf(say('judgeAnswers', { count })),
    mutates: false,
    words: calledWords(calledBy(input, observed.qualifier)),
    ...present({ qualifier: observed.qualifier }),
  });
  const warnings = [...observed.warnings, ...(observed.qualifier === undefined ? [say('headWasCalled', {})] : [])];
  return { steps, pins: observed.pins, ...(warnings.length === 0 ? {} : { report: { warnings } }) };
}

function callStep(input: InvokeInput, indexes: number[], count: number, call: Call): InvokeStep {
  const first = indexes[0] ?? 1,
    last = indexes.at(-1) ?? first;
  const id = first === last ? `call-${first}` : `calls-${first}-${last}`;
  const called = calledBy(input, call.qualifier),
    type = input.invocationType ?? 'RequestResponse';
  return {
    id,
    kind: 'call',
    ...sentenceOf(say('call', { called, type, first, last, count })),
    mutates: true,
    indexes,
    call,
  };
}

/** Everything that is wrong with payload and paths, before anything runs. */
function refuseProblems(input: InvokeInput, operation: OperationFacts): void {
  const payload = payloadText(input, input.invocationType);
  const problems: Problem[] = [...(payload.ok ? [] : [payload.problem]), ...expectationProblems(input.expect)];
  if (problems.length === 0) return;
  const what = say('nothingWasCalled', { problems });
  throw new StageError({ code: 'invalidInput', what, where: targetWords(operation.target), problems });
}

function noVersion(input: InvokeInput, operation: OperationFacts): StageError {
  const what =
    input.version === '$PREVIOUS'
      ? say('noPreviousToCall', {})
      : say('noVersionToCall', { macro: input.version ?? 'this stage' });
  return new StageError({ code: 'noVersionForMacro', what, where: targetWords(operation.target, input.aliasName) });
}

import { isDeepStrictEqual } from 'node:util';
import { isMutating } from 'strict-lambda';
import type { CrashStage } from '../crash/crashStage';
import { counted } from '../crash/expectCell';
import { MUTATIONS, type Mutation } from '../crash/mutations';
import type { NamedCall, PassingFault } from './faultKinds';
import type { StressRun } from './stressWorld';

/** One cell: a stage, one of the calls that it makes, and what happens to that call. */
export interface PassingCell {
  stage: CrashStage;
  call: NamedCall;
  kind: PassingFault;
}

type Counts = Record<string, number>;

/** How a cell differs from what is expected; undefined if it does not. */
export function wrongWith(cell: PassingCell, undisturbed: StressRun, run: StressRun): string | undefined {
  const { stage, call, kind } = cell;
  if (call.operation === 'Invoke' && stage.request.type === 'Aws.LambdaInvokeStage' && !kind.refuses)
    return wrongUnknown(undisturbed, run);
  if (call.operation === 'Invoke' && isTimeout(kind)) return wrongHealthCheck(stage, run);
  const problems = (['status', 'code', 'state', 'outputs'] as const).filter(
    (key) => !isDeepStrictEqual(endOf(undisturbed)[key], endOf(run)[key]),
  );
  const probedAgain = call.operation === 'Invoke' && kind.acts === 'unseen' ? 1 : 0;
  return said(
    [
      ...problems.map(
        (key) => `${key}: ${JSON.stringify(endOf(undisturbed)[key])} became ${JSON.stringify(endOf(run)[key])}`,
      ),
      ...(run.runs === undisturbed.runs + probedAgain
        ? []
        : [`the function ran ${run.runs} times, expected ${undisturbed.runs + probedAgain}`]),
      ...wrongCalls(cell, actedCounts(undisturbed), actedCounts(run)),
    ],
    run,
  );
}

const endOf = ({ outcome, state }: StressRun) => ({
  status: outcome.status,
  code: outcome.failure?.code,
  state,
  outputs: outcome.outputs['functionVersion'],
});

const isTimeout = ({ fault }: PassingFault): boolean => fault.kind === 'slow' || fault.kind === 'slowAnswer';

/** Calls that changed something, as AWS counted them. */
const actedCounts = (run: StressRun): Counts =>
  counted(run.calls.filter((call) => call.acted && isMutating(call.operation)).map((call) => call.operation));

/** A call that may have run is never repeated, and the stage says that its result is unknown. */
function wrongUnknown(undisturbed: StressRun, { outcome, runs, state, calls }: StressRun): string | undefined {
  const problems: string[] = [];
  if (outcome.status !== 'TERMINAL' || outcome.failure?.code !== 'outcomeUnknown')
    problems.push(`${outcome.status} ${outcome.failure?.code}, expected outcomeUnknown`);
  if (runs > undisturbed.runs || calls.length > undisturbed.calls.length)
    problems.push(`a call was made again: ${runs} runs`);
  if (!isDeepStrictEqual(state, undisturbed.state)) problems.push('the state has changed');
  return problems.length === 0 ? undefined : problems.join('; ');
}

/** A candidate that does not respond in time has failed its check, and its policy runs. */
function wrongHealthCheck(stage: CrashStage, run: StressRun): string | undefined {
  const restored = { ...run.state.aliases, ...stage.restored };
  return said(
    [
      ...(run.outcome.failure?.code === 'healthCheckFailed'
        ? []
        : [`${run.outcome.status} ${run.outcome.failure?.code}, expected healthCheckFailed`]),
      ...(isDeepStrictEqual(run.state.aliases, restored)
        ? []
        : [`aliases are ${JSON.stringify(run.state.aliases)}, expected ${JSON.stringify(restored)}`]),
    ],
    run,
  );
}

/**
 * Calls beyond those of an undisturbed run: only those that the table of mutations allows if the result of a call is
 * unknown.
 */
function wrongCalls(cell: PassingCell, undisturbed: Counts, seen: Counts): string[] {
  const allowed = allowedAgain(cell);
  return [...new Set([...Object.keys(undisturbed), ...Object.keys(seen)])].flatMap((operation) => {
    const expected = undisturbed[operation] ?? 0,
      more = allowed.filter((each) => each === operation).length,
      count = seen[operation] ?? 0;
    return count >= expected && count <= expected + more
      ? []
      : [`${operation} acted ${count} times, expected ${expected}${more > 0 ? ` to ${expected + more}` : ''}`];
  });
}

function allowedAgain({ stage, call, kind }: PassingCell): readonly string[] {
  if (kind.acts === 'never') return [];
  const rows = MUTATIONS.filter((row) => row.call === call.operation && !row.step.test('plan') && isOf(row, stage));
  if (kind.acts === 'unseen') return rows.flatMap((row) => row.again);
  // The late call arrives after the call has been repeated: only idempotent calls may then act.
  // A mapping has no RevisionId: the late call sets again what is already set. An alias that is gone is deleted again.
  return rows.filter((row) => row.guard === 'idempotent' || LATE_CALLS.includes(row.call)).map((row) => row.call);
}

/** Calls that the sidecar makes again, after a look, and that change nothing if they come twice. */
const LATE_CALLS = ['UpdateEventSourceMapping', 'DeleteAlias'];

const isOf = (row: Mutation, stage: CrashStage): boolean =>
  row.call !== 'Invoke' || (row.guard === 'at most once') === (stage.request.type === 'Aws.LambdaInvokeStage');

const said = (problems: readonly string[], run: StressRun): string | undefined =>
  problems.length === 0 ? undefined : `${problems.join('; ')} (${run.outcome.progress})`;

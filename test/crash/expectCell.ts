import type { OperationStatus } from 'stage-contract';
import type { Boundary } from './boundary';
import type { CrashStage } from './crashStage';
import type { LiveState } from './liveState';
import { callsAgain, MUTATIONS } from './mutations';
import type { Trace, TracedPoint } from './traceStage';

/** Whether Orca still polls after the crash. */
export type Column = 'polls' | 'gaveUp';

/** The result of a cell. */
export interface CellEnd {
  status: OperationStatus;
  code: string | undefined;
  state: LiveState;
  calls: Record<string, number>;
  runs: number;
}

/** The result of a stage without a crash; its final state is written in the row, its calls were observed. */
export function undisturbedEnd(stage: CrashStage, trace: Trace): CellEnd {
  const last = trace.points.at(-1);
  return {
    ...endWords(stage),
    state: { ...trace.before, ...stage.ends },
    calls: counted(last?.mutations ?? []),
    runs: stage.runs,
  };
}

function endWords({ fails, stopped, asked }: CrashStage): Pick<CellEnd, 'status' | 'code'> {
  if (asked?.actions.includes('revert') === true) return { status: 'TERMINAL', code: 'revertAsked' };
  if (stopped !== undefined)
    return stopped.by === 'cancel'
      ? { status: 'CANCELED', code: 'cancelled' }
      : { status: 'TERMINAL', code: 'deadlineExceeded' };
  return fails === undefined ? { status: 'SUCCEEDED', code: undefined } : { status: 'TERMINAL', code: fails.code };
}

/**
 * The expected result of a cell: the same as without a crash if Orca keeps polling, and what the failure policy
 * leaves if it has given up. Throws for a boundary that no run has reached.
 */
export function expectCell(stage: CrashStage, trace: Trace, boundary: Boundary, column: Column): CellEnd {
  const index = trace.points.findIndex(
    ({ step, point, nth }) => step === boundary.step && point === boundary.point && nth === boundary.nth,
  );
  const at = trace.points[index];
  if (at === undefined) throw new Error(`${stage.title} does not come to ${boundary.point} of ${boundary.step}.`);
  const end = undisturbedEnd(stage, trace);
  if (column === 'gaveUp' && at.point !== 'ended' && index < policyBegins(stage, trace))
    return abandonedEnd(stage, trace, at, index);
  // It is unknown whether a call in flight ran, so it is not repeated.
  if (/^calls?-\d/.test(at.step) && (at.point === 'afterIntent' || at.point === 'afterCall')) {
    return {
      ...end,
      status: 'TERMINAL',
      code: 'outcomeUnknown',
      state: at.state,
      calls: counted(at.mutations),
      runs: at.runs,
    };
  }
  const again = repeated(stage, trace, at, index);
  return {
    ...end,
    calls: counted([...(trace.points.at(-1)?.mutations ?? []), ...again]),
    runs: end.runs + again.filter((call) => call === 'Invoke').length,
  };
}

/**
 * Position of the first point after the failure policy was written; beyond the last one if the stage has none to run.
 */
export function policyBegins({ fails, stopped, asked, watched }: CrashStage, { points, nameOf }: Trace): number {
  if (asked?.actions.includes('revert') === true)
    return points.findIndex(({ step, point }) => step === 'answer' && point === 'afterResult');
  if (watched === true) return points.findIndex(({ point }) => point === 'ended');
  if (stopped !== undefined) return points.map(({ step }) => step).lastIndexOf(nameOf(stopped.step)) + 1;
  const failed = points.findIndex(
    ({ step, point }) => fails !== undefined && step === fails.step && point === 'afterResult',
  );
  return failed < 0 ? points.length : failed;
}

/** Position of the first point at which the stage has been stopped, has failed, or people may ask for something. */
export function stopBegins(stage: CrashStage, trace: Trace): number {
  const { asked } = stage;
  if (asked === undefined) return policyBegins(stage, trace);
  return trace.points.findIndex(({ step }) => step === 'answer');
}

/** The calls that a step repeats because it is unknown whether it has made them. */
function repeated(stage: CrashStage, trace: Trace, at: TracedPoint, index: number): string[] {
  if (at.point !== 'afterCall' && at.point !== 'afterObserve') return [];
  const calls = at.mutations.slice(trace.points[index - 1]?.mutations.length ?? 0);
  const again = callsAgain(at.step, calls);
  // A call that AWS rejected has not acted, and is repeated.
  return at.step === stage.fails?.step ? calls : again;
}

function abandonedEnd(stage: CrashStage, trace: Trace, at: TracedPoint, index: number): CellEnd {
  const begun = trace.points
    .slice(0, index + 1)
    .some(({ point, nth }) => point === 'afterIntent' || point === 'afterResult' || point === 'waiting' || nth === 2);
  const restored = begun ? { ...at.state.aliases, ...stage.restored } : at.state.aliases;
  const moves = Object.keys(restored)
    .filter((name) => restored[name] !== at.state.aliases[name])
    .map(() => 'UpdateAlias');
  // It is unknown whether the move is still in flight, so the alias is rewritten without a change, and AWS rejects the
  // move.
  const outruns =
    at.point !== 'afterIntent' || !movesAlias(at.step)
      ? []
      : Object.keys(stage.restored ?? {})
          .filter((name) => restored[name] === at.state.aliases[name])
          .map(() => 'UpdateAlias');
  // So does a stage that holds what there is.
  const holds =
    stage.request.context['onFailure'] === 'hold' &&
    (at.point === 'afterIntent' || at.point === 'afterCall') &&
    movesAlias(at.step)
      ? ['UpdateAlias']
      : [];
  const sides = begun && stage.removesSides === true ? removals(at.state) : [];
  const deletes = begun && stage.deleted !== undefined;
  return {
    status: 'TERMINAL',
    code: 'abandoned',
    runs: at.runs,
    state: {
      ...at.state,
      ...(sides.length === 0 ? {} : { reserved: undefined, provisioned: {}, mappings: [] }),
      aliases: restored,
      versions: at.state.versions.filter((version) => !deletes || version !== stage.deleted),
    },
    calls: counted([...at.mutations, ...moves, ...outruns, ...holds, ...sides, ...(deletes ? ['DeleteFunction'] : [])]),
  };
}

/** The calls that remove concurrency and event sources. */
const removals = ({ reserved, provisioned, mappings }: LiveState): string[] => [
  ...(reserved === undefined ? [] : ['DeleteFunctionConcurrency']),
  ...Object.keys(provisioned).map(() => 'DeleteProvisionedConcurrencyConfig'),
  ...mappings.map(() => 'DeleteEventSourceMapping'),
];

const movesAlias = (step: string): boolean =>
  MUTATIONS.some((row) => row.call === 'UpdateAlias' && row.step.test(step));

/** How often each call was made. */
export function counted(calls: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of [...calls].sort()) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

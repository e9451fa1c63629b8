import type { RouteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { judgeFound } from './judgeFound';
import type { RouteObserved } from './observe';
import { planCommitments } from './planCommitments';
import { descriptionDifferences, planDescription } from './planDescription';
import { notWatched } from './planFollowUp';
import { planMoves } from './planMoves';
import { planPins } from './planPins';
import { planReport } from './planReport';
import { refuseForwardMove } from './refuseForwardMove';
import { refuseHealthChecks } from './refuseHealthChecks';
import { rolloutOf, startOf } from './rollout';
import type { RouteStep } from './steps';
import { planSides } from './sideSteps';
import { wantedRouting } from './wantedRouting';
import { judgeAlarmsAtStart, type AlarmsAtStart } from './watch/alarmsAtStart';

/** Plans a Route from what was read. Pure. Throws foreignChange, busy, noVersionForMacro, invalidInput, accountNotAllowed. */
export function planRoute(input: RouteInput, observed: RouteObserved, operation: OperationFacts): Plan<RouteStep> {
  refuseHealthChecks(input, operation);
  const start = startOf(observed);
  const wanted = wantedRouting(input, observed, start.baseline, operation);
  refuseForwardMove(input, observed, wanted.routing, operation);
  const foreign = judgeFound(input, observed, { found: start.before, wanted: wanted.routing }, operation);
  const rollout = rolloutOf(input, observed, start, wanted.routing, foreign.length > 0);
  const alarms = judgeAlarmsAtStart(input, observed.alarms, rollout, operation);
  const moves = planMoves(input, observed, rollout, operation);
  const commitments = planCommitments(input, observed, { rollout, moves }, operation);
  const sides = planSides(input, observed.sides, wanted.routing, moves.moves, rollout.undo, operation);
  const description = planDescription(input, observed, moves, rollout.undo);
  const differences = [...descriptionDifferences(input, observed, description), ...(sides.report.differences ?? [])];
  const warnings = [
    ...foreign,
    ...observed.previousWarnings,
    ...wanted.warnings,
    ...moves.warnings,
    ...alarms.warnings,
    ...notWatched(input, observed, rollout),
  ];
  return {
    // A bake watches over everything that the stage has changed.
    steps: [...moves.steps, ...description, ...sides.steps, ...moves.bake].map((step) =>
      watchingFrom(step, observed, alarms),
    ),
    ...commitments,
    ...planPins(input, observed, rollout, moves),
    report: planReport(
      input,
      observed,
      { rollout, moves, sides: { ...sides.report, ...(differences.length === 0 ? {} : { differences }) }, warnings },
      operation,
    ),
  };
}

/** What the step that begins to watch must know about the alarms and the alias. */
const watchingFrom = (step: RouteStep, { movedBy }: RouteObserved, { ignored }: AlarmsAtStart): RouteStep =>
  step.kind === 'beginWatching'
    ? { ...step, ...(movedBy === undefined ? {} : { servesSinceMs: Date.parse(movedBy.at) }), ignored }
    : step;

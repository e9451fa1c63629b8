import {
  fieldMetaOf,
  routeDefinition,
  say,
  type RouteInput,
  type Saying,
  type VersionFacts,
  type Worded,
} from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { reasonOf, type OutcomeReport } from '../../model/report';
import { callerWarnings } from './callers';
import { deployedOutputs } from './deployedOutputs';
import type { RouteObserved } from './observe';
import type { MovePlan, Rollout } from './rollout';

/** What is planned, and what must be said about it. */
interface Planned {
  rollout: Rollout;
  moves: MovePlan;
  sides: OutcomeReport;
  warnings: readonly Worded[];
}

/**
 * What the outcome says before anything has changed. Pure. Throws invalidInput for callers that are required to use the
 * alias and do not.
 */
export function planReport(
  input: RouteInput,
  observed: RouteObserved,
  { rollout, moves, sides, warnings }: Planned,
  operation: OperationFacts,
): OutcomeReport {
  const { before, wanted, baseline, candidate } = rollout;
  const callers = callerWarnings(input, observed.callers, operation);
  return {
    ...sides,
    warnings: [
      ...warnings,
      ...callers,
      ...(input.deploymentStrategy === '$WEIGHTED' ? [] : observed.headCallers),
      ...checkNotRun(input),
      ...(sides.warnings ?? []),
    ],
    routing: {
      ...(before === null ? {} : { before, now: before }),
      wanted,
      ...(moves.planned.length === 0 ? {} : { planned: moves.planned }),
    },
    timeline: before === null ? [] : [{ at: observed.now, routing: before, ...reasonOf(say('found', {})) }],
    ...(observed.alarms.length === 0 ? {} : { watch: { at: observed.now, alarms: observed.alarms } }),
    ...(baseline === null ? {} : { baseline: factsOf(baseline, observed) }),
    ...(candidate === null ? {} : { candidate: factsOf(candidate, observed) }),
    outputs: {
      // A version counts as deployed once the alias has moved. A stage that fails before that must not report it.
      ...(moves.moves ? {} : deployedOutputs(observed.versionA, observed.versionB)),
      ...(before === null ? {} : { routing: before, aliasArn: observed.alias?.aliasArn }),
    },
  };
}

/** A check that the strategy has no use for: its author may rely on it. */
function checkNotRun({ deploymentStrategy, healthCheck }: RouteInput): Saying[] {
  const checking = fieldMetaOf(routeDefinition.schema.shape.healthCheck).strategies;
  return checking?.includes(deploymentStrategy) === true || Object.keys(healthCheck ?? {}).length === 0
    ? []
    : [say('checkNotRun', { strategy: deploymentStrategy })];
}

const factsOf = (version: string, { knownVersions }: RouteObserved): VersionFacts =>
  knownVersions.find((facts) => facts.version === version) ?? { version };

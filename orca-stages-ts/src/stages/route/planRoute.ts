import { StageError, type RouteInput, type Routing, type VersionFacts } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { largerShare, routingOf, routingWords, sameRouting, versionWords } from '../../model/routing';
import { targetWords } from '../../model/target';
import { afterTimedRevert, foreignChange, forgottenRevert, wasReverted } from '../shared/routing';
import { callerWarnings } from './callers';
import { checkClaim } from './checkClaim';
import { deployedOutputs } from './deployedOutputs';
import { intendedRouting } from './intendedRouting';
import { planGradual, type Rollout } from './planGradual';
import { raisesOthers } from './raisesOthers';
import { refuseHealthChecks } from './refuseHealthChecks';
import { revertTimer } from './revertTimer';
import type { RouteObserved } from './routeTypes';
import type { RouteStep, Undo } from './steps';
import { planSides } from './sideSteps';
import { wantedRouting } from './wantedRouting';

/** Plans a Route from what was read. Pure. Throws foreignChange, busy, noVersionForMacro, invalidInput. */
export function planRoute(input: RouteInput, observed: RouteObserved, operation: OperationFacts): Plan<RouteStep> {
  refuseHealthChecks(input, operation);
  const before = observed.alias === undefined ? null : routingOf(observed.alias);
  const baseline =
    observed.baselinePin === undefined ? (before === null ? null : largerShare(before)) : observed.baselinePin;
  const { routing: wanted, warnings } = wantedRouting(input, observed, baseline, operation);
  const foreign = foreignWarnings(input, observed, { before, wanted }, operation);
  const candidate = candidateOf(wanted, baseline, observed.candidatePin);
  const undo: Undo = {
    aliasName: input.aliasName,
    first: observed.firstPin === undefined ? before : observed.firstPin,
    // What somebody else has made stays theirs, also when this stage was told to proceed and failed before it did.
    own: [observed.leftPin, observed.intendedPin, foreign.length > 0 ? undefined : before, wanted].flatMap((routing) =>
      routing === undefined || routing === null ? [] : [routing],
    ),
    candidate: observed.candidatePin ?? null,
  };
  const rollout: Rollout = { before, wanted, baseline, undo };
  const gradual = input.deploymentStrategy === '$GRADUAL' ? planGradual(input, observed, rollout) : undefined;
  const routing = gradual?.steps ?? routeSteps(input, observed, rollout);
  // A rollback is judged by the first change that it makes: one in steps is no rollback at once.
  const supersedes = checkClaim(
    input,
    observed.claim,
    routing.find((step) => step.kind === 'route')?.wanted ?? wanted,
    operation,
  );
  const claimed = candidate ?? (gradual === undefined ? null : wanted.mainVersion);
  const sides = planSides(input, observed.sides, wanted, routing.length > 0, undo, operation);
  const steps = [...routing, ...sides.steps];
  const timer = revertTimer(input, observed, { wanted, baseline, undo, operation });
  return {
    steps,
    routes: [input.aliasName],
    ...(timer === undefined ? {} : { timer }),
    pins: [
      ...observed.pins,
      { kind: 'baseline', aliasName: input.aliasName, value: { version: baseline }, mode: 'once' },
      { kind: 'firstRouting', aliasName: input.aliasName, value: { routing: before }, mode: 'once' },
      ...(observed.timedRevert === undefined || routing.length === 0
        ? []
        : [forgottenRevert(input.aliasName, observed.timedRevert)]),
      ...(routing.length === 0 && before !== null
        ? [
            {
              kind: 'leftRouting' as const,
              aliasName: input.aliasName,
              value: { routing: before },
              mode: 'replace' as const,
            },
          ]
        : []),
    ],
    ...(before === null || before.additionalVersion !== undefined
      ? {}
      : { served: [{ aliasName: input.aliasName, version: before.mainVersion }] }),
    ...(routing.length === 0 || claimed === null
      ? {}
      : { claim: { aliasName: input.aliasName, baseline, candidate: claimed } }),
    ...(supersedes === undefined ? {} : { supersedes }),
    report: {
      warnings: [
        ...foreign,
        ...warnings,
        ...(gradual?.warnings ?? []),
        ...callerWarnings(input, observed.callers, operation),
        ...(sides.report.warnings ?? []),
      ],
      ...(sides.report.differences === undefined ? {} : { differences: sides.report.differences }),
      routing: {
        ...(before === null ? {} : { before, now: before }),
        wanted,
        ...(gradual === undefined || gradual.steps.length === 0 ? {} : { planned: gradual.planned }),
      },
      timeline: before === null ? [] : [{ at: observed.now, routing: before, reason: 'found' }],
      ...(baseline === null ? {} : { baseline: factsOf(baseline, observed) }),
      ...(candidate === null ? {} : { candidate: factsOf(candidate, observed) }),
      outputs: {
        // A version counts as deployed once the alias has moved; a stage that fails before it must not say so.
        ...(routing.length === 0 ? deployedOutputs(observed.versionA, observed.versionB) : {}),
        ...(before === null ? {} : { routing: before, aliasArn: observed.alias?.aliasArn }),
      },
    },
  };
}

const factsOf = (version: string, { knownVersions }: RouteObserved): VersionFacts =>
  knownVersions.find((facts) => facts.version === version) ?? { version };

/** The version of the wanted routing that is not the baseline. */
function candidateOf(wanted: Routing, baseline: string | null, pinned: string | null | undefined): string | null {
  const others = [wanted.additionalVersion, wanted.mainVersion].filter(
    (version) => version !== undefined && version !== baseline,
  );
  return others.find((version) => version === pinned) ?? others[0] ?? pinned ?? null;
}

function routeSteps(
  input: RouteInput,
  observed: RouteObserved,
  { before, wanted, baseline, undo }: Rollout,
): RouteStep[] {
  if (before !== null && sameRouting(before, wanted)) return [];
  const steps: RouteStep[] = [];
  if (input.deploymentStrategy === '$BLUEGREEN') {
    steps.push({
      id: 'healthCheck',
      kind: 'healthCheck',
      sentence: `Health check on ${versionWords(wanted.mainVersion)}`,
      mutates: true,
      withoutLock: true,
      version: wanted.mainVersion,
      timeoutMs: observed.healthCheckTimeoutMs,
      undo,
    });
  }
  steps.push({
    id: 'route',
    kind: 'route',
    sentence: `${before === null ? 'Create' : 'Move'} ${input.aliasName}: ${routingWords(wanted)}`,
    mutates: true,
    raisesCandidate: raisesOthers(before, wanted, baseline),
    expected: before,
    wanted,
    undo,
    deployed: deployedOutputs(observed.versionA, observed.versionB),
    intends: intendedRouting(input.aliasName, wanted),
    ...(observed.alias === undefined ? {} : { revisionId: observed.alias.revisionId }),
  });
  return steps;
}

function foreignWarnings(
  input: RouteInput,
  observed: RouteObserved,
  { before, wanted }: { before: Routing | null; wanted: Routing },
  operation: OperationFacts,
): string[] {
  const expected = observed.leftPin === undefined ? observed.firstPin : observed.leftPin;
  if (
    expected === undefined ||
    sameRouting(expected, before) ||
    (observed.intendedPin !== undefined && sameRouting(observed.intendedPin, before))
  )
    return [];
  if (wasReverted(observed.timedRevert, before))
    return afterTimedRevert(observed.timedRevert, { input, wanted, operation });
  if (observed.awsIsShifting) {
    throw new StageError({
      code: 'busy',
      retry: true,
      what: `AWS is still moving the provisioned concurrency of ${input.aliasName}.`,
      where: targetWords(operation.target, input.aliasName),
    });
  }
  if (input.onForeignChange !== 'proceed') throw foreignChange(operation.target, input.aliasName, expected, before);
  return [
    `Somebody else changed ${input.aliasName}: expected ${routingWords(expected)}, found ${routingWords(before)}; the stage was told to proceed.`,
  ];
}

import { StageError, type RouteInput, type Routing, type VersionFacts } from 'stage-contract';
import { targetWords } from '../../engine/target';
import { foreignChange, largerShare, routingOf, routingWords, sameRouting, shareOf, versionWords } from '../shared/routing';
import type { OperationFacts, Plan } from '../stage';
import { expectationProblems } from '../shared/expectation';
import { callerWarnings } from './callers';
import { checkClaim } from './checkClaim';
import { healthCheckPayload } from './healthCheckPayload';
import { intendedRouting } from './intendedRouting';
import type { RouteObserved, RouteStep, Undo } from './routeTypes';
import { planSides } from './sideSteps';
import { wantedRouting } from './wantedRouting';

/** Plans a Route from what was read. Pure. Throws foreignChange, busy, noVersionForMacro, invalidInput. */
export function planRoute(input: RouteInput, observed: RouteObserved, operation: OperationFacts): Plan<RouteStep> {
  refuseHealthCheck(input, operation);
  const before = observed.alias === undefined ? null : routingOf(observed.alias);
  const foreign = foreignWarnings(input, observed, before, operation);
  const baseline = observed.baselinePin === undefined ? (before === null ? null : largerShare(before)) : observed.baselinePin;
  const { routing: wanted, warnings } = wantedRouting(input, observed, baseline, operation);
  const supersedes = checkClaim(input, observed.claim, wanted, operation);
  const candidate = candidateOf(wanted, baseline, observed.candidatePin);
  const undo: Undo = {
    aliasName: input.aliasName, first: observed.firstPin === undefined ? before : observed.firstPin,
    // What somebody else has made stays theirs, also when this stage was told to proceed and failed before it did.
    own: [observed.leftPin, observed.intendedPin, foreign.length > 0 ? undefined : before, wanted].flatMap((routing) => (routing === undefined || routing === null ? [] : [routing])),
    candidate: observed.candidatePin ?? null,
  };
  const routing = routeSteps(input, observed, { before, wanted, baseline, undo });
  const sides = planSides(input, observed.sides, wanted, routing.length > 0, undo, operation);
  const steps = [...routing, ...sides.steps];
  return {
    steps,
    pins: [
      ...observed.pins,
      { kind: 'baseline', aliasName: input.aliasName, value: { version: baseline }, mode: 'once' },
      { kind: 'firstRouting', aliasName: input.aliasName, value: { routing: before }, mode: 'once' },
      ...(routing.length === 0 && before !== null ? [{ kind: 'leftRouting' as const, aliasName: input.aliasName, value: { routing: before }, mode: 'replace' as const }] : []),
    ],
    ...(before === null || before.additionalVersion !== undefined ? {} : { served: [{ aliasName: input.aliasName, version: before.mainVersion }] }),
    ...(routing.length === 0 || candidate === null ? {} : { claim: { aliasName: input.aliasName, baseline, candidate } }),
    ...(supersedes === undefined ? {} : { supersedes }),
    report: {
      warnings: [...foreign, ...warnings, ...callerWarnings(input, observed.callers, operation), ...(sides.report.warnings ?? [])],
      ...(sides.report.differences === undefined ? {} : { differences: sides.report.differences }),
      routing: { ...(before === null ? {} : { before, now: before }), wanted },
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

/** Spinnaker's own output keys for versions A and B. */
const deployedOutputs = (a: string | null, b: string | null): Record<string, unknown> => ({
  'deployment:majorVersionDeployed': a ?? b,
  ...(a === null || b === null ? {} : { 'deployment:minorVersionDeployed': b }),
});

const factsOf = (version: string, { knownVersions }: RouteObserved): VersionFacts => knownVersions.find((facts) => facts.version === version) ?? { version };

/** What could only fail when the candidate is called is refused before anything changes. Throws invalidInput. */
function refuseHealthCheck(input: RouteInput, operation: OperationFacts): void {
  if (input.deploymentStrategy !== '$BLUEGREEN') return;
  const payload = healthCheckPayload(input);
  const problems = [...(payload.ok ? [] : [payload.problem]), ...expectationProblems(input.healthCheck?.expect, 'healthCheck.expect')];
  if (problems.length === 0) return;
  const what = `The health check cannot be carried out: ${problems.map(({ field, message }) => `${field} ${message}`).join('; ')}.`;
  throw new StageError({ code: 'invalidInput', what, where: targetWords(operation.target, input.aliasName), problems });
}

/** The version of the wanted routing that is not the baseline. */
function candidateOf(wanted: Routing, baseline: string | null, pinned: string | null | undefined): string | null {
  const others = [wanted.additionalVersion, wanted.mainVersion].filter((version) => version !== undefined && version !== baseline);
  return others.find((version) => version === pinned) ?? others[0] ?? pinned ?? null;
}

interface Moves { before: Routing | null; wanted: Routing; baseline: string | null; undo: Undo }

function routeSteps(input: RouteInput, observed: RouteObserved, { before, wanted, baseline, undo }: Moves): RouteStep[] {
  if (before !== null && sameRouting(before, wanted)) return [];
  const steps: RouteStep[] = [];
  if (input.deploymentStrategy === '$BLUEGREEN') {
    steps.push({ id: 'healthCheck', kind: 'healthCheck', sentence: `Health check on ${versionWords(wanted.mainVersion)}`, mutates: true, withoutLock: true, version: wanted.mainVersion, timeoutMs: observed.healthCheckTimeoutMs, undo });
  }
  steps.push({
    id: 'route', kind: 'route', sentence: `${before === null ? 'Create' : 'Move'} ${input.aliasName}: ${routingWords(wanted)}`, mutates: true,
    raisesCandidate: raises(before, wanted, baseline), expected: before, wanted, undo, deployed: deployedOutputs(observed.versionA, observed.versionB), intends: intendedRouting(input.aliasName, wanted),
    ...(observed.alias === undefined ? {} : { revisionId: observed.alias.revisionId }),
  });
  return steps;
}

/** Whether any version but the baseline gets more calls than now. */
function raises(before: Routing | null, wanted: Routing, baseline: string | null): boolean {
  if (before === null) return false;
  return [wanted.mainVersion, wanted.additionalVersion].some((version) => version !== undefined && version !== baseline && shareOf(wanted, version) > shareOf(before, version));
}

function foreignWarnings(input: RouteInput, observed: RouteObserved, before: Routing | null, operation: OperationFacts): string[] {
  const expected = observed.leftPin === undefined ? observed.firstPin : observed.leftPin;
  if (expected === undefined || sameRouting(expected, before) || (observed.intendedPin !== undefined && sameRouting(observed.intendedPin, before))) return [];
  if (observed.awsIsShifting) {
    throw new StageError({ code: 'busy', retry: true, what: `AWS is still moving the provisioned concurrency of ${input.aliasName}.`, where: targetWords(operation.target, input.aliasName) });
  }
  if (input.onForeignChange !== 'proceed') throw foreignChange(operation.target, input.aliasName, expected, before);
  return [`Somebody else changed ${input.aliasName}: expected ${routingWords(expected)}, found ${routingWords(before)}; the stage was told to proceed.`];
}

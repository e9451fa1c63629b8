import { sameWeights, shareOf, type AliasWrite, type EndedOperation, type EndedWorld } from './endedWorld';
import {
  allWrites,
  candidateOf,
  editBefore,
  isRaise,
  isRoute,
  mayProceed,
  ROUTE,
  weightsIn,
  writesBy,
} from './aliasWrites';
import { weightWords, type Weights } from './awsEvents';
import type { Invariant } from './invariants';
import { BAD_BUILDS } from './simAws';

/** Between Orca's answer that a stage is wanted and the call that promotes. */
const ANSWER_TO_CALL_MS = 2_000;

/** The last change of the weights by anybody else after an execution's first one. */
const lastOfOthers = (writes: readonly AliasWrite[], first: AliasWrite | undefined): AliasWrite | undefined =>
  writes
    .slice(first === undefined ? writes.length : writes.indexOf(first))
    .filter(
      ({ operation, before, after }) =>
        operation?.row.execution_id !== first?.operation?.row.execution_id && !sameWeights(before, after),
    )
    .at(-1);

/** Whether somebody has asked a rollout for this, and it has taken it. */
const isAskedTo = (verb: string, { asks }: EndedWorld, { id }: EndedOperation): boolean =>
  asks.some((ask) => ask.asked_id === id && ask.verb === verb && ask.state === 'taken');

/** Shares that the candidate of a Route gets, one after the other. */
function plannedShares({ fields }: EndedOperation): number[] {
  switch (fields['deploymentStrategy']) {
    case '$WEIGHTED':
      return [Number(fields['trafficPercentA'])];
    case '$GRADUAL': {
      const steps = Array.isArray(fields['steps']) ? (fields['steps'] as { weightPercent?: number }[]) : [];
      return [...steps.flatMap(({ weightPercent }) => weightPercent ?? []), 100];
    }
    default:
      return [100];
  }
}

/** What must be true of every alias at the end of every world. */
export const aliasInvariants: Readonly<Record<string, Invariant>> = {
  weightsFollowThePlan: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const candidate = candidateOf(operation),
        planned = plannedShares(operation),
        own = writesBy(world, operation);
      let at = planned.filter((share) => share <= shareOf(candidate, own[0]?.before ?? [])).length - 1;
      const wrong = own.flatMap((write, index) => {
        const { before, after } = write;
        const share = shareOf(candidate, after);
        const isPromoted = share === 100 && isAskedTo('promote', world, operation);
        const isNext = share === planned[at + 1] || isPromoted;
        if (isNext) at = isPromoted ? planned.length - 1 : at + 1;
        const isLastAndLower = share < shareOf(candidate, before) && index === own.length - 1;
        // A move that somebody has reversed is made again, as configured.
        const isAgain = share === planned[at] && mayProceed(operation) && editBefore(world, write) !== undefined;
        return isNext || isLastAndLower || isAgain || !isRaise(write) ? [] : [weightWords(after)];
      });
      return wrong.map((words) => `${operation.name} went to ${words}, planned were ${planned.join(', ')}%`);
    }),

  nothingPromotedAfterARevert: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const own = writesBy(world, operation);
      const lowered = own.findIndex(
        ({ before, after }) => shareOf(candidateOf(operation), after) < shareOf(candidateOf(operation), before),
      );
      return lowered >= 0 && own.slice(lowered + 1).some(isRaise)
        ? [`${operation.name} promoted after it had reverted`]
        : [];
    }),

  nothingPromotedAfterOrcaGaveUp: (world) =>
    allWrites(world).flatMap((write) => {
      const { operation, event, after } = write;
      if (operation?.orcaEndedMs === undefined || !isRoute(operation) || !isRaise(write)) return [];
      const lateMs = event.sentMs - operation.orcaEndedMs;
      return lateMs > ANSWER_TO_CALL_MS + world.world.longestPauseMs
        ? [`${operation.name} went to ${weightWords(after)} ${Math.round(lateMs / 1000)} s after its stage was over`]
        : [];
    }),

  onlyChosenVersionsServe: (world) =>
    allWrites(world).flatMap(({ operation, before, after, event }, _, all) => {
      if (operation === undefined) return [];
      // A Route that proceeds over what others have chosen goes back to that.
      const mine = all.filter((write) => write.event.functionName === event.functionName);
      const first = mine.find((write) => write.operation?.row.execution_id === operation.row.execution_id);
      const theirs = [...(first?.before ?? []), ...(lastOfOthers(mine, first)?.after ?? [])];
      const accepted = operation.fields['onForeignChange'] === 'proceed' ? theirs : [];
      const chosen = [...chosenBy(operation, world), ...accepted.map(({ version }) => version)];
      const strangers = after.filter(({ version }) => shareOf(version, before) === 0 && !chosen.includes(version));
      return strangers.map(
        ({ version }) =>
          `${operation.name} (${event.caller?.stepId ?? ''}) gave traffic to v${version}, which nobody had chosen`,
      );
    }),

  routesTakeTheirOwnCandidate: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const { row, fields, name, outcome } = operation;
      const published = world.operations.filter(
        (each) => each.row.execution_id === row.execution_id && each.row.stage_type !== ROUTE,
      );
      const own = published.flatMap((each) => each.outcome?.outputs?.['functionVersion'] ?? []);
      const candidate = candidateOf(operation);
      if (fields['versionNameA'] !== '$LATEST' || candidate === undefined || own.length === 0) return [];
      return own.includes(candidate)
        ? []
        : [`${name} took v${candidate} (${outcome?.status}), and its execution published v${own.join(', v')}`];
    }),

  failedChecksPromoteNothing: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const published = world.operations.find(
        ({ row, outcome }) =>
          row.execution_id === operation.row.execution_id &&
          outcome?.outputs?.['functionVersion'] === candidateOf(operation) &&
          row.stage_type !== ROUTE,
      );
      const isBad = BAD_BUILDS.some((label) => published?.fields['s3key'] === `${label}.zip`);
      if (!isBad) return [];
      const most = Math.max(
        0,
        ...writesBy(world, operation).map(({ after }) => shareOf(candidateOf(operation), after)),
      );
      const checked = checkedAt(operation);
      return most > checked ? [`${operation.name} gave ${most}% to a version that fails its check`] : [];
    }),

  failedRolloutsGoBack: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const { outcome, fields, name, row } = operation;
      const own = writesBy(world, operation);
      const last = own.at(-1);
      if (
        outcome === undefined ||
        outcome.status === 'SUCCEEDED' ||
        (fields['onFailure'] === 'hold' && !isAskedTo('revert', world, operation)) ||
        last === undefined
      )
        return [];
      if (
        row.superseded_at !== null ||
        outcome.steps.some(({ state }) => state === 'failed' && outcome.failure?.restored !== undefined)
      )
        return [];
      const mine = allWrites(world).filter((write) => write.event.functionName === row.function_name);
      const ofExecution = mine.filter((write) => write.operation?.row.execution_id === row.execution_id);
      const isLast = mine.at(-1) === last;
      // What it has proceeded over is what it goes back to.
      const theirs = fields['onForeignChange'] === 'proceed' ? lastOfOthers(mine, ofExecution[0]) : undefined;
      const first = theirs?.after ?? ofExecution[0]?.before ?? [];
      return isLast && !sameWeights(last.after, first)
        ? [`${name} ended ${outcome.status} and left ${weightWords(last.after)} instead of ${weightWords(first)}`]
        : [];
    }),

  outcomeSaysWhatTheAliasServes: (world) =>
    [...world.writes].flatMap(([functionName, writes]) => {
      const last = writes.at(-1)?.operation,
        served = world.served.get(functionName) ?? [];
      const teller = world.operations.find(({ id }) => id === (last?.row.timer_of ?? last?.id));
      const now = teller?.outcome?.routing?.now;
      if (teller === undefined || teller.row.stage_type !== ROUTE || teller.outcome === undefined) return [];
      const said: Weights = now === undefined ? [] : weightsIn(now);
      return sameWeights(said, served)
        ? []
        : [
            `${teller.name} says ${weightWords(said) || 'nothing'}, and ${functionName}:live serves ${weightWords(served)}`,
          ];
    }),

  successMeansTraffic: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const { outcome, name, row } = operation;
      const writes = world.writes.get(row.function_name) ?? [];
      if (outcome?.status !== 'SUCCEEDED' || writes.at(-1)?.operation?.id !== operation.id) return [];
      const served = world.served.get(row.function_name) ?? [],
        wanted = outcome.routing?.wanted;
      const said = wanted === undefined ? [] : weightsIn(wanted);
      if (!sameWeights(said, served))
        return [`${name} succeeded, wanted ${weightWords(said)}, and the alias serves ${weightWords(served)}`];
      const candidate = candidateOf(operation),
        planned = plannedShares(operation).at(-1);
      return candidate === undefined || shareOf(candidate, served) === planned
        ? []
        : [`${name} succeeded, and v${candidate} does not have ${planned}%`];
    }),
};

/** Versions that an operation may give traffic: its candidate, and whatever its execution found. */
function chosenBy(operation: EndedOperation, world: EndedWorld): string[] {
  const ofExecution = world.operations.filter(({ row }) => row.execution_id === operation.row.execution_id);
  const found = ofExecution.flatMap(({ outcome }) => [
    outcome?.routing?.before,
    outcome?.routing?.wanted,
    outcome?.revertTimer?.to,
  ]);
  return [
    ...ofExecution.flatMap((each) => candidateOf(each) ?? []),
    ...ofExecution.flatMap(({ outcome }) => outcome?.baseline?.version ?? []),
    ...found.flatMap((routing) =>
      routing === undefined ? [] : [routing.mainVersion, routing.additionalVersion ?? routing.mainVersion],
    ),
  ];
}

/** The share that a candidate may have before its first check: of a blue/green rollout none. */
function checkedAt({ fields }: EndedOperation): number {
  if (fields['deploymentStrategy'] === '$BLUEGREEN') return 0;
  const steps = Array.isArray(fields['steps']) ? (fields['steps'] as { weightPercent?: number; check?: object }[]) : [];
  const check = steps.findIndex((step) => step.check !== undefined);
  return check < 0 ? 100 : Math.max(0, ...steps.slice(0, check).map(({ weightPercent = 0 }) => weightPercent));
}

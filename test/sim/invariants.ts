import { aliasInvariants } from './aliasInvariants';
import type { AwsEvent } from './awsEvents';
import { endedWorld, shareOf, type EndedOperation, type EndedWorld } from './endedWorld';
import { SECRETS } from './drawPipeline';
import { AT_FIRST } from './simAws';
import { otherWriterInvariants } from './otherWriterInvariants';
import type { SimWorld } from './simWorld';
import { watchInvariants } from './watchInvariants';

/** An invariant that a world has broken. */
export interface Broken {
  invariant: string;
  what: string;
}

/** Says what is wrong, if anything is. */
export type Invariant = (world: EndedWorld) => string[];

const PUBLISHES = ['Aws.LambdaDeploymentStage', 'Aws.LambdaUpdateCodeStage'];
const MINUTE_MS = 60_000;
/** A Delete may not have seen what an alias serves for a shorter time before its plan. */
const SERVES_SINCE_MS = 15_000;
/** The same where answers are late: it reads several things, one after the other. */
const SERVES_SINCE_LATE_MS = 95_000;

/** What must be true at the end of every world, whatever has happened in it. Those about aliases are in files of their own. */
const INVARIANTS: Readonly<Record<string, Invariant>> = {
  everyOperationEnds: ({ isSettled, operations }) => [
    ...operations
      .filter(({ row }) => row.phase !== 'ended')
      .map(({ name, row }) => `${name} has not ended: ${row.progress}`),
    ...(isSettled ? [] : ['the world did not come to rest']),
  ],

  operationsEndSoonAfterOrcaGaveUp: ({ operations, world }) =>
    operations.flatMap(({ id, name, orcaEndedMs }) => {
      const endedMs = world.endedMs.get(id);
      const lateMs = orcaEndedMs === undefined || endedMs === undefined ? 0 : endedMs - orcaEndedMs;
      return lateMs > 20 * MINUTE_MS + world.longestCutMs + world.setBackMs
        ? [`${name} ended ${Math.round(lateMs / MINUTE_MS)} minutes after its stage`]
        : [];
    }),

  oneReplicaForEachOperation: ({ world }) => world.overlaps,

  staleReplicasWriteNothing: ({ world }) => world.staleWrites,

  nothingIsHeld: ({ world }) =>
    [
      ['claim', 'select operation_id as id from claims'],
      ['lock', 'select operation_id as id from locks'],
      ['lease', 'select id from operations where lease_until is not null or lease_owner is not null'],
    ].flatMap(([what, query = '']) =>
      world.parts.journal.rows<{ id: string }>(query).map(({ id }) => `${what} of ${world.nameOf(id)} is still there`),
    ),

  timersAreGone: ({ operations }) =>
    operations
      .filter(({ outcome }) => outcome?.revertTimer?.state === 'pending')
      .map(({ name }) => `the timer of ${name} is still pending`),

  oneVersionForEachPublication: ({ operations, events }) => [
    ...operations.flatMap(({ name, events: own }) => {
      const versions = new Set(own.flatMap(({ version }) => version ?? []));
      return versions.size > 1 ? [`${name} published ${[...versions].map((each) => `v${each}`).join(' and ')}`] : [];
    }),
    ...publishedWithoutNeed(
      operations,
      new Set(
        events.flatMap(({ functionName, version }) => (version === undefined ? [] : `${functionName} v${version}`)),
      ).size,
    ),
  ],

  functionsRunOnce: ({ operations }) =>
    operations
      .filter(({ row }) => row.stage_type === 'Aws.LambdaInvokeStage')
      .flatMap(({ name, events, outcome }) => {
        const runs = events.filter(({ operation, status }) => operation === 'Invoke' && status === 200).length;
        if (runs > 1) return [`${name} ran its function ${runs} times`];
        return runs === 0 && outcome?.status === 'SUCCEEDED' ? [`${name} succeeded, and its function never ran`] : [];
      }),

  oneWriterOfCode: ({ events, operations }) => {
    const nameOf = (id: string): string => operations.find((each) => each.id === id)?.name ?? id;
    const written = events
      .filter(
        ({ operation, status, caller }) =>
          caller !== undefined &&
          status < 300 &&
          ['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'PublishVersion'].includes(operation),
      )
      .filter(({ functionName, version }, index, all) => !isKnownVersion(all.slice(0, index), functionName, version));
    return written.flatMap(({ caller, functionName }, index) => {
      const id = caller?.operationId ?? '';
      const previous = written.slice(0, index).filter((each) => each.functionName === functionName);
      const last = previous.at(-1)?.caller?.operationId ?? id;
      const isBack = last !== id && previous.some((each) => each.caller?.operationId === id);
      return isBack ? [`${nameOf(id)} wrote ${functionName} again after ${nameOf(last)}`] : [];
    });
  },

  nothingDeletedThatIsNeeded: ({ events, operations, world }) =>
    events
      .filter(({ operation, status, caller }) => operation === 'DeleteFunction' && status < 300 && caller !== undefined)
      .flatMap(({ qualifier, functionName, caller, atMs }) => {
        const deleter = operations.find(({ id }) => id === caller?.operationId);
        const rollout = operations.find(
          ({ id, row, outcome, execution }) =>
            row.stage_type === 'Aws.LambdaTrafficRoutingStage' &&
            row.function_name === functionName &&
            outcome?.candidate?.version === qualifier &&
            execution?.id !== deleter?.execution?.id &&
            (world.plannedMs.get(id) ?? Infinity) < atMs &&
            (world.endedMs.get(id) ?? 0) > atMs,
        );
        return rollout === undefined || deleter === undefined
          ? []
          : [`${deleter.name} deleted v${qualifier} of ${functionName}, which ${rollout.name} was rolling out`];
      }),

  /** AWS refuses to delete what an alias came to serve after the plan, and the sidecar says so: that is as it should be. */
  nothingServingIsToBeDeleted: ({ events, writes, world }) =>
    events
      .filter(({ operation, caller }) => operation === 'DeleteFunction' && caller !== undefined)
      .flatMap(({ functionName, qualifier = '', atMs, status, caller }) => {
        const plannedMs = world.plannedMs.get(caller?.operationId ?? '') ?? atMs;
        const changes = (writes.get(functionName) ?? []).filter((write) => write.event.atMs <= atMs);
        const now = changes.at(-1)?.after ?? AT_FIRST;
        const unserved = [...changes].reverse().find(({ before }) => shareOf(qualifier, before) === 0);
        const since = unserved?.event.atMs ?? (shareOf(qualifier, AT_FIRST) > 0 ? 0 : atMs);
        const hasServed = shareOf(qualifier, now) > 0 && plannedMs - since > servesSinceMs(world);
        return hasServed ? [`v${qualifier} of ${functionName}, which is in use, was to be deleted (${status})`] : [];
      }),

  orcaAndJournalAgree: ({ operations }) =>
    operations.flatMap(({ name, row, execution, outcome }) => {
      const stage = execution?.stages.find(({ id, startTime }) => id === row.stage_id && startTime === row.attempt);
      return stage?.status === 'SUCCEEDED' && outcome?.status !== 'SUCCEEDED'
        ? [`${name} succeeded in Orca, and ended ${outcome?.status ?? 'never'} in the journal`]
        : [];
    }),

  everyRunHasOneOperation: ({ operations }) => {
    const runs = operations
      .filter(({ row }) => row.timer_of === null)
      .map(({ row }) => `${row.stage_id} at ${row.attempt}`);
    return runs.filter((run, index) => runs.indexOf(run) !== index).map((run) => `two operations for stage ${run}`);
  },

  failuresSayWhatToDo: ({ operations }) =>
    operations
      .filter(
        ({ outcome }) =>
          outcome?.status === 'TERMINAL' &&
          (outcome.failure === undefined || outcome.failure.next === '' || outcome.failure.code === 'internal'),
      )
      .map(
        ({ name, outcome }) =>
          `${name} failed with ${outcome?.failure?.code ?? 'no failure'}: ${outcome?.failure?.what ?? ''}`,
      ),

  inputsAreSealed: ({ world }) => [...world.legible].map((id) => `the journal shows the input of ${world.nameOf(id)}`),

  secretsStaySecret: ({ world, operations }) =>
    SECRETS.flatMap((secret) => [
      ...operations
        .filter(({ outcome, row }) => JSON.stringify([outcome, row]).includes(secret))
        .map(({ name }) => `the journal shows a secret of ${name}`),
      ...world.logLines
        .filter((line) => line.includes(secret))
        .slice(0, 1)
        .map((line) => `the log shows a secret: ${line.slice(0, 200)}`),
      ...world.parts.journal
        .rows<{ step: string }>('select step from checkpoints')
        .filter(({ step }) => step.includes(secret))
        .slice(0, 1)
        .map(() => 'a stored step shows a secret'),
    ]),

  ...aliasInvariants,
  ...otherWriterInvariants,
  ...watchInvariants,
};

/** What must hold at the end of every world; each entry says what does not. */
export async function brokenInvariants(world: SimWorld, isSettled: boolean): Promise<Broken[]> {
  const ended = await endedWorld(world, isSettled);
  return Object.entries(INVARIANTS).flatMap(([invariant, check]) => check(ended).map((what) => ({ invariant, what })));
}

const servesSinceMs = ({ scenario: { weather }, longestPauseMs }: SimWorld): number =>
  longestPauseMs + (weather.lateRequest + weather.lateAnswer > 0 ? SERVES_SINCE_LATE_MS : SERVES_SINCE_MS);

/** A call that publishes what is published already changes nothing, however late it arrives. */
const isKnownVersion = (earlier: readonly AwsEvent[], functionName: string, version: string | undefined): boolean =>
  version !== undefined && earlier.some((event) => event.functionName === functionName && event.version === version);

/** AWS numbers versions, and never uses a number again. */
function publishedWithoutNeed(operations: readonly EndedOperation[], versions: number): string[] {
  const publishers = operations.filter(({ row }) => PUBLISHES.includes(row.stage_type)).length;
  return versions > publishers ? [`${publishers} operations published ${versions} versions`] : [];
}

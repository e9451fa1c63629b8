import {
  present,
  say,
  StageError,
  type RouteInput,
  type Routing,
  type Saying,
  type VersionFacts,
  type WatchedAlarm,
} from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { AliasAuthor, PinWrite } from '../../model/pins';
import { baselineOf, routingOf, sameRouting } from '../../model/routing';
import type { ObserveContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { concurrencyIsMoving, readAliasRecord, type AliasRecord } from '../shared/aliasLedger';
import { newestFirst, versionReads } from '../shared/versions';
import { headCallerWarnings, readCallers, type Callers } from './callers';
import { readCheckTimeoutMs } from './readCheckTimeoutMs';
import { readPair } from './readPair';
import { lookAtAlarms } from './watch/alarms';
import { readHooks, type HookTimeouts } from './watch/readHooks';
import { observeSides, type SideObserved } from './sideSteps';

/** What the stage has read. */
export interface RouteObserved extends AliasRecord {
  now: string;
  alias: AliasFacts | undefined;
  versionA: string | null;
  versionB: string | null;
  /** What is known about the versions without asking AWS. */
  knownVersions: VersionFacts[];
  pins: PinWrite[];
  /** What must be said about the version that `$PREVIOUS` or the baseline was found to be. */
  previousWarnings: Saying[];
  /** `$PREVIOUS` is version A, and the alias served it before this release. */
  releaseAfterA: string | undefined;
  /** What is compared with what comes in, if this execution touches the alias only now; null: there is no alias. */
  baselineFound: string | null;
  /** What this observation knows about versions of the function as it exists now, for the alias's history. */
  seenVersions: VersionFacts[];
  /** Published versions, newest first; only read if the stage has no version to route to. */
  existingVersions: string[];
  /** Undefined: not read, because an earlier stage of this execution has done so. */
  callers: Callers | undefined;
  /** Who still runs the new code after this stage has sent the alias back to its baseline; empty if it does not. */
  headCallers: Saying[];
  /** The execution that has moved the alias to what it serves, if the journal knows; it may be this one. */
  movedBy: AliasAuthor | undefined;
  /** AWS itself is moving the alias's provisioned concurrency. */
  awsIsShifting: boolean;
  healthCheckTimeoutMs: number;
  hookTimeouts: HookTimeouts;
  /** The alarms before anything has moved. */
  alarms: WatchedAlarm[];
  sides: SideObserved;
}

/** Reads the alias and resolves the macros. Reads callers and AWS's own shifting only if they can matter. */
export async function observeRoute(input: RouteInput, context: ObserveContext): Promise<RouteObserved> {
  const { lambda, now } = context;
  const { functionName, aliasName } = input;
  const reads = versionReads(context);
  const record = await readAliasRecord(context.pins, aliasName);
  const { leftPin, firstPin, baselinePin, candidatePin } = record;
  const mustUseAlias = input.requireAliasCallers === true;
  const [alias, callers] = await Promise.all([
    reads.alias(aliasName),
    leftPin === undefined || mustUseAlias ? readCallers(lambda, functionName, mustUseAlias) : undefined,
  ]);
  if (alias === undefined) await requireFunction(context, functionName);
  const found = alias === undefined ? undefined : routingOf(alias);
  const { settled, ...pair } = await readPair(input, context, reads, { alias, candidate: candidatePin, baselinePin });
  const healthCheckTimeoutMs = await readCheckTimeoutMs(input, lambda, pair.versionA);
  const expected = leftPin ?? firstPin;
  const moved = found !== undefined && expected !== undefined && !sameRouting(expected, found);
  const baselineFound = found === undefined ? null : (settled ?? baselineOf(found, candidatePin));
  const hasNone = pair.versionA === null && pair.versionB === null;
  return {
    ...record,
    now,
    alias,
    ...pair,
    baselineFound,
    knownVersions: await knownVersions(context, [
      pair.versionA,
      pair.versionB,
      baselinePin,
      candidatePin,
      baselineFound,
    ]),
    seenVersions: [...(await ownVersion(context, candidatePin)), ...reads.known()],
    existingVersions: hasNone ? newestFirst((await reads.versions()).map(({ version }) => version)) : [],
    callers,
    headCallers: await callersLeft(context, pair.versionA, { baselinePin, candidatePin, ...present({ found }) }),
    movedBy: found === undefined ? undefined : await context.pins.movedBy(aliasName, found),
    awsIsShifting: moved && (await concurrencyIsMoving(lambda, functionName, aliasName)),
    healthCheckTimeoutMs,
    hookTimeouts: await readHooks(input, context),
    alarms: (await lookAtAlarms(input, context, [])).alarms,
    sides: await observeSides(input, lambda, alias !== undefined),
  };
}

/** What is known about the candidate, which this execution has published or found: no call is spent on it. */
async function ownVersion(context: ObserveContext, candidate: string | null | undefined): Promise<VersionFacts[]> {
  const facts = typeof candidate === 'string' ? await context.pins.factsOf(candidate) : undefined;
  return facts === undefined ? [] : [facts];
}

/**
 * A stage that sends all traffic back to the baseline is a revert, too: callers that bypass the alias do not go back.
 * The first stage of an execution that touches the alias names them anyway.
 */
async function callersLeft(
  context: ObserveContext,
  wanted: string | null,
  { found, baselinePin, candidatePin }: Pick<RouteObserved, 'baselinePin' | 'candidatePin'> & { found?: Routing },
): Promise<Saying[]> {
  if (found === undefined || typeof baselinePin !== 'string' || wanted !== baselinePin) return [];
  const first = { mainVersion: baselinePin };
  return sameRouting(found, first)
    ? []
    : headCallerWarnings(context, { candidate: candidatePin ?? null, own: [found], first });
}

/** What this journal knows about the versions: no call is spent on it. */
async function knownVersions(
  context: ObserveContext,
  versions: readonly (string | null | undefined)[],
): Promise<VersionFacts[]> {
  const known: VersionFacts[] = [];
  for (const version of new Set(versions)) {
    const facts = typeof version === 'string' ? await context.pins.factsOf(version) : undefined;
    if (facts !== undefined) known.push(facts);
  }
  return known;
}

async function requireFunction(context: ObserveContext, functionName: string): Promise<void> {
  if ((await context.lambda.getFunction(functionName)) === undefined) {
    throw new StageError({
      code: 'functionNotFound',
      what: say('functionMissing', { functionName }),
      where: targetWords(context.operation.target),
    });
  }
}

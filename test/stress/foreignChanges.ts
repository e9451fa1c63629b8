import {
  GetAliasCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { isDeepStrictEqual } from 'node:util';
import { isMutating } from 'strict-lambda';
import { routingWords, type Routing } from 'stage-contract';
import type { CrashStage } from '../crash/crashStage';
import { FUNCTION_NAME } from '../crash/liveState';
import { EVERY_CELL } from './everyCell';
import type { NamedCall } from './faultKinds';
import type { StressRun, StressWorld } from './stressWorld';

const FOREIGN_DESCRIPTION = 'looked after by somebody else';
const ALIAS = { FunctionName: FUNCTION_NAME, Name: 'live' };

/** What someone else does to the alias. */
export interface ForeignChange {
  title: string;
  moves: boolean;
  /** The routing that it asks for; absent: what the alias shows right afterwards. */
  routing?(version: string): Routing;
  make(aws: LambdaClient, version: string): Promise<void>;
}

/** Every kind; `version` is one that no stage uses. */
export const FOREIGN_CHANGES: readonly ForeignChange[] = [
  {
    title: 'another main version',
    moves: true,
    // Right afterwards, AWS may show weights of its own, while it moves provisioned concurrency.
    routing: (mainVersion) => ({ mainVersion }),
    make: async (aws, FunctionVersion) => {
      await aws.send(
        new UpdateAliasCommand({ ...ALIAS, FunctionVersion, RoutingConfig: { AdditionalVersionWeights: {} } }),
      );
    },
  },
  {
    title: 'other weights',
    moves: true,
    make: async (aws, version) => {
      await aws.send(
        new UpdateAliasCommand({ ...ALIAS, RoutingConfig: { AdditionalVersionWeights: { [version]: 0.37 } } }),
      );
    },
  },
  {
    title: 'the same routing with a new RevisionId',
    moves: false,
    make: async (aws) => {
      await aws.send(new UpdateAliasCommand({ ...ALIAS, Description: FOREIGN_DESCRIPTION }));
    },
  },
];

/**
 * The changes that somebody makes right before a call. Not of every cell: those that move the alias take turns, because all of them
 * show in its routing; its RevisionId alone can only matter to the calls that change something; and of reads, only the first of
 * its kind meets one, because the simulation edits aliases at any time.
 */
export function changesBefore({ operation, nth }: NamedCall, turn: number): readonly ForeignChange[] {
  if (EVERY_CELL) return FOREIGN_CHANGES;
  if (!isMutating(operation) && nth > 1) return [];
  const moving = FOREIGN_CHANGES.filter((change) => change.moves);
  return FOREIGN_CHANGES.filter((change) =>
    change.moves ? change === moving[turn % moving.length] : isMutating(operation),
  );
}

/** Publishes a version that no stage knows, and leaves the head unchanged. Returns its number. */
export async function publishForeignVersion({ aws, lambda, state }: StressWorld): Promise<string> {
  lambda.setSettleDelayMs(0);
  const build = (await state()).head?.split(' ')[0] ?? '';
  const update = (label: string, Publish: boolean) =>
    aws.send(
      new UpdateFunctionCodeCommand({
        FunctionName: FUNCTION_NAME,
        S3Bucket: 'builds',
        S3Key: `${label}.zip`,
        Publish,
      }),
    );
  const { Version = '' } = await update('three', true);
  await update(build, false);
  return Version;
}

/** The alias's routing now. */
export async function presentRouting(aws: LambdaClient): Promise<Routing> {
  const { FunctionVersion: mainVersion = '', RoutingConfig } = await aws.send(new GetAliasCommand(ALIAS));
  const [additional] = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
  return additional === undefined
    ? { mainVersion }
    : { mainVersion, additionalVersion: additional[0], additionalWeightPercent: Math.round(additional[1] * 100) };
}

/** One cell: what was changed right before which call, and the result. */
export interface ForeignCell {
  stage: CrashStage;
  change: ForeignChange;
  beforeCall: number;
  foreign: Routing;
  now: Routing;
}

/** What is wrong with a cell; undefined if nothing is. */
export function wrongWith(
  { stage, change, beforeCall, foreign, now }: ForeignCell,
  undisturbed: StressRun,
  { outcome, state }: StressRun,
): string | undefined {
  if (!change.moves) {
    return outcome.status === undisturbed.outcome.status && isSameButDescribed(state, undisturbed.state)
      ? undefined
      : `came to ${JSON.stringify(state.aliases)}: ${storyOf(outcome)}`;
  }
  const operations = undisturbed.calls.map((call) => call.operation);
  const firstLook = operations.findIndex((operation) => operation === 'GetAlias' || operation === 'ListAliases');
  const isFirstOfExecution = stage.before.every((before) => before.executionId !== stage.request.executionId);
  // What the execution finds first is what it works from, whoever set it.
  const isBaseline = isFirstOfExecution && beforeCall <= firstLook;
  if (!isDeepStrictEqual(now, foreign))
    return isBaseline ? undefined : `overwritten, now ${routingWords(now)}: ${storyOf(outcome)}`;
  if (isBaseline || beforeCall > lastDecision(operations, undisturbed)) return undefined;
  return wrongWithFailure(stage, foreign, outcome);
}

/**
 * The last call by which a stage learns of another routing: its last move, or its last look if it only describes the alias.
 */
function lastDecision(operations: readonly string[], { outcome: { routing } }: StressRun): number {
  if (!isDeepStrictEqual(routing?.before, routing?.wanted)) return operations.lastIndexOf('UpdateAlias');
  const looks = operations.flatMap((call, index) =>
    call === 'GetAlias' && operations[index + 1] !== 'UpdateAlias' ? [index] : [],
  );
  return looks.at(-1) ?? -1;
}

/** Whether everything came out as if nobody had described the alias, and nobody lost the description. */
function isSameButDescribed(state: StressRun['state'], undisturbed: StressRun['state']): boolean {
  const { live = '' } = state.aliases,
    { live: expected = '' } = undisturbed.aliases;
  const kept = live.includes(FOREIGN_DESCRIPTION) || expected.includes('“');
  const bare = (each: StressRun['state'], text: string): StressRun['state'] => ({
    ...each,
    aliases: { ...each.aliases, live: text.replace(/ “.*”$/, '') },
  });
  return kept && isDeepStrictEqual(bare(state, live), bare(undisturbed, expected));
}

const storyOf = ({ status, failure, progress }: StressRun['outcome']): string =>
  `${status} ${failure?.what ?? ''} ${progress}`;

/** How the message of a stage that met a foreign change is wrong; undefined if it is right. */
function wrongWithFailure(stage: CrashStage, foreign: Routing, outcome: StressRun['outcome']): string | undefined {
  const { status, failure } = outcome;
  // After its stage, a watch that has noticed ends without a change.
  if (outcome.watching?.state === 'skipped') return undefined;
  if (status !== 'TERMINAL') return `not noticed: ${storyOf(outcome)}`;
  if (stage.fails === undefined && failure?.code !== 'foreignChange')
    return `failed with ${failure?.code}: ${storyOf(outcome)}`;
  const told = `${failure?.what ?? ''} ${failure?.restored ?? ''}`;
  return told.includes('Someone else changed live') && told.includes(routingWords(foreign))
    ? undefined
    : `does not say what was found: ${told}`;
}

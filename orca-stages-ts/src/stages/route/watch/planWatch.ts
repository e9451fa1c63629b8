import {
  expandGradual,
  extendSecondsOf,
  say,
  tooShortHolds,
  WORK_SECONDS,
  type RouteInput,
  type Routing,
  type Saying,
} from 'stage-contract';
import { progressOf, sentenceOf } from '../../../model/step';
import { MINUTE_MS } from '../../shared/versionFigures';
import type { RouteStep, Undo } from '../steps';
import type { ComparedVersions } from './guardEvidence';

/** Seconds between two looks at alarms and guards: CloudWatch has one figure a minute. */
export const LOOK_EVERY_SECONDS = 60;

type Watching = Pick<RouteInput, 'alarms' | 'guards'>;

/** Whether a stage looks at alarms. */
export const hasAlarms = ({ alarms }: Watching): boolean => (alarms ?? []).length > 0;
/** Whether a stage looks at alarms or guards. */
const isWatching = (input: Watching): boolean => hasAlarms(input) || (input.guards ?? []).length > 0;

/** The step before anything moves. Pure. */
export const planBeginning = (
  input: RouteInput,
  { before, pair, undo }: { before: Routing | null; pair: ComparedVersions | undefined; undo: Undo },
): RouteStep[] =>
  isWatching(input)
    ? [
        {
          id: 'beginWatching',
          kind: 'beginWatching',
          ...sentenceOf(say('beginWatching', {})),
          mutates: false,
          before,
          ...(pair === undefined || (input.guards ?? []).length === 0 ? {} : { baseline: pair.baseline }),
          undo,
        },
      ]
    : [];

/** What a hold carries so that its looks know what to compare. Pure. */
export const watchedHold = (
  input: RouteInput,
  pair: ComparedVersions | undefined,
  secondsAfter: number,
): { lookEverySeconds?: number; versions?: ComparedVersions; watches?: true; secondsAfter?: number } =>
  isWatching(input)
    ? {
        lookEverySeconds: LOOK_EVERY_SECONDS,
        watches: true,
        ...(pair === undefined ? {} : { versions: pair, secondsAfter }),
      }
    : {};

/** The step after the promotion. Pure. */
export function planBake(input: RouteInput, { routing, undo }: { routing: Routing; undo: Undo }): RouteStep[] {
  const { bakeSeconds: seconds = 0 } = input;
  if (seconds === 0 || input.deploymentStrategy === '$WEIGHTED') return [];
  return [
    {
      id: 'bake',
      kind: 'hold',
      ...sentenceOf(say('bake', { seconds })),
      ...progressOf(say('baking', { seconds })),
      weightPercent: 100,
      waits: true,
      mutates: false,
      withoutLock: true,
      holdSeconds: seconds,
      routing,
      bakes: true,
      lookEverySeconds: LOOK_EVERY_SECONDS,
      watches: true,
      undo,
    },
  ];
}

/** A stage that watches says so if this execution has not moved the alias: there is nothing to go back to. Pure. */
export const nothingWatched = (input: RouteInput, routing: Routing): Saying[] =>
  isWatching(input) || (input.bakeSeconds ?? 0) > 0 || (input.watchSeconds ?? 0) > 0
    ? [say('nothingWatched', { alias: input.aliasName, routing })]
    : [];

/**
 * What must be said about the guards of a rollout before it begins; `spareMs` is the time that the deadline leaves to the
 * rollout. Pure.
 */
export function guardWarnings(input: RouteInput, pair: ComparedVersions | undefined, spareMs: number): Saying[] {
  if ((input.guards ?? []).length === 0) return [];
  if (pair === undefined) return [say('nothingToCompare', { alias: input.aliasName })];
  const short = tooShortHolds(input);
  return [...(short === undefined ? [] : [say('holdsTooShort', short)]), ...noExtension(input, spareMs)];
}

/** A hold can be extended to this time at most, in ms since 1970: what follows must fit before the deadline. Pure. */
export const latestEndMs = (deadlineMs: number, secondsAfter: number): number =>
  deadlineMs - (secondsAfter + WORK_SECONDS) * 1000;

/** Calls arrive by the minute: in less than one, no call that is missing can come. Pure. */
function noExtension(input: RouteInput, spareMs: number): Saying[] {
  const acts = (input.guards ?? []).some(({ shadow }) => shadow !== true);
  const isWanted = expandGradual(input).some(
    (move) =>
      move.kind === 'weight' &&
      move.holdSeconds > 0 &&
      extendSecondsOf(move.holdSeconds, input.evidence) * 1000 >= MINUTE_MS,
  );
  return acts && isWanted && spareMs < MINUTE_MS
    ? [say('noTimeToExtend', { spareSeconds: Math.max(0, Math.floor(spareMs / 1000)) })]
    : [];
}

import { say, tooShortHolds, type RouteInput, type Routing, type Saying } from 'stage-contract';
import { progressOf, sentenceOf } from '../../../model/step';
import type { RouteStep, Undo } from '../steps';
import type { Compared } from './guards';

/** Seconds between two looks at alarms and guards: CloudWatch has one figure a minute. */
const LOOK_EVERY_SECONDS = 60;

type Watching = Pick<RouteInput, 'alarms' | 'guards'>;

/** Whether a stage looks at alarms. */
const hasAlarms = ({ alarms }: Watching): boolean => (alarms ?? []).length > 0;
/** Whether a stage looks at alarms or guards. */
const isWatching = (input: Watching): boolean => hasAlarms(input) || (input.guards ?? []).length > 0;

/** The versions that the guards of a stage compare; undefined if there is nothing to compare. */
export type Pair = Pick<Compared, 'candidate' | 'baseline'>;

/** The step before anything moves. Pure. */
export const planBeginning = (
  input: RouteInput,
  { before, pair, undo }: { before: Routing | null; pair: Pair | undefined; undo: Undo },
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
  pair: Pair | undefined,
): { lookEverySeconds?: number; versions?: Pair; watches?: true } =>
  isWatching(input)
    ? { lookEverySeconds: LOOK_EVERY_SECONDS, watches: true, ...(pair === undefined ? {} : { versions: pair }) }
    : {};

/** The step after the promotion. Pure. */
export function planBake(input: RouteInput, { routing, undo }: { routing: Routing; undo: Undo }): RouteStep[] {
  const { bakeSeconds: seconds = 0 } = input;
  if (seconds === 0) return [];
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
      ...(hasAlarms(input) ? { lookEverySeconds: LOOK_EVERY_SECONDS, watches: true } : {}),
      undo,
    },
  ];
}

/** What must be said about the guards of a rollout before it begins. Pure. */
export function guardWarnings(input: RouteInput, pair: Pair | undefined): Saying[] {
  if ((input.guards ?? []).length === 0) return [];
  if (pair === undefined) return [say('nothingToCompare', { alias: input.aliasName })];
  const short = tooShortHolds(input);
  return short === undefined ? [] : [say('holdsTooShort', short)];
}

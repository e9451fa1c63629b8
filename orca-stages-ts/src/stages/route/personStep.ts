import { say, type Routing } from 'stage-contract';
import { progressOf, sentenceOf } from '../../model/step';
import type { RouteStep, Undo } from './steps';
import type { watchedHold } from './watch/planWatch';

/**
 * A hold that only a person ends, within a time. `askedAt`: the weight at which the input asks, if the candidate has more
 * already; a step for the higher weight itself may follow, so it names this one. Pure.
 */
export const personStep = (
  {
    weightPercent,
    waitSeconds,
    askedAt = weightPercent,
  }: { weightPercent: number; waitSeconds: number; askedAt?: number },
  routing: Routing,
  undo: Undo,
  watched: ReturnType<typeof watchedHold>,
): Extract<RouteStep, { kind: 'holdForPerson' }> => ({
  id: askedAt === weightPercent ? `hold:${weightPercent}` : `hold:${weightPercent}:${askedAt}`,
  kind: 'holdForPerson',
  ...sentenceOf(say('holdForPerson', { weightPercent })),
  ...progressOf(say('waitingForPerson', { weightPercent })),
  weightPercent,
  waits: true,
  mutates: false,
  withoutLock: true,
  holdSeconds: waitSeconds,
  routing,
  ...watched,
  undo,
});

import { say, type Routing } from 'stage-contract';
import { progressOf, sentenceOf } from '../../model/step';
import type { RouteStep, Undo } from './steps';
import type { watchedHold } from './watch/planWatch';

/** A hold that only a person ends, within a time. Pure. */
export const personStep = (
  { weightPercent, waitSeconds }: { weightPercent: number; waitSeconds: number },
  routing: Routing,
  undo: Undo,
  watched: ReturnType<typeof watchedHold>,
): Extract<RouteStep, { kind: 'holdForPerson' }> => ({
  id: `hold:${weightPercent}`,
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

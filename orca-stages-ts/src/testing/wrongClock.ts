import type { Clock } from '../model/clock';

/** A clock that shows the wrong time, by this much; what is due still comes when it should. */
export const wrongClock = (right: Clock, wrongMs: () => number): Clock => ({
  now: () => right.now() + wrongMs(),
  at: (timeMs, run) => right.at(timeMs - wrongMs(), run),
});

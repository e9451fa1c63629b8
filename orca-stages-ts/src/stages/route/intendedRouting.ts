import type { Routing } from 'stage-contract';
import type { PinWrite } from '../../model/pins';

/** The pin of what a step is about to leave: a later attempt knows it for this execution's own even if the answer was never written. */
export const intendedRouting = (aliasName: string, routing: Routing | null): PinWrite[] => [
  { kind: 'intendedRouting', aliasName, value: { routing }, mode: 'replace' },
];

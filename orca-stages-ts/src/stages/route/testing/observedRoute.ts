import { largerShare, routingOf } from '../../../model/routing';
import type { RouteObserved } from '../observe';

/**
 * What a Route finds if nothing is known about the alias: no pins, no claim, no event sources. Tests say what differs.
 */
export const observedRoute = (more: Partial<RouteObserved> = {}): RouteObserved => ({
  previousWarnings: [],
  releaseAfterA: undefined,
  baselineFound: more.alias === undefined ? null : largerShare(routingOf(more.alias)),
  seenVersions: [],
  existingVersions: [],
  now: '2026-11-21T12:00:00.000Z',
  alias: undefined,
  versionA: null,
  versionB: null,
  baselinePin: undefined,
  firstPin: undefined,
  origin: undefined,
  leftPin: undefined,
  intendedPin: undefined,
  candidatePin: undefined,
  hasPublished: typeof more.candidatePin === 'string',
  timedRevert: undefined,
  knownVersions: [],
  claim: undefined,
  pins: [],
  callers: undefined,
  headCallers: [],
  movedBy: undefined,
  described: undefined,
  awsIsShifting: false,
  hookTimeouts: {},
  alarms: [],
  healthCheckTimeoutMs: 8_000,
  sides: { reserved: undefined, provisioned: undefined, mappings: [] },
  ...more,
});

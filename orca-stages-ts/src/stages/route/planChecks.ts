import { say, type RouteInput } from 'stage-contract';
import { sentenceOf } from '../../model/step';
import type { RouteObserved } from './observe';
import { plannedChecks, type PlannedCheck } from './plannedCheck';
import type { RouteStep, Undo } from './steps';

type CheckStep = Extract<RouteStep, { kind: 'healthCheck' }>;

/** What a check is about, and what happens if it fails. */
interface Checked {
  version: string;
  undo: Undo;
}

/** The step of a check. Pure. */
export const checkStep = (
  { check, index }: Pick<PlannedCheck, 'check' | 'index'>,
  { version, undo }: Checked,
  { healthCheckTimeoutMs }: Pick<RouteObserved, 'healthCheckTimeoutMs'>,
): CheckStep => ({
  id: index === undefined ? 'healthCheck' : `check:${index + 1}`,
  kind: 'healthCheck',
  ...sentenceOf(say('healthCheck', { version })),
  mutates: true,
  withoutLock: true,
  version,
  timeoutMs: check.timeoutSeconds === undefined ? healthCheckTimeoutMs : check.timeoutSeconds * 1000,
  ...(index === undefined ? {} : { checkIndex: index }),
  undo,
});

/** Every check of the strategy, for a version that already has all traffic. Pure. */
export const planChecks = (input: RouteInput, checked: Checked, observed: RouteObserved): CheckStep[] =>
  plannedChecks(input).map((planned) => checkStep(planned, checked, observed));

/** The stage's own check, which comes before any traffic. Pure. */
export const planOwnCheck = (input: RouteInput, checked: Checked, observed: RouteObserved): CheckStep[] =>
  plannedChecks(input)
    .filter(({ index }) => index === undefined)
    .map((planned) => checkStep(planned, checked, observed));

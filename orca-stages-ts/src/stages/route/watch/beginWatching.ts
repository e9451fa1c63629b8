import type { RouteInput } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import { isSplit } from '../../../model/routing';
import type { ApplyContext } from '../../../model/stageContext';
import { clumpinessOf } from '../../shared/guards';
import { MINUTE_MS, versionMinutes, wholeMinute } from '../../shared/versionFigures';
import type { RouteFacts, RouteStep } from '../steps';
import { countErrors, countThrottles, SHARED_MS, type Counting } from './minutes';

/** How far back the baseline's calls tell how clumped its errors are. */
const HISTORY_MINUTES = 60;

type Step = Extract<RouteStep, { kind: 'beginWatching' }>;

/**
 * Before anything has moved: the baseline's last hour says how clumped its errors are. It is read even where no guard needs
 * it, so that a missing permission is found now.
 */
export async function beginWatching(
  step: Step,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const clumpiness = step.baseline === undefined ? {} : await readClumpiness(step, step.baseline, input, context);
  return { kind: 'done', facts: { clumpiness, ignoredAlarms: step.ignored ?? [] } };
}

/** How clumped the baseline's errors and throttles were in the last hour, by the guards that need it. */
async function readClumpiness(
  { before, servesSinceMs = 0 }: Step,
  baseline: string,
  { guards = [], aliasName }: RouteInput,
  { cloudwatch, operation, nowMs }: ApplyContext<RouteFacts>,
): Promise<Record<string, number>> {
  const countings: [string, Counting][] = [
    ['errorRate', countErrors],
    ['throttleRate', countThrottles],
  ];
  const needed = countings.filter(([metric]) => guards.some((guard) => guard.metric === metric));
  const toMs = wholeMinute(nowMs);
  const { versions } = await versionMinutes(
    cloudwatch,
    // All calls of an alias with one version are the baseline's.
    {
      functionName: operation.target.functionName,
      alias: aliasName,
      versions: [isSplit(before) ? baseline : undefined],
      throttles: needed.some(([metric]) => metric === 'throttleRate'),
    },
    { fromMs: toMs - HISTORY_MINUTES * MINUTE_MS, toMs },
    { maxAgeMs: SHARED_MS },
  );
  const [all = []] = versions;
  // Calls of an alias before it served the baseline were another version's.
  const minutes = all.filter(({ atMs }) => atMs >= servesSinceMs);
  return Object.fromEntries(needed.map(([metric, count]) => [metric, clumpinessOf(minutes.map(count))]));
}

import { durationWords, type RouteInput, type Routing } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { RevertTimer } from '../../model/revertTimer';
import { largerShare, routingWords } from '../../model/routing';
import type { RouteObserved } from './routeTypes';
import type { RouteStep, Undo } from './steps';

/** What a timer is made from. */
interface Split {
  wanted: Routing;
  baseline: string | null;
  undo: Undo;
  operation: OperationFacts;
}

/**
 * The timer of a split that is left behind: it sends all traffic to the baseline. Not the first routing, as a failure does: where that was
 * itself a canary that nobody had promoted, it would be left for ever. None where one version has all traffic, or both are the same. Pure.
 */
export function revertTimer(
  input: RouteInput,
  { versionA, versionB }: RouteObserved,
  { wanted, baseline, undo, operation }: Split,
): RevertTimer | undefined {
  const { revertUnlessPromotedWithinSeconds: afterSeconds, aliasName } = input;
  if (
    input.deploymentStrategy !== '$WEIGHTED' ||
    afterSeconds === undefined ||
    wanted.additionalVersion === undefined ||
    versionA === versionB
  )
    return undefined;
  const to: Routing = { mainVersion: baseline ?? largerShare(wanted) };
  const sentence = `Revert ${aliasName} to ${routingWords(to)}, as it was not promoted within ${durationWords(afterSeconds)}`;
  const step: RouteStep = {
    id: 'timedRevert',
    kind: 'revert',
    sentence,
    mutates: true,
    timer: { afterSeconds, stageId: operation.stageId },
    undo: { ...undo, first: to, own: [wanted] },
  };
  return { aliasName, afterSeconds, guards: wanted, to, step };
}

import { present, say, type Routing, type Saying } from 'stage-contract';
import type { TimedRevert } from '../../model/pins';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import {
  isForeignChange,
  keepCreated,
  lookAgain,
  moveRecord,
  restoreAlias,
  timedRevertPin,
} from '../shared/aliasLedger';
import { headCallerWarnings } from './callers';
import { movedReport } from './movedReport';
import type { RouteFacts, RouteStep } from './steps';

type Step = Extract<RouteStep, { kind: 'revert' }>;
type Context = ApplyContext<RouteFacts>;

/** Restores the first routing. Throws StageError foreignChange if someone else has changed the alias meanwhile. */
export async function revertAlias(step: Step, context: Context): Promise<Applied<RouteFacts>> {
  const { aliasName, first, own, description } = step.undo;
  if (first === null) return keepCreated(aliasName, context);
  const quiet = quietEnd(step, first, context);
  if (quiet !== undefined) return quiet;
  try {
    const restored = await restoreAlias(context.lambda, {
      target: context.operation.target,
      aliasName,
      to: first,
      own,
      // Before its own first move, the stage expects what the execution left, or what it found itself.
      expected: context.facts.left ?? own[0] ?? first,
      outruns: step.outruns === true,
      again: context.again,
      ...present({ description }),
    });
    if (restored.kind === 'moving') return lookAgain(context, restored.progress);
    const warnings = await headCallerWarnings(context, step.undo);
    const known = { warnings, facts: restored.isDescribed ? ({ describedBack: true } as const) : {} };
    return restored.kind === 'unchanged'
      ? unchanged(step, first, known)
      : reverted(step, first, restored.alias, { ...known, ...whyOf(step, context), now: context.now });
  } catch (error) {
    // A timer or watch only ever touches what its stage left. If that is gone, there is nothing to revert, and nothing failed.
    if ((step.timer ?? step.watched) === undefined || !isForeignChange(error)) throw error;
    return { kind: 'done', state: 'skipped', note: error.details.what };
  }
}

/** What was learned from restoring the alias. */
interface Known {
  warnings: Saying[];
  facts: { describedBack?: true };
}

const unchanged = (
  { undo: { aliasName }, nothingBefore }: Step,
  first: Routing,
  { warnings, facts }: Known,
): Applied<RouteFacts> => ({
  kind: 'done',
  state: 'same',
  note: say(nothingBefore === true ? 'nothingToGoBackTo' : 'aliasStays', { alias: aliasName, routing: first }),
  facts,
  report: { routing: { now: first }, warnings },
});

/** Why the alias goes back, and as what later stages of the execution find it. */
interface Why {
  note: (alias: RoutedAlias) => Saying;
  why: Saying;
  /** Absent: the execution itself sends it back. */
  timed?: Omit<TimedRevert, 'routing' | 'revertedAt'>;
}

function whyOf({ timer, watched, undo: { origin } }: Step, { facts }: Context): Why {
  const because = facts.watched?.end === 'found' ? facts.watched.because : undefined;
  if (watched !== undefined && because !== undefined)
    return {
      note: (alias) => say('aliasRevertedByWatch', { ...alias, because }),
      why: say('revertedByWatch', { because }),
      timed: { afterSeconds: watched.seconds, stageId: watched.stageId, watched: true },
    };
  if (timer !== undefined)
    return {
      note: (alias) => say('aliasRevertedByTimer', { ...alias, seconds: timer.afterSeconds }),
      why: say('revertedUnpromoted', { seconds: timer.afterSeconds }),
      timed: timer,
    };
  return {
    note: (alias) => say(origin === undefined ? 'aliasAsBefore' : 'aliasIsBack', alias),
    why: say('broughtBack', {}),
  };
}

interface RoutedAlias {
  alias: string;
  routing: Routing;
}

/** A watch that has found nothing, or nothing any more to go back from, changes nothing; undefined: the alias goes back. */
function quietEnd({ timer, watched, undo }: Step, first: Routing, { facts }: Context): Applied<RouteFacts> | undefined {
  if (watched === undefined) return undefined;
  const alias = undo.aliasName;
  const { end, because } = facts.watched ?? {};
  if (end === 'foreign' && because !== undefined)
    return { kind: 'done', state: 'skipped', note: say('noLongerWatched', { because }) };
  if (end === 'found' || timer !== undefined) return undefined;
  return end === 'quiet'
    ? { kind: 'done', note: say('aliasWatched', { alias, routing: undo.own[0] ?? first, seconds: watched.seconds }) }
    : { kind: 'done', state: 'skipped', note: say('watchNotFinished', { alias }) };
}

/**
 * A timer or watch does not change the pin of what the execution left, so that later stages see the difference; it records
 * what it did.
 */
function reverted(
  { undo: { aliasName } }: Step,
  first: Routing,
  { aliasArn }: { aliasArn: string },
  { now, warnings, facts, note, why, timed }: Known & Why & { now: string },
): Applied<RouteFacts> {
  const record = moveRecord(aliasName, first);
  return {
    kind: 'done',
    state: 'reverted',
    note: note({ alias: aliasName, routing: first }),
    ...record,
    pins:
      timed === undefined ? record.pins : [timedRevertPin(aliasName, { routing: first, revertedAt: now, ...timed })],
    facts: { ...facts, wentBack: true },
    report: { ...movedReport({ routing: first, now, why, aliasArn, deployed: servesAgain(first) }), warnings },
  };
}

/** After a revert, the output keys say what the alias serves, not what was supposed to be deployed. */
const servesAgain = (first: Routing): Record<string, unknown> => ({
  'deployment:majorVersionDeployed': first.mainVersion,
  'deployment:minorVersionDeployed': first.additionalVersion,
});

import { present, say, type Routing, type Saying } from 'stage-contract';
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
      : reverted(step, first, restored.alias, { ...known, now: context.now });
  } catch (error) {
    // A timer only ever touches what its stage left. If that is gone, there is nothing to revert, and nothing failed.
    if (step.timer === undefined || !isForeignChange(error)) throw error;
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

/**
 * A timer does not change the pin of what the execution left, so that later stages see the difference; it records what
 * it did.
 */
function reverted(
  { undo: { aliasName, origin }, timer }: Step,
  first: Routing,
  { aliasArn }: { aliasArn: string },
  { now, warnings, facts }: Known & { now: string },
): Applied<RouteFacts> {
  const alias = { alias: aliasName, routing: first };
  const record = moveRecord(aliasName, first);
  return {
    kind: 'done',
    state: 'reverted',
    note:
      timer === undefined
        ? say(origin === undefined ? 'aliasAsBefore' : 'aliasIsBack', alias)
        : say('aliasRevertedByTimer', { ...alias, seconds: timer.afterSeconds }),
    ...record,
    pins:
      timer === undefined ? record.pins : [timedRevertPin(aliasName, { routing: first, revertedAt: now, ...timer })],
    facts: { ...facts, wentBack: true },
    report: {
      ...movedReport({
        routing: first,
        now,
        why: timer === undefined ? say('broughtBack', {}) : say('revertedUnpromoted', { seconds: timer.afterSeconds }),
        aliasArn,
        deployed: servesAgain(first),
      }),
      warnings,
    },
  };
}

/** After a revert, the output keys say what the alias serves, not what was supposed to be deployed. */
const servesAgain = (first: Routing): Record<string, unknown> => ({
  'deployment:majorVersionDeployed': first.mainVersion,
  'deployment:minorVersionDeployed': first.additionalVersion,
});

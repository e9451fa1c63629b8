import type { PlannedWeight } from 'stage-contract';
import { sameRouting } from '../../model/routing';
import type { AskedState, EndedStep, PlannedStep } from '../../model/stageAsks';
import { isOpen, PROMOTION } from './rolloutState';
import type { RouteFacts, RouteStep, Undo } from './steps';

type State = AskedState<RouteStep, RouteFacts>;
type MoveStep = Extract<RouteStep, { kind: 'route' }>;

/** What an immediate promotion changes in the plan. */
interface Promotion {
  ends: EndedStep[];
  replaces: RouteStep[];
  planned: PlannedWeight[];
}

/**
 * Leaves out everything before the promotion, and lets that begin with what the alias serves now. A move that has begun
 * is ended first, because AWS may still carry it out. What comes after the promotion stays. Pure.
 */
export function promoteNow(state: State): Promotion {
  const { steps } = state;
  const index = steps.findIndex(({ step }) => step.id === PROMOTION);
  const promotion = moveOf(steps[index]);
  const left = steps.slice(0, Math.max(0, index)).filter((planned) => isOpen(planned) && !isUnderWay(planned));
  const [next] = left.flatMap((planned) => moveOf(planned) ?? []);
  return {
    ends: left.map(({ step }) => ({ id: step.id, state: 'skipped' })),
    replaces: promotion === undefined || next === undefined ? [] : [promotedFrom(promotion, next)],
    planned: plannedNow(state),
  };
}

const moveOf = (planned: PlannedStep<RouteStep> | undefined): MoveStep | undefined =>
  planned?.step.kind === 'route' ? planned.step : undefined;

const isUnderWay = ({ step, hasBegun }: PlannedStep<RouteStep>): boolean => step.kind === 'route' && hasBegun;

/** The promotion, in the place of the first move that is left out: with what that expected, and how to undo it. */
const promotedFrom = ({ revisionId: _later, ...promotion }: MoveStep, next: MoveStep): MoveStep => ({
  ...promotion,
  expected: next.expected,
  undo: ownOf(promotion, next),
  ...(next.revisionId === undefined ? {} : { revisionId: next.revisionId }),
});

/** The weights that are left out are nobody's: this execution has never given them to the alias. */
function ownOf({ wanted, undo }: MoveStep, next: MoveStep): Undo {
  const own = next.undo.own;
  const known = sameRouting(own.at(-1) ?? null, next.wanted) ? own.slice(0, -1) : own;
  return { ...undo, own: [...known, wanted] };
}

/** The planned weights up to now, and all traffic from now on. */
function plannedNow({ steps, report, nowMs }: State): PlannedWeight[] {
  const startedAtMs = steps.find(({ step, hasBegun }) => step.kind === 'route' && hasBegun)?.begunAtMs ?? nowMs;
  const afterSeconds = Math.round((nowMs - startedAtMs) / 1000);
  const before = (report.routing?.planned ?? []).filter(
    (weight) => weight.weightPercent < 100 && weight.afterSeconds < afterSeconds,
  );
  return [...before, { afterSeconds, weightPercent: 100 }];
}

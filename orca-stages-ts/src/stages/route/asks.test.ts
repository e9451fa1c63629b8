import type { Routing, RolloutAction, RouteInput } from 'stage-contract';
import type { AskedState, PlannedStep } from '../../model/stageAsks';
import { routeAsks } from './asks';
import { planRoute } from './plan';
import { recoverRoute } from './recover';
import type { RouteFacts, RouteStep } from './steps';
import { observedRoute } from './testing/observedRoute';
import { operationFacts } from '../shared/testing/operationFacts';

const START: Routing = { mainVersion: '1' };
const at = (weight: number): Routing => ({
  mainVersion: '1',
  additionalVersion: '2',
  additionalWeightPercent: weight,
});
const INPUT: RouteInput = {
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$GRADUAL',
  versionNameA: '2',
  steps: [{ weightPercent: 10, holdSeconds: 600 }, { check: {} }, { weightPercent: 50, holdUntilContinued: true }],
};
const ALIAS = {
  aliasName: 'live',
  aliasArn: 'arn:aws:lambda:us-east-1:123456789012:function:checkout:live',
  mainVersion: '1',
  description: '',
  revisionId: 'r1',
};
const NOW_MS = Date.UTC(2026, 10, 30, 12);
const by = { user: 'jane', reason: 'we looked' };

/** The plan of the rollout, of which the first steps are done and the next one is in a state. */
function stateAt(done: number, next: 'todo' | 'running', more: Partial<AskedState<RouteStep, RouteFacts>> = {}) {
  const { steps } = planRoute(INPUT, observedRoute({ alias: ALIAS, versionA: '2' }), operationFacts());
  const planned = steps.map((step, index): PlannedStep<RouteStep> => {
    const hasBegun = index < done || (index === done && next === 'running');
    return {
      step,
      hasBegun,
      state: index < done ? 'done' : index === done ? next : 'todo',
      begunAtMs: hasBegun ? NOW_MS - 60_000 : undefined,
    };
  });
  const state: AskedState<RouteStep, RouteFacts> = {
    phase: 'applying',
    steps: planned,
    facts: {},
    report: {},
    isHeld: false,
    nowMs: NOW_MS,
    ...more,
  };
  return state;
}

const asked = (verb: RolloutAction, state: AskedState<RouteStep, RouteFacts>) =>
  routeAsks.meaning({ verb, by }, INPUT, state);

const idsOf = (state: AskedState<RouteStep, RouteFacts>): string[] => state.steps.map(({ step }) => step.id);

it('the plan of these tests has every kind of step that an action can meet', () => {
  expect(idsOf(stateAt(0, 'todo'))).toEqual(['weight:10', 'hold:10', 'check:2', 'weight:50', 'hold:50', 'promote']);
});

describe('Promote now', () => {
  it.each<[string, number, 'todo' | 'running', string[], Routing]>([
    ['before the first weight', 0, 'todo', ['weight:10', 'hold:10', 'check:2', 'weight:50', 'hold:50'], START],
    ['while the first weight is set', 0, 'running', ['hold:10', 'check:2', 'weight:50', 'hold:50'], at(10)],
    ['in the first hold', 1, 'running', ['hold:10', 'check:2', 'weight:50', 'hold:50'], at(10)],
    ['before the check', 2, 'todo', ['check:2', 'weight:50', 'hold:50'], at(10)],
    ['while the check runs', 2, 'running', ['check:2', 'weight:50', 'hold:50'], at(10)],
    ['while the second weight is set', 3, 'running', ['hold:50'], at(50)],
    ['while it waits for a person', 4, 'running', ['hold:50'], at(50)],
  ])(
    '%s leaves out what comes before the promotion, which expects what the alias serves then',
    (_, done, next, left, expected) => {
      const state = stateAt(done, next);
      const meaning = asked('promote', state);
      if (meaning.kind !== 'taken') throw new Error(meaning.kind);

      const planned = state.steps.find(({ step }) => step.id === 'promote')?.step;
      const promotion = meaning.replaces?.[0] ?? planned;

      expect(meaning.ends).toEqual(left.map((id) => ({ id, state: 'skipped' })));
      expect(promotion).toMatchObject({ id: 'promote', expected, wanted: { mainVersion: '2' } });
      expect(meaning.note.words).toBe('left out: Promote now by jane (“we looked”)');
      expect(meaning.report?.routing?.planned?.at(-1)).toMatchObject({ weightPercent: 100 });
    },
  );

  it('counts no weight as its own that it has left out', () => {
    const meaning = asked('promote', stateAt(1, 'running'));

    const own = meaning.kind === 'taken' ? meaning.replaces?.[0]?.undo.own : undefined;

    expect(own).toContainEqual(at(10));
    expect(own).toContainEqual({ mainVersion: '2' });
    expect(own).not.toContainEqual(at(50));
  });

  it('keeps what comes after the promotion, where only a revert is possible', () => {
    const plan = stateAt(1, 'running');
    const hold = plan.steps.find(({ step }) => step.kind === 'hold');
    if (hold === undefined) throw new Error('The plan has no hold.');
    const bake = { ...hold, state: 'todo', hasBegun: false, step: { ...hold.step, id: 'bake' } } as const;
    const meaning = asked('promote', { ...plan, steps: [...plan.steps, bake] });
    const promoted = stateAt(6, 'todo').steps;
    const { actions = [] } = routeAsks.shown({
      ...plan,
      steps: [...promoted, { ...bake, state: 'running', hasBegun: true }],
    });

    expect(meaning.kind === 'taken' && meaning.ends?.some(({ id }) => id === 'bake')).toBe(false);
    expect(actions.filter(({ allowed }) => allowed).map(({ verb }) => verb)).toEqual(['revert']);
    expect(actions.find(({ verb }) => verb === 'skipHold')?.told?.code).toBe('bakeIsKept');
  });

  it('is refused while a check is tried again after a bad response', () => {
    const meaning = asked('promote', stateAt(2, 'running', { facts: { judgedAnswers: 1 } }));

    expect(meaning).toMatchObject({ kind: 'refused', reason: { code: 'checkWasRejected' } });
  });
});

it('Skip hold ends the hold, and is refused while its guard lacks calls', () => {
  const state = stateAt(1, 'running');

  expect(asked('skipHold', state)).toMatchObject({ kind: 'taken', ends: [{ id: 'hold:10', state: 'skipped' }] });
  expect(asked('skipHold', { ...state, facts: { missingCalls: 342 } })).toMatchObject({
    kind: 'refused',
    reason: { words: 'the guard needs 342 more invocations' },
  });
});

it('Hold puts the rollout on hold, and Continue ends that without ending a hold of the plan', () => {
  const state = stateAt(1, 'running');

  expect(asked('hold', state)).toMatchObject({ kind: 'taken', holds: { code: 'heldBy', values: { by } } });
  expect(asked('continue', { ...state, isHeld: true })).toMatchObject({ kind: 'taken', holds: null, ends: [] });
});

it('Continue ends a step that waits for a person', () => {
  expect(asked('continue', stateAt(4, 'running'))).toMatchObject({
    kind: 'taken',
    ends: [{ id: 'hold:50', state: 'done' }],
    note: { words: 'continued by jane (“we looked”)' },
  });
});

it('Revert runs the failure policy, which then reverts even a stage that holds its alias on failure', () => {
  const state = stateAt(1, 'running');

  const meaning = asked('revert', state);
  const begun = state.steps.filter(({ hasBegun }) => hasBegun).map(({ step }) => step);
  const policies = (['asked', 'failed'] as const).map((reason) =>
    recoverRoute({ ...INPUT, onFailure: 'hold' }, { reason, begun, unanswered: [], facts: {} }).map(({ id }) => id),
  );

  expect(meaning).toMatchObject({ kind: 'recovers', failure: { code: 'revertAsked' } });
  expect(policies).toEqual([['revert'], ['keepRouting']]);
});

it('a verb that this release does not know is refused', () => {
  const meaning = routeAsks.meaning({ verb: 'pause', by }, INPUT, stateAt(1, 'running'));

  expect(meaning).toMatchObject({ kind: 'refused', reason: { code: 'actionFailed' } });
});

it.each<[string, AskedState<RouteStep, RouteFacts>, string[]]>([
  ['that has no plan yet', stateAt(0, 'todo', { phase: 'observing', steps: [] }), ['hold']],
  ['before the first weight', stateAt(0, 'todo'), ['promote', 'hold']],
  ['in a hold', stateAt(1, 'running'), ['promote', 'skipHold', 'hold', 'revert']],
  ['that waits for a person', stateAt(4, 'running'), ['promote', 'continue', 'revert']],
  ['that is promoted', stateAt(5, 'running'), ['revert']],
  ['that goes back', stateAt(5, 'running', { phase: 'recovering' }), []],
  ['that has ended', stateAt(6, 'todo', { phase: 'ended' }), []],
])('the outcome of a rollout %s says what is possible, and why the rest is not', (_, state, possible) => {
  const { actions = [] } = routeAsks.shown(state);

  expect(actions.filter(({ allowed }) => allowed).map(({ verb }) => verb)).toEqual(possible);
  expect(
    actions.every(
      ({ allowed, reason, told }) => allowed === (reason === undefined) && allowed === (told === undefined),
    ),
  ).toBe(true);
});

import type { RouteInput, Routing } from 'stage-contract';
import type { Claim } from '../shared/aliasLedger';
import type { RouteObserved } from './observe';
import { planCommitments } from './planCommitments';
import type { MovePlan, Rollout } from './rollout';
import type { RouteStep } from './steps';
import { observedRoute } from './testing/observedRoute';
import { operationFacts } from '../shared/testing/operationFacts';

const operation = operationFacts({
  operationId: 'o-1',
  executionId: 'execution-2',
  stageId: 'canary',
  stageName: 'Canary',
});
const observed = observedRoute({
  versionA: '42',
  versionB: '41',
  baselinePin: '41',
  firstPin: { mainVersion: '41' },
  candidatePin: '42',
});
const SPLIT: Routing = { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 };
const undo = { aliasName: 'live', first: { mainVersion: '40' }, own: [SPLIT], candidate: '42' };
const move: RouteStep = {
  id: 'route',
  kind: 'route',
  sentence: 'Move live',
  mutates: true,
  expected: { mainVersion: '41' },
  wanted: SPLIT,
  deployed: {},
  undo,
};
const moved: MovePlan = { steps: [move], planned: [], bake: [], warnings: [], moves: true };
const nothingToMove: MovePlan = { steps: [], planned: [], bake: [], warnings: [], moves: false };

interface Case {
  input?: Partial<RouteInput>;
  observed?: Partial<RouteObserved>;
  rollout?: Partial<Rollout>;
  moves?: MovePlan;
}

const commitments = (about: Case = {}) =>
  planCommitments(
    {
      account: 'local',
      region: 'us-east-1',
      functionName: 'checkout',
      aliasName: 'live',
      deploymentStrategy: '$WEIGHTED',
      ...about.input,
    },
    { ...observed, ...about.observed },
    {
      rollout: {
        before: { mainVersion: '41' },
        baseline: '41',
        wanted: SPLIT,
        candidate: '42',
        proceeds: false,
        undo,
        ...about.rollout,
      },
      moves: about.moves ?? moved,
    },
    operation,
  );
const timed = { input: { revertUnlessPromotedWithinSeconds: 3600 } };

describe('the alias of a Route', () => {
  it('is decided about even if there is nothing to move', () => {
    expect(commitments().decides).toEqual(['alias:live']);
    expect(commitments({ moves: nothingToMove }).decides).toEqual(['alias:live']);
  });

  it.each<[string, Case, object[] | undefined]>([
    [
      'is held for a candidate that moves',
      {},
      [{ resource: 'alias:live', terms: { baseline: '41', candidate: '42' } }],
    ],
    ['is not held when there is nothing to move', { moves: nothingToMove }, undefined],
    ['is not held when no candidate is brought in', { rollout: { candidate: null } }, undefined],
    [
      'is held by a gradual rollout without a candidate for the version that it promotes',
      { input: { deploymentStrategy: '$GRADUAL' }, rollout: { candidate: null, wanted: { mainVersion: '41' } } },
      [{ resource: 'alias:live', terms: { baseline: '41', candidate: '41' } }],
    ],
    [
      'is held without a baseline if there is none',
      { rollout: { baseline: null } },
      [{ resource: 'alias:live', terms: { baseline: null, candidate: '42' } }],
    ],
  ])('%s', (_title, about, holds) => {
    expect(commitments(about).holds).toEqual(holds);
  });
});

describe('the timer of a split', () => {
  it('reverts the alias to the baseline, not to the routing that was found first', () => {
    const { followUp } = commitments(timed);

    expect(followUp).toMatchObject({
      resource: 'alias:live',
      afterSeconds: 3600,
      guard: SPLIT,
      to: { mainVersion: '41' },
      step: {
        id: 'timedRevert',
        kind: 'revert',
        sentence: 'Revert live to v41 100%, because the canary was not promoted within 1 h',
        mutates: true,
        timer: { afterSeconds: 3600, stageId: 'canary' },
        undo: { aliasName: 'live', first: { mainVersion: '41' }, own: [SPLIT], candidate: '42' },
      },
    });
  });

  it('goes to the version with the larger share if there is no baseline', () => {
    expect(commitments({ ...timed, rollout: { baseline: null } }).followUp?.to).toEqual({ mainVersion: '41' });
  });

  it.each<[string, Case]>([
    ['the stage does not ask for it', {}],
    ['another strategy asks for it', { input: { ...timed.input, deploymentStrategy: '$SIMPLE' } }],
    ['one version gets all traffic', { ...timed, rollout: { wanted: { mainVersion: '42' } } }],
    ['both sides are the same version', { ...timed, observed: { versionA: '42', versionB: '42' } }],
  ])('does not exist if %s', (_title, about) => {
    expect(commitments(about)).not.toHaveProperty('followUp');
  });
});

describe('a claim of another rollout', () => {
  const claim: Claim = {
    executionId: 'execution-1',
    operationId: 'o-9',
    aliasName: 'live',
    baseline: '41',
    candidate: '42',
    stageName: 'Rollout',
    since: '2026-11-21T11:00:00Z',
  };
  const back: MovePlan = {
    steps: [{ ...move, wanted: { mainVersion: '41' } }],
    planned: [],
    bake: [],
    warnings: [],
    moves: true,
  };

  it('is pre-empted by an immediate return to its baseline', () => {
    expect(commitments({ observed: { claim }, moves: back }).preempts).toMatchObject({ operationId: 'o-9' });
  });

  it('depends on the first move: a return in steps is not an immediate rollback', () => {
    const wanted = { rollout: { wanted: { mainVersion: '41' } } };
    const check: RouteStep = {
      ...{ id: 'check:1', kind: 'healthCheck', sentence: 'Check', mutates: true },
      ...{ version: '41', timeoutMs: 8_000, undo },
    };
    const checkedFirst = { ...moved, steps: [check, move] };

    expect(() => commitments({ observed: { claim }, ...wanted })).toThrow(/Rollout/);
    expect(() => commitments({ observed: { claim }, ...wanted, moves: checkedFirst })).toThrow(/Rollout/);
    expect(commitments({ observed: { claim }, ...wanted, moves: nothingToMove }).preempts).toMatchObject({
      operationId: 'o-9',
    });
  });

  it('is respected by anything else', () => {
    expect(() => commitments({ observed: { claim } })).toThrow(expect.objectContaining({ code: 'busy' }));
  });
});

describe('the watch after a stage', () => {
  const watched = { alarms: [{ name: 'checkout-errors' }], watchSeconds: 600 };
  const promoted: Partial<Rollout> = { wanted: { mainVersion: '42' } };
  const simple: Partial<RouteInput> = { ...watched, deploymentStrategy: '$SIMPLE' };

  it('looks once a minute at the one routing that it watches, and only runs if something is found', () => {
    expect(commitments({ input: simple, rollout: promoted }).followUp).toMatchObject({
      resource: 'alias:live',
      afterSeconds: 600,
      guard: { mainVersion: '42' },
      to: { mainVersion: '41' },
      watch: {
        onlyIfFound: true,
        step: {
          kind: 'watch',
          holdSeconds: 600,
          watchSeconds: 600,
          lookEverySeconds: 60,
          routing: { mainVersion: '42' },
        },
      },
      step: {
        id: 'watchRevert',
        kind: 'revert',
        watched: { seconds: 600, stageId: 'canary' },
        undo: { first: { mainVersion: '41' }, own: [{ mainVersion: '42' }] },
      },
    });
  });

  it('compares both versions of a split, and nothing once one version has all traffic', () => {
    const guards = [{ metric: 'errorRate' as const }];
    const split = commitments({ input: { ...watched, guards } }).followUp?.watch?.step;
    const whole = commitments({ input: { ...simple, guards }, rollout: promoted }).followUp?.watch?.step;

    expect(split).toMatchObject({ versions: { candidate: '42', baseline: '41' }, weightPercent: 10 });
    expect(whole).not.toHaveProperty('versions');
  });

  it('lasts until the timer of its split at most, as one follow-up with it', () => {
    const { followUp } = commitments({ input: { ...timed.input, ...watched } });

    expect(followUp).toMatchObject({
      afterSeconds: 3600,
      watch: { onlyIfFound: false, step: { holdSeconds: 3600, watchSeconds: 600, timed: true } },
      step: { id: 'timedRevert', timer: { afterSeconds: 3600 }, watched: { seconds: 600 } },
    });
  });

  it.each<[string, Case]>([
    ['the stage does not ask for it', { input: { ...simple, watchSeconds: 0 }, rollout: promoted }],
    ['there is no baseline', { input: simple, rollout: { ...promoted, baseline: null } }],
    ['the alias goes to its baseline', { input: simple, rollout: { wanted: { mainVersion: '41' } } }],
    [
      'this execution has not moved the alias',
      { input: simple, rollout: { ...promoted, undo: { ...undo, first: { mainVersion: '42' } } } },
    ],
  ])('does not exist if %s', (_title, about) => {
    expect(commitments(about)).not.toHaveProperty('followUp');
  });
});

import type { RouteInput, Routing } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { RouteObserved } from './observe';
import { planRoute } from './plan';
import type { RouteStep } from './steps';
import { observedRoute } from './testing/observedRoute';
import { operationFacts } from '../shared/testing/operationFacts';

const operation = operationFacts();
const input = (more: Partial<RouteInput> = {}): RouteInput => ({
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$GRADUAL',
  steps: [{ weightPercent: 10, holdSeconds: 600 }, { check: {} }, { weightPercent: 50 }],
  ...more,
});
const split = (mainVersion: string, additionalVersion: string, additionalWeightPercent: number): Routing => ({
  mainVersion,
  additionalVersion,
  additionalWeightPercent,
});

const aliasOf = ({ mainVersion, additionalVersion, additionalWeightPercent }: Routing): AliasFacts => ({
  aliasArn: 'arn',
  aliasName: 'live',
  revisionId: 'r1',
  description: '',
  mainVersion,
  ...(additionalVersion === undefined ? {} : { additionalVersion }),
  ...(additionalWeightPercent === undefined ? {} : { additionalWeightPercent }),
});

const observed = (routing: Routing | null, more: Partial<RouteObserved> = {}): RouteObserved =>
  observedRoute({
    now: '2026-01-01T00:00:00.000Z',
    versionA: '2',
    candidatePin: '2',
    alias: routing === null ? undefined : aliasOf(routing),
    ...more,
  });

const one: Routing = { mainVersion: '1' };
const two: Routing = { mainVersion: '2' };
const wordsOf = (step: RouteStep): string =>
  step.kind === 'route'
    ? `${step.id}: ${step.sentence}${step.beginsWhen === 'orcaIsPolling' ? ' (raises)' : ''}`
    : step.id;
const lastOf = (steps: readonly RouteStep[]): RouteStep => {
  const last = steps.at(-1);
  if (last === undefined) throw new Error('The plan has no steps.');
  return last;
};

describe('the plan of a gradual route', () => {
  it.each<[string, Partial<RouteInput>, RouteObserved, string[]]>([
    [
      'raises, holds, checks and promotes',
      {},
      observed(one),
      [
        'weight:10: Weight 10%: v2 10%, v1 90% (raises)',
        'hold:10',
        'check:2',
        'weight:50: Weight 50%: v2 50%, v1 50% (raises)',
        'promote: Promote: v2 100% (raises)',
      ],
    ],
    [
      'expands a preset',
      { steps: undefined, preset: 'LambdaCanary10Percent5Minutes' },
      observed(one),
      ['weight:10: Weight 10%: v2 10%, v1 90% (raises)', 'hold:10', 'promote: Promote: v2 100% (raises)'],
    ],
    [
      'continues at the weight that it left',
      {},
      observed(split('1', '2', 10), { baselinePin: '1', firstPin: one, leftPin: split('1', '2', 10) }),
      ['hold:10', 'check:2', 'weight:50: Weight 50%: v2 50%, v1 50% (raises)', 'promote: Promote: v2 100% (raises)'],
    ],
    [
      'skips lower weights',
      {},
      observed(split('1', '2', 25), { baselinePin: '1', firstPin: one, leftPin: split('1', '2', 25) }),
      ['check:2', 'weight:50: Weight 50%: v2 50%, v1 50% (raises)', 'promote: Promote: v2 100% (raises)'],
    ],
    ['only checks a candidate that serves everything', {}, observed(two, { baselinePin: '1' }), ['check:2']],
    ['creates a missing alias after its checks', {}, observed(null), ['check:2', 'promote: Create live: v2 100%']],
    [
      'gives the baseline its traffic back step by step, which needs no heartbeat',
      { versionNameA: '1' },
      observed(two, { versionA: '1', baselinePin: '1', firstPin: one, leftPin: two }),
      [
        'weight:10: Weight 10%: v2 90%, v1 10%',
        'hold:10',
        'check:2',
        'weight:50: Weight 50%: v2 50%, v1 50%',
        'promote: Promote: v1 100%',
      ],
    ],
    [
      'takes weights from the baseline, regardless of what else serves',
      { onForeignChange: 'proceed' },
      observed({ mainVersion: '3' }, { baselinePin: '1', firstPin: one, leftPin: one }),
      [
        'weight:10: Weight 10%: v2 10%, v1 90% (raises)',
        'hold:10',
        'check:2',
        'weight:50: Weight 50%: v2 50%, v1 50% (raises)',
        'promote: Promote: v2 100% (raises)',
      ],
    ],
  ])('%s', (_title, fields, found, expected) => {
    const plan = planRoute(input(fields), found, operation);

    expect(plan.steps.map(wordsOf)).toEqual(expected);
  });

  it('asks a person at the weight that the candidate has, once, if those that were to be asked at are lower', () => {
    const asked = (weightPercent: number) => ({ weightPercent, holdUntilContinued: true });
    const found = observed(split('1', '2', 25), { baselinePin: '1', firstPin: one, leftPin: split('1', '2', 25) });
    const steps = [asked(10), asked(20), { weightPercent: 25, holdSeconds: 60 }];

    const plan = planRoute(input({ steps }), found, operation);

    expect(plan.steps.map(wordsOf)).toEqual(['hold:25:20', 'hold:25', 'promote: Promote: v2 100% (raises)']);
    expect(plan.steps[0]).toMatchObject({ kind: 'holdForPerson', routing: split('1', '2', 25) });
  });

  it('waits for a person where a step says so, for a day unless it says for how long', () => {
    const steps = [
      { weightPercent: 10, holdUntilContinued: true },
      { weightPercent: 50, holdUntilContinued: true, continueWithinSeconds: 600 },
    ];

    const plan = planRoute(input({ steps }), observed(one), operation);

    const waits = plan.steps.flatMap((step) => (step.kind === 'holdForPerson' ? [step] : []));
    expect(waits.map(({ id, holdSeconds, routing }) => [id, holdSeconds, routing])).toEqual([
      ['hold:10', 86_400, split('1', '2', 10)],
      ['hold:50', 600, split('1', '2', 50)],
    ]);
  });

  it('expects before each move what the previous move left; only the first one uses the revision that was read', () => {
    const moves = planRoute(input(), observed(one), operation).steps.filter((step) => step.kind === 'route');

    expect(moves.map(({ expected, revisionId }) => [expected, revisionId])).toEqual([
      [one, 'r1'],
      [split('1', '2', 10), undefined],
      [split('1', '2', 50), undefined],
    ]);
  });

  it('records with each move what it is about to leave, so that it is recognized after a crash', () => {
    const moves = planRoute(input(), observed(one), operation).steps.filter((step) => step.kind === 'route');

    expect(moves.map(({ intends }) => intends?.map(({ value }) => value))).toEqual([
      [{ routing: split('1', '2', 10) }],
      [{ routing: split('1', '2', 50) }],
      [{ routing: two }],
    ]);
    expect(moves.map(({ deployed }) => deployed)).toEqual(
      Array.from({ length: 3 }, () => ({ 'deployment:majorVersionDeployed': '2' })),
    );
  });

  it('continues from a move whose response was never written', () => {
    const { steps } = planRoute(
      input(),
      observed(split('1', '2', 50), {
        baselinePin: '1',
        firstPin: one,
        leftPin: split('1', '2', 10),
        intendedPin: split('1', '2', 50),
      }),
      operation,
    );

    expect(steps.map(({ id }) => id)).toEqual(['check:2', 'promote']);
    expect(lastOf(steps).undo.own).toContainEqual(split('1', '2', 50));
  });

  it('does not treat a weight that someone else set as its own', () => {
    const { steps } = planRoute(
      input({ onForeignChange: 'proceed' }),
      observed(split('1', '2', 10), { baselinePin: '1', firstPin: one, leftPin: one }),
      operation,
    );

    expect(steps[0]).toMatchObject({ kind: 'hold', undo: { own: [] } });
    expect(lastOf(steps).undo.own).toEqual([split('1', '2', 50), two]);
  });

  it('knows all of its own routings up to each step, to revert from any of them', () => {
    const { steps } = planRoute(input(), observed(one), operation);

    expect(steps.map((step) => step.undo.own.length)).toEqual([2, 2, 2, 3, 4]);
    expect(lastOf(steps).undo).toMatchObject({
      first: one,
      candidate: '2',
      own: [one, split('1', '2', 10), split('1', '2', 50), two],
    });
  });

  it('reverts a restart to the first routing, not to the one that it started from', () => {
    const { steps } = planRoute(
      input(),
      observed(split('1', '2', 10), { baselinePin: '1', firstPin: one, leftPin: split('1', '2', 10) }),
      operation,
    );

    expect(lastOf(steps).undo.first).toEqual(one);
  });

  it('holds without the lock and without an intent, and stores no payload in the plan', () => {
    const { steps } = planRoute(
      input({
        steps: [{ weightPercent: 10, holdSeconds: 600 }, { check: { invokePayload: 'hunter2', timeoutSeconds: 3 } }],
      }),
      observed(one),
      operation,
    );

    expect(steps[1]).toMatchObject({
      kind: 'hold',
      mutates: false,
      withoutLock: true,
      holdSeconds: 600,
      sentence: 'Hold at 10% for 10 min',
      routing: split('1', '2', 10),
    });
    expect(steps[2]).toMatchObject({
      kind: 'healthCheck',
      withoutLock: true,
      checkIndex: 1,
      timeoutMs: 3000,
      version: '2',
    });
    expect(JSON.stringify(steps)).not.toContain('hunter2');
  });

  it('says which version it checks, gives the check the usual time, and journals it as a change', () => {
    const { steps } = planRoute(input(), observed(one), operation);

    expect(steps[2]).toMatchObject({ sentence: 'Health check on v2', mutates: true, timeoutMs: 8_000 });
  });

  it('journals every move with the share that it gives, and shows how long a hold waits', () => {
    const { steps } = planRoute(input(), observed(one), operation);

    expect(
      steps.flatMap((step) => (step.kind === 'route' ? [[step.id, step.mutates, step.weightPercent]] : [])),
    ).toEqual([
      ['weight:10', true, 10],
      ['weight:50', true, 50],
      ['promote', true, 100],
    ]);
    expect(steps[1]).toMatchObject({ waits: true, progress: 'Holding at 10% for 10 min' });
  });

  it('takes the weights from what serves where the execution found no alias', () => {
    const { steps } = planRoute(
      input({ steps: [{ weightPercent: 10 }] }),
      observed(one, { baselinePin: null, firstPin: null, leftPin: one }),
      operation,
    );

    expect(steps.map(wordsOf)[0]).toBe('weight:10: Weight 10%: v1 90%, v2 10% (raises)');
  });

  it.each<[string, RouteObserved, string[]]>([
    ['it goes through all steps', observed(one), []],
    ['there is no previous version', observed(null), ['No previous version: v2 gets 100% immediately.']],
    [
      'it leaves lower weights out',
      observed(split('1', '2', 25), { baselinePin: '1', firstPin: one, leftPin: split('1', '2', 25) }),
      ['v2 already has 25%: lower weights are skipped.'],
    ],
  ])('warns of what differs from its steps, where %s', (_title, found, warnings) => {
    const { report } = planRoute(input(), found, operation);

    expect(report?.warnings?.map(({ words }) => words)).toEqual(warnings);
  });

  it('claims the alias, and reports the planned weights', () => {
    const plan = planRoute(input(), observed(one), operation);

    expect(plan.holds).toEqual([{ resource: 'alias:live', terms: { baseline: '1', candidate: '2' } }]);
    expect(plan.report?.routing).toEqual({
      before: one,
      now: one,
      wanted: two,
      planned: [
        { afterSeconds: 0, weightPercent: 10 },
        { afterSeconds: 600, weightPercent: 50 },
        { afterSeconds: 600, weightPercent: 100 },
      ],
    });
  });

  it('applies provisioned concurrency last', () => {
    const plan = planRoute(input({ provisionedConcurrentExecutions: 2 }), observed(one), operation);

    expect(plan.steps.map(({ id }) => id)).toEqual([
      'weight:10',
      'hold:10',
      'check:2',
      'weight:50',
      'promote',
      'provisioned:live',
      'settleProvisioned:live',
    ]);
  });
});

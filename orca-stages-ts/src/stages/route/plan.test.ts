import { routingWords, say, StageError, type RouteInput, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { Claim } from '../shared/aliasLedger';
import type { RouteObserved } from './observe';
import { planRoute } from './plan';
import { recoverRoute } from './recover';
import { observedRoute } from './testing/observedRoute';
import { operationFacts } from '../shared/testing/operationFacts';

const operation = operationFacts({
  operationId: 'o-1',
  executionId: 'execution-2',
  stageId: 's-1',
  stageName: 'Canary',
});

const inputOf = (more: Partial<RouteInput> = {}): RouteInput => ({
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$WEIGHTED',
  versionNameA: '$LATEST',
  trafficPercentA: 10,
  versionNameB: '$PREVIOUS',
  ...more,
});

/** `41`, or `41+42@10`: main version, additional version and its weight. */
function routingFrom(text: string): Routing {
  const [mainVersion = '', additionalVersion, weight] = text.split(/[+@]/);
  return additionalVersion === undefined
    ? { mainVersion }
    : { mainVersion, additionalVersion, additionalWeightPercent: Number(weight) };
}
function aliasOf(text: string): AliasFacts {
  const { mainVersion, additionalVersion, additionalWeightPercent } = routingFrom(text);
  return {
    aliasName: 'live',
    aliasArn: 'arn:aws:lambda:us-east-1:123456789012:function:checkout:live',
    description: '',
    revisionId: 'r-1',
    mainVersion,
    ...(additionalVersion === undefined || additionalWeightPercent === undefined
      ? {}
      : { additionalVersion, additionalWeightPercent }),
  };
}
const textOf = (routing: Routing): string =>
  routing.additionalVersion === undefined
    ? routing.mainVersion
    : `${routing.mainVersion}+${routing.additionalVersion}@${routing.additionalWeightPercent}`;

/** After a Deployment published 42 with live at 41, unless overridden. */
const observedOf = (more: Partial<RouteObserved> = {}): RouteObserved =>
  observedRoute({
    now: '2026-11-21T12:00:00Z',
    alias: aliasOf('41'),
    versionA: '42',
    versionB: '41',
    baselinePin: '41',
    firstPin: { mainVersion: '41' },
    candidatePin: '42',
    ...more,
  });

const plan = (input: Partial<RouteInput> = {}, observed: Partial<RouteObserved> = {}): ReturnType<typeof planRoute> =>
  planRoute(inputOf(input), observedOf(observed), operation);
const wantedOf = (planned: ReturnType<typeof planRoute>): string | undefined =>
  planned.steps.flatMap((step) => (step.kind === 'route' ? [textOf(step.wanted)] : []))[0];
function refusal(input: Partial<RouteInput>, observed: Partial<RouteObserved> = {}): StageError {
  try {
    plan(input, observed);
  } catch (error) {
    if (error instanceof StageError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const simple = { deploymentStrategy: '$SIMPLE' as const };
const bluegreen = { deploymentStrategy: '$BLUEGREEN' as const, healthCheck: {} };

describe('the wanted routing', () => {
  it.each<[string, Partial<RouteInput>, Partial<RouteObserved>, string]>([
    ['a tenth to the candidate: the baseline stays main', {}, {}, '41+42@10'],
    ['nine tenths to the candidate: the baseline still stays main', { trafficPercentA: 90 }, {}, '41+42@90'],
    [
      'A and B swapped: the same layout',
      { versionNameA: '$PREVIOUS', trafficPercentA: 90, versionNameB: '$LATEST' },
      { versionA: '41', versionB: '42' },
      '41+42@10',
    ],
    [
      'neither is the baseline: A is main',
      { trafficPercentA: 30 },
      { baselinePin: '39', alias: aliasOf('39'), firstPin: { mainVersion: '39' } },
      '42+41@70',
    ],
    ['100% to A is a promotion', { trafficPercentA: 100 }, {}, '42'],
    [
      '0% to A is a rollback',
      { trafficPercentA: 0 },
      { alias: aliasOf('41+42@10'), leftPin: routingFrom('41+42@10') },
      '41',
    ],
    [
      'the first run: no previous version',
      {},
      { versionB: null, baselinePin: null, alias: aliasOf('40'), firstPin: { mainVersion: '40' } },
      '42',
    ],
    ['simple', simple, {}, '42'],
    ['blue/green', bluegreen, {}, '42'],
  ])('%s', (_title, input, observed, wanted) => {
    expect(wantedOf(plan(input, observed))).toBe(wanted);
  });

  it('says why all traffic goes to one version on the first run', () => {
    expect(
      plan({}, { versionB: null, alias: undefined, baselinePin: null, firstPin: null }).report?.warnings,
    ).toMatchObject([{ words: 'No previous version: v42 gets 100% immediately.' }]);
  });

  it.each<[string, Partial<RouteInput>, Partial<RouteObserved>]>([
    [
      'the same version on both sides',
      {},
      { versionB: '42', alias: aliasOf('42'), baselinePin: '42', firstPin: { mainVersion: '42' } },
    ],
    ['a version that has all traffic already', simple, { alias: aliasOf('42'), firstPin: { mainVersion: '42' } }],
    ['weights that the alias has already', {}, { alias: aliasOf('41+42@10'), leftPin: routingFrom('41+42@10') }],
  ])('changes nothing for %s, and remembers what it found', (_title, input, observed) => {
    const planned = plan(input, observed);

    expect(planned.steps).toEqual([]);
    expect(planned.holds).toBeUndefined();
    expect(planned.pins).toContainEqual({
      kind: 'leftRouting',
      aliasName: 'live',
      value: { routing: planned.report?.routing?.now, how: 'found' },
      mode: 'replace',
    });
  });

  it.each(['$SIMPLE', '$BLUEGREEN'] as const)('says that %s has no use for a version B', (deploymentStrategy) => {
    const check = deploymentStrategy === '$BLUEGREEN' ? { healthCheck: { invokePayload: 1 } } : {};
    const fields = { ...simple, deploymentStrategy, versionNameB: '41', ...check };

    const planned = plan(fields, { alias: aliasOf('41'), versionA: '42' });

    expect(planned.report?.warnings).toMatchObject([
      { code: 'versionBIsNotUsed', values: { strategy: deploymentStrategy } },
    ]);
  });

  it('says that a rollback started twice stays where it is, and of what else it is doubtful', () => {
    const guess = say('previousIsGuessed', { alias: 'live', version: '41', release: '42' });
    const back = { ...simple, versionNameA: '$PREVIOUS', versionNameB: undefined };
    const observed = {
      versionA: '41',
      releaseAfterA: '42',
      previousWarnings: [guess],
      firstPin: undefined,
      baselinePin: undefined,
    };

    const first = plan(back, { ...observed, alias: aliasOf('42') });
    const again = plan(back, { ...observed, alias: aliasOf('41') });

    expect(first.report?.warnings).toEqual([guess]);
    expect(again.report?.warnings).toMatchObject([{ code: 'previousIsGuessed' }, { code: 'previousIsServed' }]);
    expect(again.steps).toEqual([]);
  });

  it.each<[string, Partial<RouteInput>, Partial<RouteObserved>, string]>([
    [
      'there is nothing to return to',
      { ...simple, versionNameA: '$PREVIOUS' },
      { versionA: null, existingVersions: ['5', '4'] },
      'There is no previous version for live to return to. Versions that exist: v5, v4.',
    ],
    [
      'only one version exists',
      { ...simple, versionNameA: '$PREVIOUS' },
      { versionA: null, existingVersions: ['5'] },
      'There is no previous version for live to return to. The only version that exists is v5.',
    ],
    [
      'no version exists',
      { ...simple, versionNameA: '$PREVIOUS' },
      { versionA: null },
      'There is no previous version for live to return to. The function has no published version.',
    ],
    [
      'there are more versions than fit',
      { ...simple, versionNameA: '$PREVIOUS' },
      { versionA: null, existingVersions: Array.from({ length: 22 }, (_, index) => String(22 - index)) },
      `There is no previous version for live to return to. Versions that exist: ${Array.from({ length: 20 }, (_, index) => `v${22 - index}`).join(', ')} and 2 more.`,
    ],
    [
      'nothing has been published',
      simple,
      { versionA: null },
      '$LATEST does not match any version: nothing has been published yet.',
    ],
    [
      'neither version exists',
      {},
      { versionA: null, versionB: null },
      '$LATEST does not match any version: nothing has been published yet.',
    ],
  ])('is rejected if %s', (_title, input, observed, what) => {
    expect(refusal(input, observed).details).toMatchObject({ code: 'noVersionForMacro', what: { words: what } });
  });
});

describe('the steps', () => {
  it('move an existing alias by the revision that was read, and create a missing one', () => {
    const moved = plan().steps[0],
      created = plan({}, { alias: undefined, firstPin: null, baselinePin: null, versionB: null }).steps[0];

    expect(moved).toMatchObject({
      id: 'route',
      sentence: 'Move live: v42 10%, v41 90%',
      expected: { mainVersion: '41' },
      revisionId: 'r-1',
    });
    expect(created).toMatchObject({ id: 'route', sentence: 'Create live: v42 100%', expected: null });
    expect(created).not.toHaveProperty('revisionId');
  });

  it('move the alias as a change, with the share that the candidate gets', () => {
    expect(plan().steps[0]).toMatchObject({ mutates: true, weightPercent: 10 });
    expect(plan(simple).steps[0]).toMatchObject({ mutates: true, weightPercent: 100 });
  });

  it('say no share where no candidate is brought in', () => {
    const back = { ...simple, versionNameA: '$PREVIOUS' };
    const found = { alias: aliasOf('40'), versionA: '41', leftPin: routingFrom('40'), candidatePin: undefined };

    expect(plan(back, found).steps[0]).not.toHaveProperty('weightPercent');
  });

  it('check the candidate as a change, because a check may act, and say which version it is', () => {
    expect(plan(bluegreen).steps[0]).toMatchObject({
      kind: 'healthCheck',
      mutates: true,
      sentence: 'Health check on v42',
      version: '42',
    });
  });

  it('wait for the environments of the alias again when it has moved, and not when it stays', () => {
    const sides = {
      reserved: undefined,
      mappings: [],
      provisioned: { requested: 2, allocated: 2, available: 2, status: 'READY' as const },
    };
    const input = { ...simple, provisionedConcurrentExecutions: 2 };
    const idsOf = (observed: Partial<RouteObserved>): string[] => plan(input, observed).steps.map(({ id }) => id);

    expect(idsOf({ sides })).toEqual(['route', 'settleProvisioned:live']);
    expect(idsOf({ sides, alias: aliasOf('42'), leftPin: routingFrom('42') })).toEqual([]);
  });

  it('with blue/green, call the candidate before it gets traffic, without the lock', () => {
    expect(plan(bluegreen).steps.map((step) => [step.id, step.withoutLock === true])).toEqual([
      ['healthCheck', true],
      ['route', false],
    ]);
  });

  it.each<[string, Partial<RouteInput>, Partial<RouteObserved>, boolean]>([
    ['more to the candidate', {}, {}, true],
    [
      'less to the candidate',
      { trafficPercentA: 5 },
      { alias: aliasOf('41+42@50'), leftPin: routingFrom('41+42@50') },
      false,
    ],
    [
      'all traffic back to the baseline',
      { ...simple, versionNameA: '$PREVIOUS' },
      { versionA: '41', alias: aliasOf('41+42@10'), leftPin: routingFrom('41+42@10') },
      false,
    ],
    ['a new alias, which nobody calls yet', simple, { alias: undefined, firstPin: null, baselinePin: null }, false],
  ])('wait for Orca to be polling if they raise the candidate: %s', (_title, input, observed, raises) => {
    expect(plan(input, observed).steps.find((step) => step.kind === 'route')?.beginsWhen).toBe(
      raises ? 'orcaIsPolling' : undefined,
    );
  });

  it('record in the intent of the move what they are about to leave', () => {
    expect(plan().steps[0]?.intends).toEqual([
      { kind: 'intendedRouting', aliasName: 'live', value: { routing: routingFrom('41+42@10') }, mode: 'replace' },
    ]);
  });
});

describe('foreign changes', () => {
  it.each<[string, Partial<RouteObserved>]>([
    ['since this execution left the alias', { alias: aliasOf('43'), leftPin: routingFrom('41+42@10') }],
    ['since this execution found the alias', { alias: aliasOf('43') }],
    ['only the weights', { alias: aliasOf('41+42@20'), leftPin: routingFrom('41+42@10') }],
    ['the alias is gone', { alias: undefined, leftPin: routingFrom('41+42@10') }],
    [
      'the alias did not exist when this execution first read it',
      { alias: aliasOf('43'), firstPin: null, baselinePin: null },
    ],
  ])('are rejected: %s', (_title, observed) => {
    const { details } = refusal(simple, observed);

    expect(details.code).toBe('foreignChange');
    expect(details.what.words).toContain('This stage left it unchanged.');
  });

  it('are named if the stage proceeds, and are not its own to revert', () => {
    const planned = plan(
      { ...simple, onForeignChange: 'proceed' },
      { alias: aliasOf('43'), leftPin: routingFrom('41+42@10') },
    );

    expect(planned.report?.warnings?.[0]?.words).toBe(
      'Someone else changed live: expected v42 10%, v41 90%, found v43 100%; the stage proceeded, as configured.',
    );
    expect(planned.steps[0]?.undo.own.map(textOf)).toEqual(['42']);
    // What they have left: the execution's first routing may be one that they have taken back.
    expect(planned.steps[0]?.undo.first).toEqual({ mainVersion: '43' });
    expect(planned.pins).toContainEqual({
      kind: 'firstRouting',
      aliasName: 'live',
      value: { routing: { mainVersion: '43' }, origin: { mainVersion: '41' } },
      mode: 'replace',
    });
  });

  it.each<[string, Partial<RouteObserved>]>([
    ['what this execution left last', { alias: aliasOf('41+42@10'), leftPin: routingFrom('41+42@10') }],
    [
      'what it was about to leave when its process died',
      { alias: aliasOf('41+42@10'), intendedPin: routingFrom('41+42@10') },
    ],
    ['a weight that AWS has rounded', { alias: aliasOf('41+42@10.00001'), leftPin: routingFrom('41+42@10') }],
    ['an alias that it has never touched', { alias: aliasOf('43'), firstPin: undefined, baselinePin: undefined }],
  ])('are not found: %s', (_title, observed) => {
    expect(wantedOf(plan(simple, observed))).toBe('42');
  });

  it("do not include AWS's own splitting, which is waited for", () => {
    const error = refusal(simple, { alias: aliasOf('42+41@60'), leftPin: { mainVersion: '42' }, awsIsShifting: true });

    expect([error.code, error.retryable]).toEqual(['busy', true]);
  });
});

describe('claims', () => {
  const claim: Claim = {
    executionId: 'execution-1',
    operationId: 'o-9',
    aliasName: 'live',
    baseline: '41',
    candidate: '42',
    stageName: 'Rollout',
    since: '2026-11-21T11:00:00Z',
  };

  it.each<[string, Partial<RouteInput>, Partial<RouteObserved>, boolean]>([
    ['fails, naming the rollout', {}, {}, false],
    ['waits with onBusy: wait', { onBusy: 'wait' }, {}, true],
    ['fails for all traffic to another version than the baseline', simple, {}, false],
    ['fails for part of the traffic to the baseline', { trafficPercentA: 50 }, {}, false],
    [
      'fails if the rollout has no baseline to return to',
      { ...simple, versionNameA: '$PREVIOUS' },
      { versionA: '41', claim: { ...claim, baseline: null } },
      false,
    ],
  ])('of others: the stage %s', (_title, input, observed, retryable) => {
    const error = refusal(input, { claim, ...observed });

    expect([error.code, error.retryable]).toEqual(['busy', retryable]);
    expect(error.details.what.words).toContain('"Rollout" of execution execution-1');
  });

  it.each<[string, Partial<RouteInput>, boolean]>([
    ['is named', simple, false],
    ['is waited for with onBusy: wait', { ...simple, onBusy: 'wait' }, true],
    ['is waited for by a rollout in steps', { deploymentStrategy: '$GRADUAL', onBusy: 'wait' }, true],
    ['is named even if foreign changes are overwritten', { ...simple, onForeignChange: 'proceed' }, false],
  ])(
    'of others: a rollout that has moved the alias since this execution found it %s, and is not a foreign change',
    (_title, input, retryable) => {
      const error = refusal(input, { claim, alias: aliasOf('41+43@10'), firstPin: routingFrom('41') });

      expect([error.code, error.retryable]).toEqual(['busy', retryable]);
      expect(error.details.what.words).toContain('"Rollout" of execution execution-1');
    },
  );

  it('of others are pre-empted by returning to their baseline', () => {
    const planned = plan(
      { ...simple, versionNameA: '$PREVIOUS' },
      {
        claim,
        versionA: '41',
        alias: aliasOf('41+42@10'),
        firstPin: undefined,
        baselinePin: undefined,
        candidatePin: undefined,
      },
    );

    expect(planned.preempts).toEqual({ operationId: 'o-9', reason: 'which sends the alias back to its baseline' });
    expect(wantedOf(planned)).toBe('41');
  });

  it('are made for the duration of the move', () => {
    expect(plan().holds).toEqual([{ resource: 'alias:live', terms: { baseline: '41', candidate: '42' } }]);
  });
});

describe('what is remembered', () => {
  it('is the baseline and the first routing, once: later stages and restarts do not change them', () => {
    const { pins } = plan({}, { alias: aliasOf('41+40@60'), baselinePin: undefined, firstPin: undefined });

    expect(pins).toEqual(
      expect.arrayContaining([
        { kind: 'baseline', aliasName: 'live', value: { version: '40' }, mode: 'once' },
        { kind: 'firstRouting', aliasName: 'live', value: { routing: routingFrom('41+40@60') }, mode: 'once' },
      ]),
    );
  });

  it('is not shown where there is nothing', () => {
    const { report } = plan(
      { ...simple },
      { alias: undefined, firstPin: null, baselinePin: null, versionB: null, candidatePin: undefined },
    );

    expect(report).toMatchObject({ timeline: [], outputs: {} });
    expect(report?.routing).toEqual({ wanted: { mainVersion: '42' } });
    expect(report).not.toHaveProperty('baseline');
    expect(report?.outputs).toEqual({});
  });

  it('is shown as it was found, now and in the timeline, with no version as deployed before the alias has moved', () => {
    const { report } = plan();
    const found = routingFrom('41');

    expect(report?.routing).toEqual({ before: found, now: found, wanted: routingFrom('41+42@10') });
    expect(report?.timeline).toMatchObject([{ at: '2026-11-21T12:00:00Z', routing: found, reason: 'found' }]);
    expect(report?.outputs).toEqual({ routing: found, aliasArn: aliasOf('41').aliasArn });
    expect(report?.warnings).toEqual([]);
  });

  it('says which versions are deployed where the alias serves them already', () => {
    const there = { alias: aliasOf('41+42@10'), leftPin: routingFrom('41+42@10') };

    expect(plan({}, there).report?.outputs).toMatchObject({
      'deployment:majorVersionDeployed': '42',
      'deployment:minorVersionDeployed': '41',
    });
  });

  it('names no candidate where none is brought in', () => {
    const back = { ...simple, versionNameA: '$PREVIOUS' };
    const found = { alias: aliasOf('40'), versionA: '41', leftPin: routingFrom('40'), candidatePin: undefined };

    expect(plan(back, found).report).not.toHaveProperty('candidate');
  });

  it('is shown with what is known about the versions', () => {
    const facts = { version: '42', publishedAt: '2026-11-21T11:00:00Z', codeSha256: 'abc=' };

    expect(plan({}, { knownVersions: [facts] }).report).toMatchObject({
      baseline: { version: '41' },
      candidate: facts,
    });
  });
});

describe('the failure policy', () => {
  const recovered = (input: Partial<RouteInput>, observed: Partial<RouteObserved> = {}): string[] => {
    const { steps } = plan(input, observed);
    return recoverRoute(inputOf(input), { reason: 'failed', begun: steps, unanswered: [], facts: {} }).map(
      (step) => `${step.id}: ${step.sentence}`,
    );
  };
  const later = { alias: aliasOf('41+42@10'), leftPin: routingFrom('41+42@10') };

  it.each<[string, Partial<RouteInput>, Partial<RouteObserved>, string[]]>([
    ['reverts by default', simple, {}, ['revert: Revert live to v41 100%']],
    [
      'reverts to the first routing of the execution, not to that of its last stage',
      simple,
      later,
      ['revert: Revert live to v41 100%'],
    ],
    [
      'only says what is kept, with hold',
      { ...simple, onFailure: 'hold' },
      {},
      ['keepRouting: Keep the routing of live'],
    ],
    [
      'deletes the candidate after the revert',
      { ...simple, onFailure: 'revertAndDeleteCandidate' },
      {},
      ['revert: Revert live to v41 100%', 'deleteCandidate: Delete the candidate v42'],
    ],
    [
      'understands destroyOnFail',
      { ...simple, destroyOnFail: true },
      {},
      ['revert: Revert live to v41 100%', 'deleteCandidate: Delete the candidate v42'],
    ],
    [
      'lets onFailure win over destroyOnFail',
      { ...simple, destroyOnFail: true, onFailure: 'revert' },
      {},
      ['revert: Revert live to v41 100%'],
    ],
    [
      'deletes nothing that this execution has not published',
      { ...simple, destroyOnFail: true },
      { candidatePin: undefined, hasPublished: false },
      ['revert: Revert live to v41 100%', 'deleteCandidate: Keep v42'],
    ],
    [
      'deletes nothing that this execution has only reused',
      { ...simple, destroyOnFail: true },
      { hasPublished: false },
      ['revert: Revert live to v41 100%', 'deleteCandidate: Keep v42'],
    ],
    [
      'deletes nothing if there is no earlier routing',
      { ...simple, destroyOnFail: true },
      { alias: undefined, firstPin: null, baselinePin: null },
      [`revert: Revert live to ${routingWords(null)}`],
    ],
  ])('%s', (_title, input, observed, steps) => {
    expect(recovered(input, observed)).toEqual(steps);
  });

  it.each([
    ['that may still be in flight', ['route'], true],
    ['whose result is known', [], undefined],
  ])('treats a move %s', (_, unanswered, outruns) => {
    const { steps } = plan(simple);

    const recovery = recoverRoute(inputOf(simple), { reason: 'failed', begun: steps, unanswered, facts: {} });

    expect(recovery.map((step) => [step.id, step.kind === 'revert' ? step.outruns : 'no revert'])).toEqual([
      ['revert', outruns],
    ]);
  });

  it('holds the alias against a move that may still be in flight', () => {
    const { steps } = plan(simple);
    const held = inputOf({ ...simple, onFailure: 'hold' });

    const recovery = recoverRoute(held, { reason: 'cancelled', begun: steps, unanswered: ['route'], facts: {} });

    expect(recovery).toMatchObject([{ id: 'keepRouting', outruns: true, mutates: true }]);
  });

  it('does not mistake an unanswered health check for a move that may still be in flight', () => {
    const { steps } = plan({ ...simple, deploymentStrategy: '$BLUEGREEN' });
    const checks = steps.filter((step) => step.kind !== 'route').map((step) => step.id);

    const recovery = recoverRoute(inputOf(simple), { reason: 'failed', begun: steps, unanswered: checks, facts: {} });

    expect(checks).not.toEqual([]);
    expect(recovery.map((step) => step.kind === 'revert' && step.outruns)).toEqual([undefined]);
  });

  it('looks for the unanswered move among all started steps', () => {
    const { steps } = plan({ ...simple, deploymentStrategy: '$BLUEGREEN' });

    const recovery = recoverRoute(inputOf(simple), {
      reason: 'failed',
      begun: steps,
      unanswered: steps.filter((step) => step.kind === 'route').map((step) => step.id),
      facts: {},
    });

    expect(recovery.map((step) => step.kind === 'revert' && step.outruns)).toEqual([true]);
  });

  it('journals each of its steps as a change before making it', () => {
    const { steps } = plan({ ...simple, destroyOnFail: true });

    const recovery = recoverRoute(inputOf({ ...simple, destroyOnFail: true }), {
      reason: 'failed',
      begun: steps,
      unanswered: [],
      facts: {},
    });

    expect(recovery.map(({ kind, mutates }) => [kind, mutates])).toEqual([
      ['revert', true],
      ['deleteCandidate', true],
    ]);
  });

  it('does nothing if nothing was started', () => {
    expect(recoverRoute(inputOf(), { reason: 'cancelled', begun: [], unanswered: [], facts: {} })).toEqual([]);
  });
});

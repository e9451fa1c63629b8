import { StageError, type Routing, type VersionFacts } from 'stage-contract';
import type { OperationFacts } from '../../../model/operationFacts';
import type { TimedRevert } from '../../../model/pins';
import { readAliasRecord, readMovedAlias, type MovedAlias } from './aliasRecord';
import { firstPins, sightingOf } from './aliasPins';
import { changedBy } from './foreignChange';
import { preemptedClaim, type Claim } from './claims';
import { refuseHeld } from './refuseHeld';
import { aliasesServing, keptAliases, snapshotAliases } from './snapshotAliases';
import { knownPins } from './testing/knownPins';
import { aliasFrom, routingFrom } from './testing/scriptedAlias';
import { afterTimedRevert, forgottenRevert, timedRevertPin } from './timedRevert';
import { whenRaising } from './whenRaising';

const target = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const operation: OperationFacts = {
  operationId: 'o',
  executionId: 'e',
  stageId: 'promote',
  stageName: 'Promote',
  attempt: 1,
  deadlineMs: 3_600_000,
  target,
};
const timed: TimedRevert = {
  routing: routingFrom('1'),
  revertedAt: '2026-11-21T13:00:00.000Z',
  afterSeconds: 3600,
  stageId: 'canary',
};
const claim: Claim = {
  executionId: 'other',
  operationId: 'o-9',
  aliasName: 'live',
  baseline: '1',
  candidate: '2',
  stageName: 'Rollout',
  since: '2026-11-21T11:00:00.000Z',
};

function refusal(work: () => unknown): StageError['details'] {
  try {
    work();
  } catch (error) {
    if (error instanceof StageError) return error.details;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('what the journal knows of an alias', () => {
  const pins = knownPins({
    version: async (kind, aliasName) => `${kind} of ${aliasName ?? 'the function'}`,
    candidate: async () => ({ version: '7', isPublished: true }),
    description: async (kind, aliasName) => ({ description: `${kind} of ${aliasName}`, intended: 'new' }),
    routing: async (kind, aliasName) => routingFrom(`${kind} of ${aliasName}`),
    firstRouting: async (aliasName) => ({ routing: routingFrom(`first of ${aliasName}`), origin: routingFrom('1') }),
    timedRevert: async (aliasName) => (aliasName === 'live' ? timed : undefined),
    heldByOther: async (resource) => ({
      resource,
      operationId: 'o-9',
      executionId: 'other',
      stageName: 'Rollout',
      since: claim.since,
      terms: { baseline: '1', candidate: '2' },
    }),
  });

  it('is read with each of its pins', async () => {
    expect(await readAliasRecord(pins, 'live')).toEqual({
      baselinePin: 'baseline of live',
      firstPin: routingFrom('first of live'),
      origin: routingFrom('1'),
      leftPin: routingFrom('leftRouting of live'),
      intendedPin: routingFrom('intendedRouting of live'),
      candidatePin: '7',
      hasPublished: true,
      described: { first: 'firstDescription of live', left: 'leftDescription of live', intended: 'new' },
      claim,
      timedRevert: timed,
    });
  });

  it.each([
    ['was found', { version: '7', isPublished: false }],
    ['may have been found, because an earlier release wrote the pin', { version: '7' }],
  ])('does not count a candidate as its own that %s', async (_title, candidate) => {
    const record = await readAliasRecord(knownPins({ ...pins, candidate: async () => candidate }), 'live');

    expect(record).toMatchObject({ candidatePin: '7', hasPublished: false });
  });

  it('is read as far as moving beside other work must know it', async () => {
    expect(await readMovedAlias(pins, 'live')).toEqual({
      aliasName: 'live',
      claim,
      left: routingFrom('leftRouting of live'),
      timed,
    });
  });

  it.each([undefined, null])('is nothing where no execution has touched it (left: %s)', async (left) => {
    expect(await readMovedAlias(knownPins({ routing: async () => left }), 'live')).toEqual({ aliasName: 'live' });
  });
});

describe('who has changed an alias', () => {
  const left = routingFrom('1+2@10');

  it.each<[string, Parameters<typeof changedBy>[0], ReturnType<typeof changedBy>]>([
    [
      'nobody, where the execution has not touched it yet',
      { expected: undefined, timed: undefined, found: left },
      { who: 'nobody' },
    ],
    ['nobody, where it is as it was left', { expected: left, timed, found: left }, { who: 'nobody' }],
    [
      'nobody, where it is as the execution was about to leave it',
      { expected: left, intended: routingFrom('2'), timed, found: routingFrom('2') },
      { who: 'nobody' },
    ],
    ['nobody, where it never was', { expected: null, timed: undefined, found: null }, { who: 'nobody' }],
    ['a timer of the execution', { expected: left, timed, found: routingFrom('1') }, { who: 'timer', timed }],
    [
      'somebody else, after a timer',
      { expected: left, timed, found: routingFrom('3') },
      { who: 'other', expected: left },
    ],
    [
      'somebody else, after a revert that a later stage has gone over',
      { expected: left, timed: { ...timed, routing: null }, found: null },
      { who: 'other', expected: left },
    ],
    [
      'somebody else, where nothing else is known',
      { expected: left, intended: undefined, timed: undefined, found: routingFrom('1') },
      { who: 'other', expected: left },
    ],
    [
      'somebody else, who made an alias that was not there',
      { expected: null, intended: null, timed: undefined, found: left },
      { who: 'other', expected: null },
    ],
  ])('%s', (_title, comparison, expected) => {
    expect(changedBy(comparison)).toEqual(expected);
  });
});

describe('a stage that brings in a version of its own', () => {
  const aliases = [aliasFrom('1'), aliasFrom('7', 'r1', 'beta')];
  const check = (...moved: MovedAlias[]): void => {
    refuseHeld(moved, aliases, target);
  };

  it.each<[string, MovedAlias]>([
    ['nobody has touched', { aliasName: 'live' }],
    ['is as this execution left it', { aliasName: 'live', left: routingFrom('1') }],
    ['is not there', { aliasName: 'gone', left: routingFrom('2'), timed }],
  ])('may move an alias that %s', (_title, moved) => {
    expect(() => {
      check(moved);
    }).not.toThrow();
  });

  it('may not move an alias that another rollout holds', () => {
    expect(refusal(() => check({ aliasName: 'live' }, { aliasName: 'beta', claim }))).toMatchObject({
      code: 'busy',
      where: 'checkout:beta · local / us-east-1',
      what: {
        code: 'rolloutHoldsAlias',
        values: { alias: 'beta', stageName: 'Rollout', executionId: 'other', since: claim.since },
      },
      next: { code: 'waitOrKeepRouting' },
    });
  });

  it('may not move an alias that somebody else has changed', () => {
    expect(refusal(() => check({ aliasName: 'beta', left: routingFrom('2') }))).toMatchObject({
      code: 'foreignChange',
      where: 'checkout:beta · local / us-east-1',
      what: {
        code: 'aliasChangedByOther',
        values: { alias: 'beta', expected: routingFrom('2'), found: routingFrom('7') },
      },
    });
  });

  it('may not move an alias that a timer has brought back', () => {
    expect(refusal(() => check({ aliasName: 'live', left: routingFrom('1+2@10'), timed }))).toMatchObject({
      code: 'foreignChange',
      what: { code: 'canaryWasReverted' },
    });
  });
});

describe("another rollout's claim", () => {
  const wish = (wanted: Routing | null, held: Claim | undefined, more: { onBusy?: 'wait'; isRollback?: true } = {}) =>
    preemptedClaim(
      { target, aliasName: 'live', claim: held },
      { wanted, isRollback: more.isRollback ?? false, onBusy: more.onBusy ?? 'fail' },
    );

  it('is none where nobody has one', () => {
    expect(wish(routingFrom('2'), undefined)).toBeUndefined();
  });

  it('is pre-empted by going back to its baseline at once', () => {
    expect(wish(routingFrom('1'), claim)).toMatchObject({ operationId: 'o-9' });
  });

  it.each<[string, Claim]>([
    ['beside another baseline', { ...claim, baseline: '2' }],
    ['beside none', { ...claim, baseline: null }],
  ])('is pre-empted by a rollback at once, %s', (_title, held) => {
    expect(wish(routingFrom('1'), held, { isRollback: true })).toMatchObject({ operationId: 'o-9' });
    expect(refusal(() => wish(routingFrom('1+3@10'), held, { isRollback: true }))).toMatchObject({ code: 'busy' });
    expect(refusal(() => wish(null, held, { isRollback: true }))).toMatchObject({ code: 'busy' });
  });

  it.each<[string, Routing | null, Claim]>([
    ['going elsewhere', routingFrom('3'), claim],
    ['going back in steps', null, claim],
    ['going back only in part', routingFrom('1+2@1'), claim],
    ['anything, where it has no baseline', null, { ...claim, baseline: null }],
  ])('is not pre-empted by %s', (_title, wanted, held) => {
    expect(refusal(() => wish(wanted, held))).toMatchObject({
      code: 'busy',
      retry: false,
      where: 'checkout:live · local / us-east-1',
      what: {
        code: 'aliasHeld',
        values: { alias: 'live', stageName: 'Rollout', executionId: 'other', candidate: '2', since: claim.since },
      },
    });
  });

  it('is waited for where the stage asks for it', () => {
    expect(refusal(() => wish(routingFrom('3'), claim, { onBusy: 'wait' }))).toMatchObject({
      code: 'busy',
      retry: true,
    });
  });
});

describe('after a timer has brought an alias back, a later stage', () => {
  const after = (wanted: string, more: { stageId?: string; onForeignChange?: 'fail' | 'proceed' } = {}) =>
    afterTimedRevert(timed, {
      input: { aliasName: 'live', onForeignChange: more.onForeignChange },
      wanted: routingFrom(wanted),
      operation: { ...operation, stageId: more.stageId ?? 'promote' },
    });
  const values = { alias: 'live', routing: timed.routing, revertedAt: timed.revertedAt, seconds: 3600 };

  it('may want what is there', () => {
    expect(after('1')).toEqual([]);
  });

  it('may begin the canary anew where it is the one that began it', () => {
    expect(after('1+2@10', { stageId: 'canary' })).toEqual([]);
  });

  it('promotes nothing, and says what to do instead', () => {
    expect(refusal(() => after('2'))).toMatchObject({
      code: 'foreignChange',
      where: 'checkout:live · local / us-east-1',
      what: { code: 'canaryWasReverted', values },
      next: { code: 'beginCanaryAgain' },
    });
    expect(refusal(() => after('2', { onForeignChange: 'fail' })).code).toBe('foreignChange');
  });

  it('promotes where it is told to, with a warning', () => {
    expect(after('2', { onForeignChange: 'proceed' })).toMatchObject([{ code: 'proceededAfterTimedRevert', values }]);
  });

  it('knows what the timer has done until a stage has gone over it', () => {
    expect([timedRevertPin('live', timed), forgottenRevert('live', timed)]).toEqual([
      { kind: 'timedRevert', aliasName: 'live', value: timed, mode: 'replace' },
      { kind: 'timedRevert', aliasName: 'live', value: { ...timed, routing: null }, mode: 'replace' },
    ]);
  });
});

describe('the snapshot of the aliases', () => {
  it('pins what each served, once per execution, and nothing for those that are going to be made', () => {
    expect(snapshotAliases([aliasFrom('1+2@60')], ['beta'])).toEqual({
      pins: [
        { kind: 'baseline', aliasName: 'live', value: { version: '2' }, mode: 'once' },
        { kind: 'firstRouting', aliasName: 'live', value: { routing: routingFrom('1+2@60') }, mode: 'once' },
        { kind: 'baseline', aliasName: 'beta', value: { version: null }, mode: 'once' },
        { kind: 'firstRouting', aliasName: 'beta', value: { routing: null }, mode: 'once' },
      ],
      served: [{ aliasName: 'live', versions: [{ version: '1' }, { version: '2' }], how: 'found' }],
    });
    expect(snapshotAliases([]).pins).toEqual([]);
  });

  it.each<[string, string, VersionFacts[]]>([
    ['a version that gets all traffic', '41', [{ version: '41' }]],
    ['both versions of a split', '41+42@10', [{ version: '41' }, { version: '42', codeSha256: 'abc' }]],
    ['no version without traffic', '41+42@0', [{ version: '41' }]],
  ])('remembers as served %s, with what is known about it', (_title, routing, versions) => {
    const known = [{ version: '42', codeSha256: 'abc' }];

    expect(sightingOf('live', routingFrom(routing), 'moved', known)).toEqual([
      { aliasName: 'live', versions, how: 'moved' },
    ]);
    expect(snapshotAliases([aliasFrom(routing)]).served).toEqual([
      { aliasName: 'live', versions: versions.map(({ version }) => ({ version })), how: 'found' },
    ]);
  });

  it('does not remember the unpublished head as served', () => {
    expect(sightingOf('live', routingFrom('$LATEST'), 'found')).toEqual([]);
  });

  it('says of each alias what it serves, and whether the stage lists it', () => {
    const aliases = [aliasFrom('1'), aliasFrom('7+8@20', 'r1', 'beta')];

    expect(keptAliases(aliases, ['live'])).toMatchObject([
      { alias: 'live', routing: routingFrom('1'), noteTold: { code: 'aliasKeptRouting' } },
      { alias: 'beta', routing: routingFrom('7+8@20'), noteTold: { code: 'aliasNotListed' } },
    ]);
    expect(keptAliases(aliases).map(({ noteTold }) => noteTold?.code)).toEqual([
      'aliasKeptRouting',
      'aliasKeptRouting',
    ]);
  });

  it.each<[string, string, boolean]>([
    ['all calls', '2', true],
    ['most calls', '2+1@10', true],
    ['some calls', '1+2@10', true],
    ['no calls any more', '1+2@0', false],
    ['no calls', '1+3@10', false],
  ])('finds the aliases that send a version %s', (_title, routing, isServing) => {
    expect(aliasesServing([aliasFrom(routing)], '2')).toHaveLength(isServing ? 1 : 0);
  });

  it('takes an additional version without a weight for one without calls', () => {
    expect(aliasesServing([{ ...aliasFrom('1'), additionalVersion: '2' }], '2')).toEqual([]);
  });

  it('pins a first baseline and routing together', () => {
    expect(firstPins('live', '1', routingFrom('1')).map(({ kind, mode }) => [kind, mode])).toEqual([
      ['baseline', 'once'],
      ['firstRouting', 'once'],
    ]);
  });
});

describe('a move', () => {
  it.each<[string, string | null, string, string | null, boolean]>([
    ['gives a new version its first calls', '1', '1+2@10', '1', true],
    ['gives it all of them', '1+2@10', '2', '1', true],
    ['takes some away', '1+2@50', '1+2@10', '1', false],
    ['changes nothing', '1+2@10', '1+2@10', '1', false],
    ['goes back to the baseline', '1+2@10', '1', '1', false],
    ['gives a third version calls', '1+2@10', '1+3@5', '1', true],
    ['has no baseline to go back to', '1+2@10', '1', null, true],
    ['makes the alias', null, '2', null, false],
  ])('that %s begins only while Orca is polling: %s → %s (baseline %s): %s', (_, before, wanted, baseline, raises) => {
    const step = whenRaising(before === null ? null : routingFrom(before), routingFrom(wanted), baseline);

    expect(step).toEqual(raises ? { beginsWhen: 'orcaIsPolling' } : {});
  });
});

import { StageError } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { UndoContext } from '../../../model/undo';
import { saying } from '../../../testing/saying';
import { noAsks } from '../../../testing/noAsks';
import { knownPins } from './testing/knownPins';
import { routingFrom, scriptedAlias, type AliasScript } from './testing/scriptedAlias';
import { describeUndo, undoAlias } from './undoAlias';
import { undoRecord } from './undoRecord';

const NOW = '2026-11-21T12:00:00.000Z';
const denied = new StageError({ code: 'accessDenied', what: saying('denied'), where: 'x' });
const canary = undoRecord('live', routingFrom('1'), ['1+2@10', '1+2@50', '2'].map(routingFrom));
const created = undoRecord('live', null, [routingFrom('2')]);
const kept = undoRecord('live', 'kept', [routingFrom('2')]);

async function undone(
  record: typeof canary,
  script: AliasScript,
  more: Partial<UndoContext> = {},
): Promise<{ applied: Applied<object>; written: string[] }> {
  const { lambda, written } = scriptedAlias(script);
  const applied = await undoAlias(record, {
    operation: {
      operationId: 'o',
      executionId: 'e',
      stageId: 's',
      stageName: 'Route',
      attempt: 1,
      deadlineMs: 3_600_000,
      target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
    },
    lambda,
    cloudwatch: Object.create(null) as never,
    pins: knownPins(),
    asks: noAsks,
    now: NOW,
    facts: {},
    again: false,
    tries: 1,
    firstBegunAtMs: 0,
    nowMs: 0,
    settlePollMs: 1000,
    unanswered: false,
    isFollowUp: false,
    ...more,
  });
  return { applied, written };
}

describe('what undoing is going to do', () => {
  it('is said, and pinned before it is done', () => {
    const { doing, intends } = describeUndo(canary);

    expect(doing.words).toBe('Revert live to v1 100%');
    expect(intends).toEqual([
      { kind: 'intendedRouting', aliasName: 'live', value: { routing: { mainVersion: '1' } }, mode: 'replace' },
    ]);
  });

  it.each([
    ['was created', created],
    ['is to stay', kept],
  ])('is nothing for an alias that %s, and pins nothing', (_title, record) => {
    const { doing, intends } = describeUndo(record);

    expect([doing.words, intends]).toEqual(['Leave live unchanged', []]);
  });
});

describe('undoing', () => {
  it.each(['1+2@10', '2'])('brings the alias back from each routing that the operation left: %s', async (left) => {
    const { applied, written } = await undone(canary, { looks: [left] });

    expect(written).toEqual(['1 over r1']);
    expect(applied).toMatchObject({ kind: 'done', state: 'reverted' });
  });

  it('leaves what later stages and the outcome have to know of it', async () => {
    const { applied } = await undone(undoRecord('live', routingFrom('1+3@20'), [routingFrom('2')]), { looks: ['2'] });
    const routing = routingFrom('1+3@20');

    expect(applied).toMatchObject({
      note: { words: 'live → v3 20%, v1 80%, as before this execution.' },
      pins: [{ kind: 'leftRouting', aliasName: 'live', value: { routing, how: 'moved' }, mode: 'replace' }],
      served: [{ aliasName: 'live', versions: [{ version: '1' }, { version: '3' }], how: 'moved' }],
      report: {
        routing: { now: routing },
        timeline: [{ at: NOW, routing, reason: 'reverted' }],
        outputs: {
          routing,
          aliasArn: 'arn:live',
          'deployment:majorVersionDeployed': '1',
          'deployment:minorVersionDeployed': '3',
        },
      },
    });
  });

  it('has nothing to do where nothing has been moved', async () => {
    const { applied, written } = await undone(canary, { looks: ['1'] });

    expect(written).toEqual([]);
    expect(applied).toMatchObject({ kind: 'done', state: 'same', note: { words: 'live stays at v1 100%.' } });
    expect(applied).not.toHaveProperty('report');
  });

  it('knows what an earlier try of it has brought back', async () => {
    const { applied } = await undone(canary, { looks: ['1'] }, { again: true });

    expect(applied).toMatchObject({ state: 'reverted' });
  });

  it('outruns a move whose answer never came', async () => {
    const { written } = await undone(canary, { looks: ['1'] }, { unanswered: true });

    expect(written).toEqual(['1 over r1']);
  });

  it('looks again, soon at first, while AWS moves the alias', async () => {
    const { applied } = await undone(canary, { looks: ['2'], writes: ['1+2@90'] }, { tries: 3 });

    expect(applied).toMatchObject({
      kind: 'wait',
      afterMs: 400,
      progress: { words: 'Waiting until AWS has moved the provisioned concurrency of live (v2 90%, v1 10% so far)' },
    });
  });

  it('looks again, less often, when AWS takes long', async () => {
    const script: AliasScript = { looks: ['2'], writes: ['1+2@90'] };

    const early = await undone(canary, script, { tries: 30, firstBegunAtMs: 5_000, nowMs: 24_000 });
    const late = await undone(canary, script, { tries: 30, firstBegunAtMs: 5_000, nowMs: 25_000 });

    expect([early.applied, late.applied]).toMatchObject([{ afterMs: 1000 }, { afterMs: 5000 }]);
  });

  it.each<[string, typeof canary, AliasScript, string]>([
    ['its author wants it so', kept, { looks: [] }, 'live stays unchanged, as configured in the stage.'],
    ['it was never created', created, { looks: [undefined] }, 'live was not created.'],
    [
      'there was no earlier routing',
      created,
      { looks: ['2'] },
      'live was created by this execution and stays at v2 100%: it has no earlier routing to go back to.',
    ],
  ])('leaves the alias as it is where %s', async (_title, record, script, note) => {
    const { applied, written } = await undone(record, script);

    expect(written).toEqual([]);
    expect(applied).toMatchObject({ kind: 'done', state: 'skipped', note: { words: note } });
  });

  const foreign: AliasScript = { looks: ['3'] };
  const words = 'Someone else changed live: expected v2 100%, found v3 100%. This stage left it unchanged.';

  it("fails over somebody else's change, and says what the operation had left last", async () => {
    await expect(undone(canary, foreign)).rejects.toMatchObject({
      details: { code: 'foreignChange', what: { words } },
    });
  });

  it('says what was there before where the operation has left nothing that it knows', async () => {
    await expect(undone(undoRecord('live', routingFrom('1'), []), foreign)).rejects.toMatchObject({
      details: {
        what: { words: 'Someone else changed live: expected v1 100%, found v3 100%. This stage left it unchanged.' },
      },
    });
  });

  it("has nothing to do over somebody else's change where it runs by itself", async () => {
    const { applied } = await undone(canary, foreign, { isFollowUp: true });

    expect(applied).toMatchObject({ kind: 'done', state: 'skipped', note: { words } });
  });

  it.each([true, false])('fails where AWS refuses it (by itself: %s)', async (isFollowUp) => {
    await expect(undone(canary, { looks: ['2'], writes: [denied] }, { isFollowUp })).rejects.toBe(denied);
  });

  it('ignores what it cannot read of what was left', async () => {
    const { applied } = await undone({ ...canary, left: ['?:', '2'] }, { looks: ['2'] });

    expect(applied).toMatchObject({ state: 'reverted' });
  });
});

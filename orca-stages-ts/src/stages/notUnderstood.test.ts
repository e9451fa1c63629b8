import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { z } from 'zod';
import { skippingClock, type SkippingClock } from '../testing/skippingClock';
import { deploymentOf } from '../testing/deploymentOf';
import { startBench, type RunOptions, type StageBench } from '../testing/stageBench';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import { testSealer } from '../testing/testSealer';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const MINUTE = 60_000;
const second = { executionId: 'execution-2' };
const jsonObject = z.record(z.string(), z.unknown());

let bench: StageBench;
let clock: SkippingClock;

/** A text in the journal, and how to change it. */
type Break = (text: string) => string;
const cutOff: Break = (text) => text.slice(0, -2);
const ofNewerRelease: Break = (text) => JSON.stringify({ ...jsonObject.parse(JSON.parse(text)), v: 99 });
/** Renames a field, wherever it appears, as another release might have done. */
const renamed =
  (from: string, to: string): Break =>
  (text) =>
    text.replaceAll(`"${from}":`, `"${to}":`);

const deploy = (key: string, options: RunOptions, fields: Record<string, unknown> = {}): Promise<string> =>
  bench.begin(DEPLOYMENT, { ...deploymentOf(key), ...fields }, options);

const rollOut = (fields: Record<string, unknown> = {}): Promise<string> =>
  bench.begin(
    ROUTE,
    {
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: 10, holdSeconds: 600 }],
      ...fields,
    },
    second,
  );

async function live(): Promise<string> {
  const alias = await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
  const weights = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  return [alias.FunctionVersion, ...weights.map(([version, weight]) => `${version}:${weight * 100}`)].join(' ');
}

/** Polls until the condition is true; every poll counts as one of Orca's. */
const seen = (id: string, what: string, isSo: (outcome: Outcome) => boolean): Promise<Outcome> =>
  eventually(what, async () => {
    const outcome = await bench.engine.poll(id);
    return outcome !== undefined && isSo(outcome) ? outcome : new NotYet(`${outcome?.status}: ${outcome?.progress}`);
  });
const inHold = (id: string): Promise<Outcome> => seen(id, 'the hold', ({ hold }) => hold !== undefined);
const ended = (id: string): Promise<Outcome> => seen(id, 'the end', ({ status }) => status !== 'RUNNING');

/** Lets the hold end while Orca keeps polling. */
async function passHold(id: string): Promise<Outcome> {
  for (let passed = 0; passed < 10 * MINUTE; passed += MINUTE / 2) {
    clock.skip(MINUTE / 2);
    await bench.engine.poll(id);
    // Polls are recorded together, a moment later.
    clock.skip(200);
  }
  return ended(id);
}

/** Breaks every step of an operation. */
async function breakSteps(id: string, broken: Break): Promise<void> {
  const rows = await bench.database.selectFrom('checkpoints').selectAll().where('operation_id', '=', id).execute();
  for (const { ordinal, step } of rows)
    await bench.database
      .updateTable('checkpoints')
      .set({ step: broken(step) })
      .where('operation_id', '=', id)
      .where('ordinal', '=', ordinal)
      .execute();
}

async function breakOperation(id: string, column: 'facts' | 'report', broken: Break): Promise<void> {
  const row = await bench.database
    .selectFrom('operations')
    .select(column)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await bench.database
    .updateTable('operations')
    .set({ [column]: broken(row[column]) })
    .where('id', '=', id)
    .execute();
}

const replaceInput = async (id: string, sealed: string): Promise<void> => {
  await bench.database.updateTable('operations').set({ sealed_input: sealed }).where('id', '=', id).execute();
};
const breakInput = (id: string): Promise<void> => replaceInput(id, testSealer().seal('{"account":17}'));
const sealWithLostKey = (id: string): Promise<void> => replaceInput(id, testSealer(8).seal('{}'));

/** As release 0.1.0 left it. */
const forgetRecords = async (): Promise<void> => {
  await bench.database.deleteFrom('undo_records').execute();
};

describe.each(JOURNAL_KINDS)('a document that this release cannot read, in %s', (kind) => {
  const journals = useJournals(kind);

  beforeEach(async () => {
    clock = skippingClock();
    const journalFile = await journals.next();
    bench = await startBench({
      clock,
      lambda: { settleDelayMs: 0 },
      ...(journalFile === undefined ? {} : { journalFile }),
    });
    await bench.putCode('v1.zip', 'one');
    await bench.putCode('v2.zip', 'two');
    await ended(await deploy('v1.zip', { executionId: 'execution-1' }));
    await ended(await deploy('v2.zip', second));
    bench.lambda.clearCalls();
  });
  afterEach(async () => {
    await bench.close();
  });

  it('reverts the alias if a field of the stored steps has another name during a hold', async () => {
    const id = await rollOut();
    await inHold(id);
    const during = await live();
    await breakSteps(id, renamed('own', 'ours'));

    const outcome = await passHold(id);

    expect(during).toBe('1 2:10');
    expect(await live()).toBe('1');
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      progress: 'Reverted: live → v1 100%, as before this execution.',
      failure: {
        code: 'journalNotUnderstood',
        what: expect.stringMatching(/steps.*undo\.own.*This stage had started: Weight 10%/),
        restored: 'live → v1 100%, as before this execution.',
      },
    });
  });

  it.each<[string, (id: string) => Promise<void>]>([
    ['steps that are cut off', (id) => breakSteps(id, cutOff)],
    ['steps of a newer release', (id) => breakSteps(id, ofNewerRelease)],
    ['facts that are cut off', (id) => breakOperation(id, 'facts', cutOff)],
    ['facts of a newer release', (id) => breakOperation(id, 'facts', ofNewerRelease)],
    ['a report of another shape', (id) => breakOperation(id, 'report', renamed('mainVersion', 'main'))],
    ['an input of another shape', breakInput],
  ])('undoes what was started: %s', async (_what, breakIt) => {
    const id = await rollOut();
    await inHold(id);
    await breakIt(id);

    const outcome = await passHold(id);

    expect(await live()).toBe('1');
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'journalNotUnderstood' } });
  });

  it.each<[string, (id: string) => Promise<void>]>([
    ['steps', (id) => breakSteps(id, renamed('kind', 'type'))],
    ['facts', (id) => breakOperation(id, 'facts', cutOff)],
    ['report', (id) => breakOperation(id, 'report', cutOff)],
  ])('is planned again if nothing was started: %s', async (_what, breakIt) => {
    const died = bench.killAt((point, step) => point === 'beforeIntent' && step === 'weight:10');
    const id = await rollOut();
    await died;
    await breakIt(id);
    clock.skip(MINUTE / 2);

    const outcome = await inHold(id);

    expect(outcome.steps.map((step) => step.id)).toEqual(['weight:10', 'hold:10', 'promote']);
    expect(await live()).toBe('1 2:10');
    expect(bench.mutations()).toEqual(['UpdateAlias']);
  });

  it('ends an operation that had changed nothing if its input can no longer be read', async () => {
    const died = bench.killAt((point, step) => point === 'beforeIntent' && step === 'weight:10');
    const id = await rollOut();
    await died;
    await breakInput(id);
    clock.skip(MINUTE / 2);

    const outcome = await ended(id);

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'journalNotUnderstood', what: expect.stringContaining('Nothing had been changed.') },
    });
    expect(bench.mutations()).toEqual([]);
  });

  it('brings the alias back from its records once it is stuck because the key of its input was lost', async () => {
    const id = await rollOut({ stageTimeoutMs: 15 * MINUTE });
    await inHold(id);
    await sealWithLostKey(id);
    const during = await live();

    const outcome = await eventually('the end', async () => {
      clock.skip(MINUTE / 2);
      const { status, progress, ...more } = (await bench.engine.poll(id)) ?? {};
      return status === 'RUNNING' ? new NotYet(`${status}: ${progress}`) : { status, progress, ...more };
    });

    expect([during, await live()]).toEqual(['1 2:10', '1']);
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      progress: 'Reverted: live → v1 100%, as before this execution.',
      failure: { code: 'journalNotUnderstood', told: { values: { document: 'input' } } },
    });
  });

  it.each<[string, Break]>([
    ['the readable parts of its step', renamed('own', 'ours')],
    ['the pins of its execution, when its step says nothing', cutOff],
  ])('undoes what release 0.1.0 started, from %s', async (_what, broken) => {
    const id = await rollOut();
    await inHold(id);
    await forgetRecords();
    await breakSteps(id, broken);

    const outcome = await passHold(id);

    expect(await live()).toBe('1');
    expect(outcome.failure?.code).toBe('journalNotUnderstood');
  });

  it("never overwrites someone else's change", async () => {
    const id = await rollOut();
    await inHold(id);
    await breakSteps(id, cutOff);
    await bench.aws.send(
      new UpdateAliasCommand({
        FunctionName: 'checkout',
        Name: 'live',
        FunctionVersion: '2',
        RoutingConfig: { AdditionalVersionWeights: { '1': 0.3 } },
      }),
    );

    const outcome = await passHold(id);

    expect(await live()).toBe('2 1:30');
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'journalNotUnderstood', restored: expect.stringContaining('Someone else changed live') },
    });
  });

  it('leaves the alias where the stage wants it held', async () => {
    const id = await rollOut({ onFailure: 'hold' });
    await inHold(id);
    await breakSteps(id, cutOff);

    const outcome = await passHold(id);

    expect(await live()).toBe('1 2:10');
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { restored: 'live stays unchanged, as configured in the stage.' },
    });
  });

  it.each(['beforeIntent', 'afterIntent', 'afterCall', 'afterResult'] as const)(
    'is undone once by two processes if the first dies: %s',
    async (death) => {
      const id = await rollOut();
      await inHold(id);
      await breakSteps(id, cutOff);
      const died = bench.killAt((point, step) => point === death && step === 'undo:alias:live');
      clock.skip(10 * MINUTE);
      await died;
      clock.skip(MINUTE / 2);

      const outcome = await ended(id);

      expect(await live()).toBe('1');
      expect(outcome).toMatchObject({ status: 'TERMINAL', progress: expect.stringMatching(/^Reverted: live → v1/) });
      expect(bench.mutations()).toEqual(['UpdateAlias', 'UpdateAlias']);
    },
  );

  it("is named as not restored if even the undo step can't be read", async () => {
    const id = await rollOut();
    await inHold(id);
    await breakSteps(id, cutOff);
    const died = bench.killAt((point, step) => point === 'beforeIntent' && step === 'undo:alias:live');
    clock.skip(10 * MINUTE);
    await died;
    await breakSteps(id, cutOff);
    clock.skip(MINUTE / 2);

    const outcome = await ended(id);

    expect(await live()).toBe('1 2:10');
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      progress: expect.stringMatching(/^Not restored: .*Remaining step: undo:alias:live/),
      failure: { code: 'journalNotUnderstood' },
    });
  });

  it('fails a stage before it changes anything if it is a pin of its execution', async () => {
    await bench.database
      .updateTable('pins')
      .set({ value: '{"versions":["2"]}' })
      .where('kind', '=', 'candidate')
      .where('execution_id', '=', second.executionId)
      .execute();

    const outcome = await ended(await rollOut());

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'journalNotUnderstood', what: expect.stringContaining('candidate') },
    });
    expect(bench.mutations()).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    ['from its record', async () => undefined],
    ['as release 0.1.0 has armed it', forgetRecords],
  ])('lets a timer revert its alias anyway, %s', async (_how, more) => {
    const id = await bench.begin(
      ROUTE,
      {
        aliasName: 'live',
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        trafficPercentA: 10,
        versionNameB: '$PREVIOUS',
        revertUnlessPromotedWithinSeconds: 3600,
      },
      second,
    );
    await ended(id);
    const during = await live();
    await breakSteps(`${id}-timer`, renamed('candidate', 'version'));
    await more();
    clock.skip(61 * MINUTE);

    const outcome = await seen(id, 'its timer', ({ revertTimer }) => revertTimer?.state !== 'pending');

    expect(during).toBe('1 2:10');
    expect(outcome.revertTimer?.state).toBe('reverted');
    expect(await live()).toBe('1');
  });

  it('reverts the alias that a Deployment moved, and names what it left behind', async () => {
    await bench.putCode('v3.zip', 'three');
    const died = bench.killAt((point, step) => point === 'afterCall' && step === 'alias:live');
    const id = await deploy('v3.zip', { executionId: 'execution-3' }, { aliasRouting: 'newVersion' });
    await died;
    const during = await live();
    await breakSteps(id, renamed('from', 'before'));
    clock.skip(MINUTE / 2);

    const outcome = await ended(id);

    expect([during, await live()]).toEqual(['3', '1']);
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'journalNotUnderstood', what: expect.stringMatching(/had started: .*Move alias live/) },
    });
    expect(outcome.failure?.told?.values['begun']).toContainEqual(expect.objectContaining({ code: 'moveAlias' }));
  });
});

import { StageError } from 'stage-contract';
import { saying } from '../../../testing/saying';
import { moveAlias, type AliasMove } from './moveAlias';
import { settleMove } from './settleMove';
import { routingFrom, scriptedAlias, stale, taken, type AliasScript } from './testing/scriptedAlias';

const busy = new StageError({
  code: 'awsConflict',
  awsCode: 'ResourceInUseException',
  httpStatus: 409,
  what: saying('busy'),
  where: 'x',
});
const denied = new StageError({ code: 'accessDenied', what: saying('denied'), where: 'x' });

/** Gives version 2 a tenth beside version 1, with the revision that was read before, unless said otherwise. */
const move = (more: Partial<AliasMove> = {}): AliasMove => ({
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  aliasName: 'live',
  expected: routingFrom('1'),
  wanted: routingFrom('1+2@10'),
  revisionId: 'r0',
  again: false,
  ...more,
});
const unread = (): AliasMove => {
  const { revisionId: _revisionId, ...rest } = move();
  return rest;
};

const refusal = async (work: Promise<unknown>): Promise<StageError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StageError) return error;
  throw new Error('It was not refused.');
};

describe('moving an alias', () => {
  it.each<[string, AliasScript, AliasMove, string[], boolean]>([
    [
      'writes over the revision that was read before, without another look',
      { looks: [] },
      move(),
      ['1+2@10 over r0'],
      true,
    ],
    ['looks first where no revision is known', { looks: ['1'] }, unread(), ['1+2@10 over r1'], true],
    [
      'creates an alias that was not there',
      { looks: [] },
      { ...unread(), expected: null, wanted: routingFrom('2') },
      ['2 created'],
      true,
    ],
    [
      'takes the weights away where one version gets everything',
      { looks: [] },
      move({ wanted: routingFrom('2') }),
      ['2 over r0'],
      true,
    ],
    [
      'writes a description where there is one',
      { looks: [] },
      move({ description: 'by Spinnaker' }),
      ['1+2@10 over r0: by Spinnaker'],
      true,
    ],
    [
      'looks again after a lost race, and writes where nothing has really changed',
      { looks: ['1'], writes: [stale, undefined] },
      move(),
      ['1+2@10 over r1'],
      true,
    ],
    [
      'finds its own alias where another try has created it',
      { looks: ['2'], writes: [taken] },
      { ...unread(), expected: null, wanted: routingFrom('2') },
      [],
      false,
    ],
    ['has changed nothing where the alias serves that already', { looks: ['1+2@10'] }, unread(), [], false],
    [
      'takes what an earlier try of it has left for its own change',
      { looks: ['1+2@10'] },
      move({ again: true }),
      [],
      true,
    ],
    [
      'looks before it acts again, and acts if nobody has written the alias since',
      { looks: ['1'] },
      move({ again: true, revisionId: 'r1' }),
      ['1+2@10 over r1'],
      true,
    ],
    [
      'acts again where the revision was not known before',
      { looks: ['1'] },
      { ...unread(), again: true },
      ['1+2@10 over r1'],
      true,
    ],
    [
      'acts again over a move that somebody else has reversed, if that was accepted',
      { looks: ['1'] },
      move({ again: true, accepted: routingFrom('1') }),
      ['1+2@10 over r1'],
      true,
    ],
    [
      "goes over somebody else's change that was accepted",
      { looks: ['3'] },
      move({ again: true, accepted: routingFrom('3') }),
      ['1+2@10 over r1'],
      true,
    ],
    [
      'creates the alias again that somebody has deleted, if that was accepted',
      { looks: [undefined] },
      move({ again: true, accepted: null }),
      ['1+2@10 created'],
      true,
    ],
  ])('%s', async (_title, script, aliasMove, expected, changed) => {
    const { lambda, written } = scriptedAlias(script);

    const moved = await moveAlias(lambda, aliasMove);

    expect(written).toEqual(expected);
    expect(moved.changed).toBe(changed);
  });

  it.each<[string, (string | undefined)[], string, Partial<AliasMove>]>([
    ['another routing', ['3'], 'v3 100%', {}],
    ['no alias any more', [undefined], 'no alias', {}],
    ['another one than was accepted', ['4'], 'v4 100%', { accepted: routingFrom('3') }],
    ['no alias any more, although a routing was accepted', [undefined], 'no alias', { accepted: routingFrom('3') }],
  ])("does not touch somebody else's change: %s", async (_title, looks, found, more) => {
    const { lambda, written } = scriptedAlias({ looks });

    const error = await refusal(moveAlias(lambda, move({ again: true, foreignNext: saying('Ask around.'), ...more })));

    expect(error.details).toMatchObject({
      code: 'foreignChange',
      where: 'checkout:live · local / us-east-1',
      what: { words: `Someone else changed live: expected v1 100%, found ${found}. This stage left it unchanged.` },
      next: { words: 'Ask around.' },
    });
    expect(written).toEqual([]);
  });

  it('does not repeat a move that somebody else may have reversed', async () => {
    const { lambda, written } = scriptedAlias({ looks: ['1'] });

    const error = await refusal(moveAlias(lambda, move({ again: true, foreignNext: saying('Ask around.') })));

    expect(error.details).toMatchObject({
      code: 'foreignChange',
      where: 'checkout:live · local / us-east-1',
      what: { code: 'aliasMoveMayBeReversed', values: { alias: 'live', found: routingFrom('1') } },
      next: { words: 'Ask around.' },
    });
    expect(written).toEqual([]);
  });

  it.each([
    ['for good', denied],
    ['for a while, as it is busy with the function', busy],
  ])('passes on what AWS refuses %s', async (_title, error) => {
    const { lambda } = scriptedAlias({ looks: ['1'], writes: [error, undefined] });

    await expect(moveAlias(lambda, move())).rejects.toBe(error);
  });

  it('leaves a second lost race to be tried again later', async () => {
    const { lambda, written } = scriptedAlias({ looks: ['1'], writes: [stale] });

    await expect(moveAlias(lambda, move())).rejects.toBe(stale);
    expect(written).toEqual([]);
  });
});

describe('settling a move', () => {
  const promotion = move({ wanted: routingFrom('2') });
  const waiting = 'Waiting until AWS has moved the provisioned concurrency of live (v1 60%, v2 40% so far)';

  it.each<[string, AliasScript, AliasMove, string, string[]]>([
    ['is done when AWS has moved the alias', { looks: [] }, promotion, 'moved', ['2 over r0']],
    ['is not done while AWS moves it bit by bit', { looks: [], writes: ['2+1@60'] }, promotion, waiting, ['2 over r0']],
    [
      'waits when it looks again and AWS is still at it',
      { looks: ['2+1@60'], awsIsMoving: [true] },
      { ...promotion, again: true },
      waiting,
      [],
    ],
    ['is done when it looks again and AWS is', { looks: ['2'] }, { ...promotion, again: true }, 'moved', []],
    [
      'acts when it looks again and nothing has been done',
      { looks: ['1'], awsIsMoving: [true, true] },
      { ...promotion, again: true, revisionId: 'r2' },
      'moved',
      ['2 over r2'],
    ],
    [
      'waits where AWS began to split between two looks',
      { looks: ['1', '2+1@60'], awsIsMoving: [true] },
      { ...promotion, again: true },
      waiting,
      [],
    ],
    [
      'creates what is still missing when it looks again',
      { looks: [undefined] },
      { ...promotion, expected: null, again: true },
      'moved',
      ['2 created'],
    ],
  ])('%s', async (_title, script, aliasMove, expected, sent) => {
    const { lambda, written } = scriptedAlias(script);

    const settled = await settleMove(lambda, aliasMove);

    expect(settled.kind === 'moving' ? settled.progress.words : settled.kind).toBe(expected);
    expect(written).toEqual(sent);
  });

  it.each<[string, AliasScript, Partial<AliasMove>]>([
    ['weights while AWS moves nothing', { looks: ['2+1@60'] }, { again: true }],
    [
      'weights beside another version than the wanted one',
      { looks: ['3+1@60'], awsIsMoving: [true, true, true] },
      { again: true },
    ],
    ['another version', { looks: ['3'], awsIsMoving: [true, true, true] }, { again: true }],
    ['weights that a first try finds', { looks: ['2+1@60'], writes: [stale], awsIsMoving: [true, true] }, {}],
  ])("takes for somebody else's change: %s", async (_title, script, more) => {
    const { lambda, written } = scriptedAlias(script);

    expect((await refusal(settleMove(lambda, { ...promotion, ...more }))).code).toBe('foreignChange');
    expect(written).toEqual([]);
  });

  it('passes on what is no foreign change', async () => {
    const { lambda } = scriptedAlias({ looks: ['1', '1', '2+1@60'], writes: [denied], awsIsMoving: [true] });

    await expect(settleMove(lambda, { ...promotion, again: true, revisionId: 'r2' })).rejects.toBe(denied);
  });

  it('says whether it has changed anything', async () => {
    const fresh = scriptedAlias({ looks: ['2'] });

    const { revisionId: _revisionId, ...reading } = promotion;

    expect(await settleMove(fresh.lambda, reading)).toMatchObject({ kind: 'moved', changed: false });
    expect(await settleMove(fresh.lambda, { ...promotion, again: true })).toMatchObject({ changed: true });
  });
});

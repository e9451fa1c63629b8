import { StageError } from 'stage-contract';
import { saying } from '../../../testing/saying';
import { restoreAlias, type Restore, type Restored } from './restoreAlias';
import { routingFrom, scriptedAlias, stale, type AliasScript } from './testing/scriptedAlias';

const denied = new StageError({ code: 'accessDenied', what: saying('denied'), where: 'x' });
const throttled = new StageError({ code: 'throttled', what: saying('slowly'), where: 'x' });

/** Returns to version 1 from a canary of version 2 and its promotion, unless overridden. */
async function run(
  script: AliasScript,
  more: Partial<Restore> = {},
): Promise<{ came: Restored | StageError; writes: string[] }> {
  const { lambda, written: writes } = scriptedAlias(script);
  const came = await restoreAlias(lambda, {
    target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
    aliasName: 'live',
    to: routingFrom('1'),
    own: ['1', '1+2@10', '2'].map(routingFrom),
    expected: routingFrom('1+2@10'),
    outruns: false,
    again: false,
    ...more,
  }).catch((error: unknown) => {
    if (error instanceof StageError) return error;
    throw error;
  });
  return { came, writes };
}
const kindOf = ({ came }: Awaited<ReturnType<typeof run>>): string =>
  came instanceof StageError ? came.details.what.words : came.kind === 'moving' ? came.progress.words : came.kind;

const LOOKING_AGAIN = 'live is changing; checking again before it is reverted.';

describe('what this execution has left', () => {
  it.each(['1+2@10', '2'])('%s is reverted, over the revision that was read', async (left) => {
    const result = await run({ looks: [left] });

    expect([kindOf(result), result.writes]).toEqual(['restored', ['1 over r1']]);
  });

  it.each([
    ['is unchanged', false, 'unchanged'],
    ['was reverted by the previous attempt', true, 'restored'],
  ])('where it should be %s', async (_title, again, kind) => {
    const result = await run({ looks: ['1'] }, { again });

    expect([kindOf(result), result.writes]).toEqual([kind, []]);
  });

  it.each([
    [
      'on its way back, is waited for',
      'Waiting until AWS has moved the provisioned concurrency of live (v2 60%, v1 40% so far)',
      '1+2@60',
    ],
    ['still on its way there, goes back', 'restored', '2+1@60'],
  ])('and AWS splits itself, %s', async (_title, expected, found) => {
    const result = await run({ looks: [found], awsIsMoving: [true] }, { again: true });

    expect(kindOf(result)).toBe(expected);
  });

  it.each([
    ['all traffic', '2'],
    ['a share', '1+2@10'],
  ])('is waited for on its way back also where %s is all that was left', async (_title, left) => {
    const result = await run({ looks: ['1+2@60'], awsIsMoving: [true] }, { again: true, own: [routingFrom(left)] });

    expect(result.came).toMatchObject({ kind: 'moving' });
  });

  it('is waited for while AWS moves it back gradually', async () => {
    const result = await run({ looks: ['2'], writes: ['1+2@90'] });

    expect(kindOf(result)).toBe(
      'Waiting until AWS has moved the provisioned concurrency of live (v2 90%, v1 10% so far)',
    );
  });

  it('is read twice if AWS finished its own split between two looks', async () => {
    const result = await run({ looks: ['2+1@5', '2'] });

    expect([kindOf(result), result.writes]).toEqual(['restored', ['1 over r2']]);
  });

  it('is read again if it changes before it could be written', async () => {
    const result = await run({ looks: ['2', '3'], writes: [stale] });

    expect(kindOf(result)).toBe(LOOKING_AGAIN);
  });
});

describe('a description that the execution has changed', () => {
  it.each([
    ['goes back in the same call', '', '1 over r1: as found'],
    ["stays if it is someone else's", 'hands off', '1 over r1'],
  ])('%s', async (_title, own, write) => {
    const result = await run({ looks: ['2'] }, { description: { before: 'as found', own: [own] } });

    expect([kindOf(result), result.writes]).toEqual(['restored', [write]]);
  });
});

describe("someone else's change", () => {
  it.each([
    ['other weights', '1+2@37', 'v2 37%, v1 63%'],
    ['another version', '3', 'v3 100%'],
    ['another version next to the old one', '1+3@10', 'v3 10%, v1 90%'],
    ['no alias', undefined, 'no alias'],
  ])('%s is not touched, and both routings are shown', async (_title, found, words) => {
    const result = await run({ looks: [found] });

    expect([kindOf(result), result.writes]).toEqual([
      `Someone else changed live: expected v2 10%, v1 90%, found ${words}. This stage left it unchanged.`,
      [],
    ]);
  });

  it("is not taken for AWS's own weights next to a share, as AWS moves all traffic only", async () => {
    const own = [routingFrom('1+2@10')];

    const result = await run({ looks: ['1+2@37'], awsIsMoving: [true, true] }, { own });

    expect(result.came).toMatchObject({ code: 'foreignChange' });
  });

  it("next to the old version is not taken for AWS's own weights, which belong to the left version", async () => {
    const result = await run(
      { looks: ['1+3@10'], awsIsMoving: [true, true] },
      { again: true, own: [routingFrom('2')], expected: routingFrom('2') },
    );

    expect(kindOf(result)).toBe(
      'Someone else changed live: expected v2 100%, found v3 10%, v1 90%. This stage left it unchanged.',
    );
  });
});

describe('a move that may still be in flight', () => {
  it('is outrun by rewriting the alias without a change', async () => {
    const result = await run({ looks: ['1'] }, { outruns: true });

    expect([kindOf(result), result.writes]).toEqual(['unchanged', ['1 over r1']]);
  });

  it.each([
    ['arrives before it is outrun', stale, LOOKING_AGAIN],
    ['is rejected like the outrunning write', denied, 'unchanged'],
    ['cannot be outrun just now', throttled, 'slowly'],
  ])('%s', async (_title, write, expected) => {
    const result = await run({ looks: ['1'], writes: [write] }, { outruns: true });

    expect(kindOf(result)).toBe(expected);
  });
});

import type { RouteInput } from 'stage-contract';
import { planPins } from './planPins';
import type { RouteObserved } from './observe';
import type { Rollout } from './rollout';

const input: RouteInput = {
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$SIMPLE',
};
const WHOLE = { mainVersion: '41' };
const SPLIT = { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 };
const found = { kind: 'candidate', value: { version: '42' }, mode: 'once' } as const;

const pinsOf = (
  { before = WHOLE, baseline = '41' }: Partial<Pick<Rollout, 'before' | 'baseline'>>,
  moves: boolean,
  timedRevert?: RouteObserved['timedRevert'],
  movedBy?: RouteObserved['movedBy'],
) =>
  planPins(
    input,
    {
      alias: undefined,
      described: undefined,
      pins: [found],
      timedRevert,
      movedBy,
      seenVersions: [{ version: '42', codeSha256: 'abc' }],
    },
    { before, baseline, proceeds: false, undo: { aliasName: 'live', first: before, own: [], candidate: null } },
    { moves },
  );
const kindsOf = (planned: ReturnType<typeof pinsOf>): string[] => (planned.pins ?? []).map(({ kind }) => kind);

describe('what the journal remembers about the alias', () => {
  it('is what was observed first, and what the alias served at first', () => {
    const planned = pinsOf({}, true);

    expect(planned.pins?.[0]).toEqual(found);
    expect(kindsOf(planned)).toEqual(expect.arrayContaining(['candidate', 'baseline', 'firstRouting']));
  });

  it('is what it found, if the stage moves nothing', () => {
    expect(kindsOf(pinsOf({}, false))).toContain('leftRouting');
    expect(kindsOf(pinsOf({}, true))).not.toContain('leftRouting');
    expect(kindsOf(pinsOf({ before: null, baseline: null }, false))).not.toContain('leftRouting');
  });

  it('is not that this execution moved the alias there, but who did, if anybody knows', () => {
    const movedBy = { executionId: 'execution-7', at: '2026-11-21T12:00:00.000Z' };
    const left = { kind: 'leftRouting', aliasName: 'live', mode: 'replace' };

    expect(pinsOf({}, false).pins).toContainEqual({ ...left, value: { routing: WHOLE, how: 'found' } });
    expect(pinsOf({}, false, undefined, movedBy).pins).toContainEqual({
      ...left,
      value: { routing: WHOLE, how: 'found', movedBy },
    });
  });

  it('forgets what a timer did once the stage moves the alias', () => {
    const timed = { routing: WHOLE, afterSeconds: 60, stageId: 'canary', revertedAt: '2026-11-21T12:00:00.000Z' };

    expect(pinsOf({}, true, timed).pins).toContainEqual({
      kind: 'timedRevert',
      aliasName: 'live',
      value: { ...timed, routing: null },
      mode: 'replace',
    });
    expect(kindsOf(pinsOf({}, false, timed))).not.toContain('timedRevert');
    expect(kindsOf(pinsOf({}, true))).not.toContain('timedRevert');
  });

  it.each<[string, Rollout['before'], object[]]>([
    ['one version', WHOLE, [{ version: '41' }]],
    [
      'both of a split, with what is known about them',
      SPLIT,
      [{ version: '41' }, { version: '42', codeSha256: 'abc' }],
    ],
  ])('is that the alias was found serving %s', (_title, before, versions) => {
    expect(pinsOf({ before }, true).served).toEqual([{ aliasName: 'live', versions, how: 'found' }]);
  });

  it('is nothing of an alias that does not exist', () => {
    expect(pinsOf({ before: null }, true).served).toEqual([]);
  });
});

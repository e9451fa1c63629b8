import type { PinReader } from '../../../model/pins';
import type { ObserveContext } from '../../../model/stageContext';
import { knownPins } from '../aliasLedger/testing/knownPins';
import { aliasFrom, routingFrom } from '../aliasLedger/testing/scriptedAlias';
import { operationFacts } from '../testing/operationFacts';
import { previousOfAlias, settledVersion } from './previousOfAlias';
import { sightingsFrom, versionsFrom } from './testing/aliasStory';
import type { VersionReads } from './versionReads';

/*
 * Every expected value here is written by hand from the rule: `$PREVIOUS` is the version to go back to, what the alias
 * served before its newest release. A release is a version with a higher number than any that the alias served before
 * it, from the moment it gets any traffic.
 */

interface State {
  /** What the journal saw the alias serve, as in `sightingsFrom`; empty: the journal is lost, or new. */
  saw: string;
  /** What the alias serves: `2`, `2+3@10`; none: there is no alias. */
  serves?: string;
  /** The versions that exist, as in `versionsFrom`. */
  exist: string;
  candidate?: string;
  /** What this execution found first. */
  found?: string;
  /** What someone else has left since, and over which it has proceeded. */
  accepted?: string;
  /** The baseline that it pinned then; null: there was no alias. */
  baseline?: string | null;
  pinned?: string | null;
}

function world(state: State): { context: ObserveContext; reads: VersionReads } {
  const pins: PinReader = knownPins({
    version: async (kind) =>
      kind === 'candidate'
        ? state.candidate
        : kind === 'baseline'
          ? state.baseline
          : kind === 'previous'
            ? state.pinned
            : undefined,
    firstRouting: async () =>
      state.found === undefined
        ? undefined
        : state.accepted === undefined
          ? { routing: routingFrom(state.found) }
          : { routing: routingFrom(state.accepted), origin: routingFrom(state.found) },
    sightings: async () => sightingsFrom(state.saw),
  });
  const alias = state.serves === undefined ? undefined : aliasFrom(state.serves);
  const never = async (): Promise<never> => {
    throw new Error('This needs no call.');
  };
  return {
    context: { operation: operationFacts(), pins, now: '2026-11-21T12:00:00Z' } as ObserveContext,
    reads: {
      versions: async () => versionsFrom(state.exist),
      alias: async () => alias,
      aliases: never,
      version: never,
      known: () => [],
    },
  };
}

/** The version, and the codes of the warnings; `none` if there is no version. */
async function previous(state: State): Promise<string> {
  const { context, reads } = world(state);
  const { version, warnings = [] } = await previousOfAlias(context, reads, 'live');
  return [version ?? 'none', ...warnings.map(({ code }) => code)].join(' ');
}

type Row = [because: string, state: State, wanted: string];

describe('$PREVIOUS of an alias that serves one version, in an execution that deploys nothing', () => {
  it.each<Row>([
    ['the release came after v1', { saw: '?1 2', serves: '2', exist: '3 2 1' }, '1'],
    ['releases that were never served do not count', { saw: '?1 4', serves: '4', exist: '6 5 4 3 2 1' }, '1'],
    [
      'a canary that was promoted counts from its first traffic',
      { saw: '?1 2 2+3 3', serves: '3', exist: '3 2 1' },
      '2',
    ],
    ['the weights of a canary do not matter', { saw: '?2 2+3 3+2 3', serves: '3', exist: '3 2 1' }, '2'],
    ['a canary that was stopped was a release, too', { saw: '?1 2 2+3 2', serves: '2', exist: '3 2 1' }, '2'],
    ['the one after it started from the stable version', { saw: '?2 2+3 2+4 4', serves: '4', exist: '4 3 2 1' }, '2'],
    ['a stopped canary that was overtaken at once', { saw: '?2 2+3 4', serves: '4', exist: '4 3 2 1' }, '2'],
    ['after going back it stays', { saw: '?1 2 3 2', serves: '2', exist: '3 2 1' }, '2'],
    ['after going back twice it stays', { saw: '?1 2 3 2 2', serves: '2', exist: '3 2 1' }, '2'],
    ['after the next release it is what served before that', { saw: '?1 2 3 2 4', serves: '4', exist: '4 3 2 1' }, '2'],
    ['a bad version that came back by its number', { saw: '?1 2 3 2 3', serves: '3', exist: '3 2 1' }, '2'],
    ['releases may skip numbers', { saw: '?1 3 2', serves: '2', exist: '3 2 1' }, '1'],
    [
      'going further back takes a number, and leaves it newer than what is served',
      { saw: '?1 2 3 2 1', serves: '1', exist: '3 2 1' },
      '2 previousIsNewer',
    ],
    ['this product created the alias at its first version', { saw: '*1', serves: '1', exist: '1' }, 'none'],
    ['it created it at a later one', { saw: '*5', serves: '5', exist: '5 4 3' }, 'none'],
    ['the first release after that', { saw: '*5 6', serves: '6', exist: '6 5 4' }, '5'],
  ])('is right where %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });
});

describe('$PREVIOUS of an alias that others move as well', () => {
  it.each<Row>([
    ['someone released since', { saw: '?1 2', serves: '4', exist: '4 3 2 1' }, '2 previousWasLastSeen'],
    ['their release was seen since', { saw: '?1 2 ?4', serves: '4', exist: '4 3 2 1' }, '2 previousWasLastSeen'],
    [
      'going back from their release stays',
      { saw: '?1 2 ?4 2', serves: '2', exist: '4 3 2 1' },
      '2 previousWasLastSeen',
    ],
    ['someone went back', { saw: '?1 2 3', serves: '2', exist: '3 2 1' }, '2'],
    ['someone went back further', { saw: '?1 2 3', serves: '1', exist: '3 2 1' }, '2 previousIsNewer'],
    ['someone promoted our canary', { saw: '?1 2 2+3', serves: '3', exist: '3 2 1' }, '2'],
    ['someone stopped our canary', { saw: '?1 2 2+3', serves: '2', exist: '3 2 1' }, '2'],
    ['someone overtook our canary', { saw: '?1 2 2+3', serves: '4', exist: '4 3 2 1' }, '2 previousWasLastSeen'],
    [
      'a split of unknown versions was seen before our release',
      { saw: '?2+3 4', serves: '4', exist: '4 3 2 1' },
      '2 stableIsInferred',
    ],
    [
      'someone points the alias at the unpublished head',
      { saw: '?1 2', serves: '$LATEST', exist: '2 1' },
      '2 previousWasLastSeen',
    ],
  ])('is right where %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });
});

describe('$PREVIOUS of a split alias, in an execution that deploys nothing', () => {
  it.each<Row>([
    ['another execution left its canary', { saw: '?1 2 2+3', serves: '2+3@10', exist: '3 2 1' }, '2'],
    ['it has most of the traffic by now', { saw: '?1 2 2+3', serves: '2+3@90', exist: '3 2 1' }, '2'],
    ['both have half', { saw: '?1 2 2+3', serves: '2+3@50', exist: '3 2 1' }, '2'],
    ['someone split it by hand', { saw: '?1 2', serves: '2+3@10', exist: '3 2 1' }, '2'],
    ['CodeDeploy shifts, with the new version as main', { saw: '?1 2', serves: '3+2@90', exist: '3 2 1' }, '2'],
    ['CodeDeploy is halfway', { saw: '?1 2', serves: '3+2@50', exist: '3 2 1' }, '2'],
    ['a version comes in again after a rollback', { saw: '?1 2 3 2 2+3', serves: '2+3@10', exist: '3 2 1' }, '2'],
    [
      'a version comes in again after going further back',
      { saw: '?1 2 3 1 1+2', serves: '1+2@10', exist: '3 2 1' },
      '1',
    ],
    ['someone is going back step by step', { saw: '?1 2 3 3+2', serves: '3+2@50', exist: '3 2 1' }, '2'],
    ['only the higher number is known to have served alone', { saw: '?3', serves: '3+2@10', exist: '3 2 1' }, '3'],
    ['a stopped canary is replaced by another', { saw: '?2 2+3 2+4', serves: '2+4@10', exist: '4 3 2' }, '2'],
    ['a canary came in beside a canary', { saw: '?1 1+2 2+3', serves: '2+3@10', exist: '3 2 1' }, '2 stableIsInferred'],
    ['neither is known', { saw: '?1 2', serves: '3+4@10', exist: '4 3 2 1' }, '3 stableIsInferred'],
    ['the journal is lost', { saw: '', serves: '2+3@10', exist: '3 2 1' }, '2 stableIsInferred'],
    [
      'the journal is lost while CodeDeploy shifts',
      { saw: '', serves: '3+2@10', exist: '3 2 1' },
      '2 stableIsInferred',
    ],
    ['the additional version has no weight', { saw: '?1 2', serves: '2+3@0', exist: '3 2 1' }, '1'],
  ])('is the stable one where %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });
});

describe('$PREVIOUS without a journal that knows the alias', () => {
  it.each<Row>([
    ['the number below', { saw: '', serves: '3', exist: '4 3 2 1' }, '2 previousIsGuessed'],
    ['the number below that exists', { saw: '', serves: '9', exist: '9 4 3' }, '4 previousIsGuessed'],
    ['the number below what was found first', { saw: '?3', serves: '3', exist: '3 2 1' }, '2 previousIsGuessed'],
    ['the same after going back', { saw: '?3 2', serves: '2', exist: '3 2 1' }, '2 previousIsGuessed'],
    ['not above what is served', { saw: '?3 1', serves: '1', exist: '3 2 1' }, '1 previousIsGuessed'],
    [
      'the newest, if the alias serves the unpublished head',
      { saw: '', serves: '$LATEST', exist: '2 1' },
      '2 previousIsGuessed',
    ],
    ['nothing below the first version', { saw: '', serves: '1', exist: '2 1' }, 'none'],
    ['nothing below the only version', { saw: '?7', serves: '7', exist: '7' }, 'none'],
  ])('is %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });
});

describe('$PREVIOUS that no longer exists', () => {
  it.each<Row>([
    [
      'the newest older version that the alias served',
      { saw: '?1 2 3 4', serves: '4', exist: '4 2 1' },
      '2 previousIsGone',
    ],
    ['not one that only others served', { saw: '?1 3 4', serves: '4', exist: '4 2 1' }, '1 previousIsGone'],
    ['not a canary that was stopped', { saw: '?1 1+2 1 3 4', serves: '4', exist: '4 2 1' }, '1 previousIsGone'],
    ['else the highest number below', { saw: '?3 4', serves: '4', exist: '4 2 1' }, '2 previousIsGone'],
    ['the same after going back to that', { saw: '?1 2 3 1', serves: '1', exist: '3 1' }, '1 previousIsGone'],
    [
      'the same where it was only last seen',
      { saw: '?1 2', serves: '4', exist: '4 3 1' },
      '1 previousWasLastSeen previousIsGone',
    ],
    ['nothing, if no older one exists', { saw: '?1 2 3', serves: '3', exist: '3' }, 'none'],
    ['nothing, if only newer ones exist', { saw: '?1 2', serves: '2', exist: '4 3 2' }, 'none'],
  ])('gives way to %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });
});

describe('$PREVIOUS of a function that was deleted and made anew', () => {
  it.each<Row>([
    [
      'versions with the same numbers are younger',
      { saw: '?1 2', serves: '3', exist: '3@60 2@50 1@40' },
      '2 previousIsGuessed',
    ],
    ['it has fewer versions', { saw: '?8 9', serves: '2', exist: '2@60 1@50' }, '1 previousIsGuessed'],
    ['its first version was deleted since', { saw: '?8 9', serves: '5', exist: '5@60 4@50' }, '4 previousIsGuessed'],
    ['only its first version exists', { saw: '?1 2 3', serves: '1', exist: '1@60' }, 'none'],
    ['it is split', { saw: '?1 2 3', serves: '1+3@10', exist: '3@60 2@50 1@40' }, '1 stableIsInferred'],
    ['what was seen since counts', { saw: '?8 9 *1 2', serves: '2', exist: '2@2 1@2' }, '1'],
    ['its code is other than what was seen', { saw: '?1#a 2#b', serves: '2', exist: '2#d 1#c' }, '1 previousIsGuessed'],
    [
      'its code is the same, published at another time',
      { saw: '?1#a 2#b', serves: '2', exist: '2#b@-30 1#a@-31' },
      '1 previousIsGuessed',
    ],
    ['it is what was seen', { saw: '?1#a 2#b', serves: '2', exist: '2#b 1#a' }, '1'],
    ['the clock of AWS is ahead, but it is what was seen', { saw: '?1#a 2#b', serves: '2', exist: '3@2 2#b 1#a' }, '1'],
  ])('knows no history of another function where %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });
});

describe('$PREVIOUS in an execution with a deployment', () => {
  it.each<Row>([
    [
      'what the alias served at first',
      { saw: '?1 2', candidate: '3', baseline: '2', found: '2', serves: '2+3@10', exist: '' },
      '2',
    ],
    [
      'also after a rollback by others',
      { saw: '?1 2', candidate: '3', baseline: '2', found: '2', serves: '1', exist: '' },
      '2',
    ],
    ['what it serves, if first touched now', { saw: '?1 2', candidate: '3', serves: '2', exist: '' }, '2'],
    ['the larger share of a split', { saw: '?1 1+2', candidate: '3', serves: '1+2@80', exist: '' }, '2'],
    ['the larger share, with a small canary', { saw: '?1 1+2', candidate: '3', serves: '1+2@10', exist: '' }, '1'],
    ['the main version of two equal shares', { saw: '?1 1+2', candidate: '3', serves: '1+2@50', exist: '' }, '1'],
    [
      'never the reused candidate beside another, however large its share was',
      { saw: '?1 1+2', candidate: '2', baseline: '2', found: '1+2@80', serves: '1+2@80', exist: '' },
      '1',
    ],
    ['nor if first touched now', { saw: '?1 1+2', candidate: '2', serves: '1+2@80', exist: '' }, '1'],
    ['nor where it was main', { saw: '', candidate: '2', baseline: '2', found: '2+1@30', serves: '2', exist: '' }, '1'],
    [
      'whatever somebody else has made of the alias since, over which it has proceeded',
      { saw: '?1 1+2', candidate: '2', baseline: '2', found: '1+2@80', accepted: '3', serves: '2', exist: '' },
      '1',
    ],
    [
      'the candidate, if nothing new was published',
      { saw: '?1 2', candidate: '2', baseline: '2', found: '2', serves: '2', exist: '' },
      '2',
    ],
    [
      'nothing for an alias that it created',
      { saw: '', candidate: '1', baseline: null, serves: '1', exist: '' },
      'none',
    ],
    ['nothing for an alias that does not exist yet', { saw: '', candidate: '1', exist: '' }, 'none'],
    [
      'nothing if the alias served the unpublished head',
      { saw: '', candidate: '1', baseline: '$LATEST', found: '$LATEST', serves: '1', exist: '' },
      'none',
    ],
  ])('is %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });
});

describe('$PREVIOUS in an execution that has met it before', () => {
  it.each<Row>([
    ['what was pinned', { saw: '?1 2 3', pinned: '1', serves: '3', exist: '3 2 1' }, '1'],
    ['nothing, if that was pinned', { saw: '?1 2 3', pinned: null, serves: '3', exist: '3 2 1' }, 'none'],
    [
      'what served before the release that it promoted',
      { saw: '?1 2 3', baseline: '2', found: '2', serves: '3', exist: '3 2 1' },
      '2',
    ],
    ['nothing, if it created the alias', { saw: '*3', baseline: null, serves: '3', exist: '3 2 1' }, 'none'],
    ['nothing, if there is no alias', { saw: '', exist: '3 2 1' }, 'none'],
  ])('is %s: %j → %s', async (_because, state, wanted) => {
    expect(await previous(state)).toBe(wanted);
  });

  it.each([
    ['one that was looked up', { saw: '?1 2', serves: '2', exist: '2 1' }, [['previous', '1']]],
    ['none that was looked up', { saw: '*1', serves: '1', exist: '1' }, [['previous', null]]],
    ['a baseline that was found', { saw: '', candidate: '3', serves: '2', exist: '' }, [['baseline', '2']]],
    ['nothing that is pinned already', { saw: '', pinned: '1', serves: '2', exist: '' }, []],
  ] satisfies [string, State, unknown][])('pins %s', async (_title, state, wanted) => {
    const { context, reads } = world(state);

    const { pins } = await previousOfAlias(context, reads, 'live');

    expect(pins.map(({ kind, value }) => [kind, 'version' in value ? value.version : value])).toEqual(wanted);
    expect(pins.every(({ mode }) => mode === 'once')).toBe(true);
  });
});

describe('what an alias settles on', () => {
  it.each([
    ['what it serves', '?1 2', '2', '2'],
    ['the stable version of a split', '?1 2 2+3', '2+3@90', '2'],
    ['an inferred one, with a warning', '', '2+3@90', '2 stableIsInferred'],
  ])('is %s', async (_title, saw, serves, wanted) => {
    const { context, reads } = world({ saw, exist: '3 2 1' });

    const { version, warnings } = await settledVersion(context, reads, 'live', routingFrom(serves));

    expect([version, ...warnings.map(({ code }) => code)].join(' ')).toBe(wanted);
  });
});

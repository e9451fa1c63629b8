import { StageError, versionReference, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { ConfigurationFacts } from '../../../model/functionFacts';
import type { LambdaPort } from '../../../model/lambdaPort';
import type { PinReader } from '../../../model/pins';
import type { ObserveContext } from '../../../model/stageContext';
import { resolveVersion, type VersionReads } from '.';
import { noAsks } from '../../../testing/noAsks';
import { saying } from '../../../testing/saying';
import { sightingsFrom } from './testing/aliasStory';
import { operationFacts } from '../testing/operationFacts';

interface World {
  candidate?: string | null;
  latest?: string;
  baselines?: Record<string, string | null>;
  previous?: Record<string, string | null>;
  left?: Record<string, Routing | null>;
  /** As in `sightingsFrom`. */
  served?: Record<string, string>;
  versions?: string[];
  aliases?: Record<string, string>;
  expired?: boolean;
}

/** No AWS at all: any call means that the pinned path was left. */
const noAws = new Proxy(
  {},
  { get: (_target, name) => () => Promise.reject(new Error(`${String(name)} was called`)) },
) as LambdaPort;

function pinsOf(world: World): PinReader {
  const expired = (): void => {
    if (world.expired === true)
      throw new StageError({ code: 'pinExpired', what: saying('The pin is too old.'), where: 'checkout' });
  };
  return {
    version: async (kind, aliasName = '') => {
      expired();
      if (kind === 'candidate') return world.candidate;
      if (kind === 'latest') return world.latest;
      return (kind === 'baseline' ? world.baselines : world.previous)?.[aliasName];
    },
    routing: async (_kind, aliasName) => world.left?.[aliasName],
    firstRouting: async () => undefined,
    aliases: async () => Object.keys(world.baselines ?? {}),
    lastPublication: async () => undefined,
    candidate: async () => undefined,
    sightings: async (aliasName) => sightingsFrom(world.served?.[aliasName] ?? ''),
    description: async () => undefined,
    movedBy: async () => undefined,
    movedByOther: async () => undefined,
    factsOf: async () => undefined,
    heldByOther: async () => undefined,
    timedRevert: async () => undefined,
  };
}

const contextOf = (world: World): ObserveContext => ({
  operation: operationFacts(),
  lambda: noAws,
  cloudwatch: Object.create(null) as never,
  pins: pinsOf(world),
  asks: noAsks,
  now: '2026-11-21T10:00:00Z',
});

/** `5` or `4+5@60`: main version, additional version and its weight. */
function aliasFacts(aliasName: string, routing: string): AliasFacts {
  const [, mainVersion = '', additionalVersion, weight] = /^([^+]+)(?:\+(\d+)@(\d+))?$/.exec(routing) ?? [];
  return {
    aliasName,
    aliasArn: '',
    description: '',
    revisionId: '',
    mainVersion,
    ...(additionalVersion === undefined ? {} : { additionalVersion, additionalWeightPercent: Number(weight) }),
  };
}

function readsOf(world: World): { reads: VersionReads; made: string[] } {
  const made: string[] = [];
  const aliases = Object.entries(world.aliases ?? {}).map(([name, routing]) => aliasFacts(name, routing));
  return {
    made,
    reads: {
      versions: async () => {
        made.push('versions');
        return (world.versions ?? []).map((version) => ({ version }) as ConfigurationFacts);
      },
      aliases: async () => {
        made.push('aliases');
        return aliases;
      },
      alias: async (name) => {
        made.push(`alias ${name}`);
        return aliases.find((alias) => alias.aliasName === name);
      },
      version: async (version) => {
        made.push(`version ${version}`);
        return undefined;
      },
      known: () => [],
    },
  };
}

async function resolve(
  macro: string,
  world: World,
  aliasName?: string,
): Promise<{ version: string | null; source: string; pins: string[]; made: string[] }> {
  const reference = versionReference(macro, undefined);
  if (reference === undefined) throw new Error(`${macro} names no single version`);
  const { reads, made } = readsOf(world);
  const answer = await resolveVersion(reference, contextOf(world), aliasName, reads);
  const pins = answer.pins.map(
    (pin) =>
      `${pin.kind}${pin.aliasName === undefined ? '' : `:${pin.aliasName}`}=${'version' in pin.value ? (pin.value.version ?? 'none') : 'routing'} ${pin.mode}`,
  );
  return { version: answer.version, source: answer.source, pins, made };
}

describe('$LATEST', () => {
  it.each<[string, World, Awaited<ReturnType<typeof resolve>>]>([
    [
      'is the candidate, whatever else was published',
      { candidate: '42', latest: '40', versions: ['43', '42'] },
      { version: '42', source: 'candidate', pins: [], made: [] },
    ],
    [
      'is what this execution pinned',
      { latest: '40', versions: ['43'] },
      { version: '40', source: 'pinned', pins: [], made: [] },
    ],
    [
      'is the highest number, and is pinned',
      { versions: ['9', '10', '$LATEST'] },
      { version: '10', source: 'list', pins: ['latest=10 once'], made: ['versions'] },
    ],
    [
      'treats a candidate that is known not to exist as no candidate',
      { candidate: null, versions: ['3'] },
      { version: '3', source: 'list', pins: ['latest=3 once'], made: ['versions'] },
    ],
    [
      'does not exist without versions, and pins nothing',
      { versions: [] },
      { version: null, source: 'list', pins: [], made: ['versions'] },
    ],
  ])('%s', async (_title, world, expected) => {
    const answer = await resolve('$LATEST', world);

    expect(answer).toEqual(expected);
  });
});

describe('$PREVIOUS of an alias, with a candidate', () => {
  it.each<[string, World, Awaited<ReturnType<typeof resolve>>]>([
    [
      'is the baseline, without any AWS call',
      { candidate: '42', baselines: { live: '41' }, aliases: { live: '42' } },
      { version: '41', source: 'baseline', pins: [], made: [] },
    ],
    [
      'does not exist for an alias that this execution created',
      { candidate: '1', baselines: { live: null } },
      { version: null, source: 'baseline', pins: [], made: [] },
    ],
    [
      'is what the alias serves if it is first touched now, and that is pinned',
      { candidate: '42', aliases: { live: '40' } },
      { version: '40', source: 'baseline', pins: ['baseline:live=40 once'], made: ['alias live'] },
    ],
    [
      'is the version with the larger share of a weighted alias',
      { candidate: '42', aliases: { live: '39+40@60' } },
      { version: '40', source: 'baseline', pins: ['baseline:live=40 once'], made: ['alias live'] },
    ],
    [
      'is the main version if both shares are equal',
      { candidate: '42', aliases: { live: '39+40@50' } },
      { version: '39', source: 'baseline', pins: ['baseline:live=39 once'], made: ['alias live'] },
    ],
    [
      'does not exist if there is no such alias yet',
      { candidate: '42' },
      { version: null, source: 'baseline', pins: ['baseline:live=none once'], made: ['alias live'] },
    ],
    [
      'does not exist if the alias served the unpublished head',
      { candidate: '42', baselines: { live: '$LATEST' } },
      { version: null, source: 'baseline', pins: [], made: [] },
    ],
    [
      'is the candidate itself if nothing new was published',
      { candidate: '41', baselines: { live: '41' } },
      { version: '41', source: 'baseline', pins: [], made: [] },
    ],
  ])('%s', async (_title, world, expected) => {
    const answer = await resolve('$PREVIOUS', world, 'live');

    expect(answer).toEqual(expected);
  });
});

describe('$PREVIOUS of an alias, without a candidate', () => {
  it.each<[string, World, Awaited<ReturnType<typeof resolve>>]>([
    [
      'is what this execution pinned',
      { previous: { live: '38' }, aliases: { live: '40' } },
      { version: '38', source: 'pinned', pins: [], made: [] },
    ],
    [
      'stays undefined if that was pinned',
      { previous: { live: null }, aliases: { live: '40' }, versions: ['40', '39'] },
      { version: null, source: 'pinned', pins: [], made: [] },
    ],
    [
      'is what the journal saw the alias serve before',
      { served: { live: '?37 40' }, aliases: { live: '40' }, versions: ['40', '39', '37'] },
      { version: '37', source: 'journal', pins: ['previous:live=37 once'], made: ['alias live', 'versions'] },
    ],
    [
      'otherwise is the highest number below the one served',
      { aliases: { live: '40' }, versions: ['42', '41', '40', '9', '38'] },
      { version: '38', source: 'list', pins: ['previous:live=38 once'], made: ['alias live', 'versions'] },
    ],
    [
      'does not exist if nothing is below the one served',
      { aliases: { live: '1' }, versions: ['2', '1'] },
      { version: null, source: 'list', pins: ['previous:live=none once'], made: ['alias live', 'versions'] },
    ],
    [
      'is the newest number if the alias serves the unpublished head',
      { aliases: { live: '$LATEST' }, versions: ['2', '1'] },
      { version: '2', source: 'list', pins: ['previous:live=2 once'], made: ['alias live', 'versions'] },
    ],
    [
      'is the baseline once this execution has released another version',
      { baselines: { live: '39' }, served: { live: '?39 40' }, aliases: { live: '40' }, versions: ['40', '39'] },
      { version: '39', source: 'journal', pins: ['previous:live=39 once'], made: ['alias live', 'versions'] },
    ],
    [
      'is the version before the baseline while the alias still serves that',
      { baselines: { live: '40' }, served: { live: '?39 40' }, aliases: { live: '40' }, versions: ['40', '39'] },
      { version: '39', source: 'journal', pins: ['previous:live=39 once'], made: ['alias live', 'versions'] },
    ],
    [
      'does not exist for an alias that this execution created',
      { baselines: { live: null }, aliases: { live: '5' }, versions: ['5', '4'] },
      { version: null, source: 'baseline', pins: ['previous:live=none once'], made: [] },
    ],
    [
      'does not exist if there is no such alias yet',
      { versions: ['5', '4'] },
      { version: null, source: 'baseline', pins: ['previous:live=none once'], made: ['alias live'] },
    ],
  ])('%s', async (_title, world, expected) => {
    const answer = await resolve('$PREVIOUS', world, 'live');

    expect(answer).toEqual(expected);
  });
});

describe('$PREVIOUS without an alias', () => {
  it.each<[string, World, Awaited<ReturnType<typeof resolve>>]>([
    [
      'is the one baseline',
      { candidate: '42', baselines: { live: '41' } },
      { version: '41', source: 'baseline', pins: [], made: [] },
    ],
    [
      'is the baseline that all aliases share',
      { candidate: '42', baselines: { live: '41', blue: '41' } },
      { version: '41', source: 'baseline', pins: [], made: [] },
    ],
    [
      'asks only aliases that have one',
      { candidate: '42', baselines: { fresh: null, live: '41' } },
      { version: '41', source: 'baseline', pins: [], made: [] },
    ],
    [
      'asks only aliases that were routed, if some were only seen',
      { candidate: '42', baselines: { live: '41', prod: '30' }, left: { live: { mainVersion: '42' } } },
      { version: '41', source: 'baseline', pins: [], made: [] },
    ],
    [
      'does not exist if the only alias was created by this execution',
      { candidate: '1', baselines: { live: null } },
      { version: null, source: 'baseline', pins: [], made: [] },
    ],
    [
      'asks all aliases of the function if this execution touched none',
      { aliases: { live: '40' }, versions: ['40', '39'] },
      { version: '39', source: 'list', pins: ['previous:live=39 once'], made: ['aliases', 'alias live', 'versions'] },
    ],
    [
      'is the second-highest number of a function without aliases',
      { versions: ['3', '2', '1'] },
      { version: '2', source: 'list', pins: ['previous=2 once'], made: ['aliases', 'versions'] },
    ],
    [
      'is the number below the candidate of a function without aliases',
      { candidate: '2', versions: ['3', '2', '1'] },
      { version: '1', source: 'list', pins: ['previous=1 once'], made: ['aliases', 'versions'] },
    ],
    [
      'is what was pinned for a function without aliases',
      { previous: { '': '2' }, versions: ['9'] },
      { version: '2', source: 'pinned', pins: [], made: [] },
    ],
    [
      'does not exist for a function without versions',
      { versions: [] },
      { version: null, source: 'list', pins: ['previous=none once'], made: ['aliases', 'versions'] },
    ],
  ])('%s', async (_title, world, expected) => {
    const answer = await resolve('$PREVIOUS', world);

    expect(answer).toEqual(expected);
  });

  it('asks for aliasName, showing both, if the baselines differ', async () => {
    const world: World = { candidate: '42', baselines: { live: '41', blue: '40' } };

    const failure = resolve('$PREVIOUS', world);

    await expect(failure).rejects.toMatchObject({
      code: 'noVersionForMacro',
      details: {
        what: expect.objectContaining({
          words: '$PREVIOUS is not the same version for every alias: live v41, blue v40.',
        }),
        problems: [{ field: 'aliasName' }],
      },
    });
  });
});

describe('other references', () => {
  it('uses a number as it is, without any call', async () => {
    const answer = await resolve('17', {});

    expect(answer).toEqual({ version: '17', source: 'number', pins: [], made: [] });
  });

  it.each([
    [['12', '3', '7'], '3'],
    [[], null],
  ])('finds the lowest of %j for $OLDEST', async (versions, expected) => {
    const answer = await resolve('$OLDEST', { versions });

    expect(answer).toEqual({ version: expected, source: 'list', pins: [], made: ['versions'] });
  });

  it.each(['$LATEST', '$PREVIOUS'])('never silently replaces an expired pin of %s', async (macro) => {
    const failure = resolve(macro, { expired: true, versions: ['2', '1'], aliases: { live: '2' } }, 'live');

    await expect(failure).rejects.toMatchObject({ code: 'pinExpired' });
  });
});

import { parseStage, say, type DeletionReport, type DeleteInput } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { DeleteObserved } from './observed';
import { planDelete } from './plan';
import { operationFacts } from '../shared/testing/operationFacts';
import { recoverDelete } from './recover';

const operation = operationFacts();

function inputOf(fields: Record<string, unknown>): DeleteInput {
  const parsed = parseStage('Aws.LambdaDeleteStage', {
    account: 'local',
    region: 'us-east-1',
    functionName: 'checkout',
    ...fields,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.input;
}

const alias = (
  aliasName: string,
  mainVersion: string,
  additionalVersion?: string,
  additionalWeightPercent?: number,
): AliasFacts => ({
  aliasName,
  aliasArn: '',
  description: '',
  revisionId: '',
  mainVersion,
  ...(additionalVersion === undefined ? {} : { additionalVersion }),
  ...(additionalWeightPercent === undefined ? {} : { additionalWeightPercent }),
});

const observedOf = (facts: Partial<DeleteObserved>): DeleteObserved => ({
  now: '2026-11-21T10:00:00Z',
  functionExists: true,
  aliases: [],
  provisioned: [],
  versions: [],
  named: null,
  namedExists: true,
  namedWarnings: [],
  pins: [],
  candidate: null,
  baselines: [],
  mappings: [],
  ...facts,
});

/** Versions by age in days: `{ 3: 1 }` is v3, published yesterday. */
const published = (ages: Record<string, number>): DeleteObserved['versions'] =>
  Object.entries(ages).map(([version, days]) => ({
    version,
    publishedAt: new Date(Date.parse('2026-11-21T10:00:00Z') - days * 86_400_000).toISOString(),
  }));

function decide(
  fields: Record<string, unknown>,
  facts: Partial<DeleteObserved>,
): { steps: string[]; warnings: string[]; stay: string[] } {
  const plan = planDelete(inputOf(fields), observedOf(facts), operation);
  const words = (report: DeletionReport): string => `v${report.version} ${report.result}: ${report.reason ?? ''}`;
  return {
    steps: plan.steps.map((step) => step.sentence),
    warnings: (plan.report?.warnings ?? []).map(({ words }) => words),
    stay: (plan.report?.deletions ?? []).map(words),
  };
}

describe('deleting one version', () => {
  it('is one step for a version that nothing uses', () => {
    const plan = planDelete(
      inputOf({ version: '41' }),
      observedOf({ named: '41', aliases: [alias('live', '42')] }),
      operation,
    );

    expect(plan.steps).toEqual([
      {
        id: 'delete-v41',
        sentence: 'Delete v41',
        told: { code: 'deleteVersion', values: { version: '41' } },
        mutates: true,
        kind: 'deleteVersion',
        version: '41',
      },
    ]);
    expect(plan.report).toEqual({ deletions: [] });
  });

  it.each<[string, Partial<DeleteObserved>, string]>([
    ['the main version of an alias', { aliases: [alias('live', '41')] }, 'alias live sends 100% to it'],
    [
      'the main version of a weighted alias',
      { aliases: [alias('live', '41', '42', 10)] },
      'alias live sends 90% to it',
    ],
    [
      'the additional version of an alias',
      { aliases: [alias('hotfix', '40', '41', 5)] },
      'alias hotfix sends 5% to it',
    ],
    [
      'the additional version of an alias with weight 0',
      { aliases: [alias('hotfix', '40', '41', 0)] },
      'alias hotfix sends 0% to it',
    ],
    [
      'a version whose weight has a floating-point error',
      { aliases: [alias('hotfix', '40', '41', 7.000000000000001)] },
      'alias hotfix sends 7% to it',
    ],
    [
      'a version that two aliases use',
      { aliases: [alias('live', '41'), alias('blue', '40', '41', 5)] },
      'alias live sends 100% to it, alias blue sends 5% to it',
    ],
    [
      'a version with provisioned concurrency',
      { provisioned: [{ qualifier: '41', requested: 5 }] },
      'has provisioned concurrency (5)',
    ],
    [
      'the baseline while the candidate serves only a part',
      { candidate: '42', baselines: [{ aliasName: 'live', version: '41' }], aliases: [alias('live', '40', '42', 50)] },
      'baseline of live, while v42 serves less than 100%',
    ],
    [
      'the baseline while the candidate serves nothing',
      { candidate: '42', baselines: [{ aliasName: 'live', version: '41' }], aliases: [alias('live', '40')] },
      'baseline of live, while v42 serves less than 100%',
    ],
    [
      'the baseline while the candidate is the main version but shares the traffic',
      { candidate: '42', baselines: [{ aliasName: 'live', version: '41' }], aliases: [alias('live', '42', '40', 1)] },
      'baseline of live, while v42 serves less than 100%',
    ],
  ])('keeps %s, with a warning', (_title, facts, reason) => {
    const decision = decide({ version: '$PROVIDED', versionNumber: '41' }, { named: '41', ...facts });

    expect(decision).toEqual({ steps: [], warnings: [`Kept v41: ${reason}.`], stay: [`v41 protected: ${reason}`] });
  });

  it.each<[string, Partial<DeleteObserved>]>([
    [
      'another version has the provisioned concurrency',
      {
        provisioned: [
          { qualifier: '40', requested: 5 },
          { qualifier: 'live', requested: 1 },
        ],
      },
    ],
    [
      'the candidate serves the alias completely',
      { candidate: '42', baselines: [{ aliasName: 'live', version: '41' }], aliases: [alias('live', '42')] },
    ],
    ['the alias of the baseline is gone', { candidate: '42', baselines: [{ aliasName: 'live', version: '41' }] }],
    [
      'this execution has published nothing',
      { baselines: [{ aliasName: 'live', version: '41' }], aliases: [alias('live', '40')] },
    ],
    [
      'the baseline is another version',
      { candidate: '42', baselines: [{ aliasName: 'live', version: '40' }], aliases: [alias('live', '40')] },
    ],
  ])('continues if %s', (_title, facts) => {
    const decision = decide({ version: '$PREVIOUS' }, { named: '41', ...facts });

    expect(decision).toEqual({ steps: ['Delete v41'], warnings: [], stay: [] });
  });

  it('passes on the pins that the macro needs to keep its meaning', () => {
    const pins = [{ kind: 'latest', value: { version: '42' }, mode: 'once' }] as const;

    const plans = [
      planDelete(inputOf({ version: '$LATEST' }), observedOf({ named: '42', pins: [...pins] }), operation),
      planDelete(inputOf({ version: '$LATEST' }), observedOf({ named: null, pins: [...pins] }), operation),
    ];

    expect(plans.map((plan) => plan.pins)).toEqual([pins, pins]);
  });

  it('still protects with failIfNothingToDelete: a version did match', () => {
    const decision = decide(
      { version: '$LATEST', failIfNothingToDelete: true },
      { named: '41', aliases: [alias('live', '41')] },
    );

    expect(decision.stay).toEqual(['v41 protected: alias live sends 100% to it']);
  });
});

describe('a macro without a match', () => {
  it.each<[string, Record<string, unknown>, Partial<DeleteObserved>, string]>([
    ['$PREVIOUS', { version: '$PREVIOUS' }, {}, 'there is no previous version'],
    [
      '$PREVIOUS of an alias',
      { version: '$PREVIOUS', aliasName: 'live' },
      { aliases: [alias('live', '1')] },
      'there is no previous version of live',
    ],
    ['$LATEST', { version: '$LATEST' }, {}, 'the function has no published version'],
    ['$OLDEST', { version: '$OLDEST' }, {}, 'the function has no published version'],
    [
      '$MOVING without versions',
      { version: '$MOVING', retentionNumber: 2 },
      {},
      'the function has no published version',
    ],
    [
      '$MOVING with few versions',
      { version: '$MOVING', retentionNumber: 2 },
      { versions: published({ 1: 1, 2: 1 }) },
      'the rule keeps all 2 versions',
    ],
    [
      '$MOVING with one version',
      { version: '$MOVING', retentionNumber: 2 },
      { versions: published({ 1: 1 }) },
      'the rule keeps the only version',
    ],
  ])('is a warning for %s, and a failure if the stage says so', (_title, fields, facts, why) => {
    const decision = decide(fields, facts);
    const failing = (): unknown => decide({ ...fields, failIfNothingToDelete: 'true' }, facts);

    expect([decision.steps, decision.warnings]).toEqual([[], [`Nothing was deleted: ${why}.`]]);
    expect(failing).toThrow(expect.objectContaining({ code: 'nothingToDelete' }));
  });

  it('is a warning for a version that is gone, and a failure if the stage says so', () => {
    const decision = decide({ version: '17' }, { named: '17', namedExists: false });
    const failing = (): unknown =>
      decide({ version: '17', failIfNothingToDelete: true }, { named: '17', namedExists: false });

    expect(decision).toEqual({
      steps: [],
      warnings: ['Nothing was deleted: there is no v17: nothing has been published.'],
      stay: ['v17 gone: '],
    });
    expect(failing).toThrow(expect.objectContaining({ code: 'nothingToDelete' }));
  });

  it('says what is doubtful about the version', () => {
    const guess = say('previousIsGuessed', { alias: 'live', version: '1', release: '2' });

    const decision = decide({ version: '$PREVIOUS' }, { named: '1', namedWarnings: [guess] });

    expect(decision.warnings).toEqual([guess.words]);
  });

  it('names an alias that does not exist', () => {
    const planning = (): unknown =>
      decide({ version: '$PREVIOUS', aliasName: 'liev' }, { aliases: [alias('live', '1')] });

    expect(planning).toThrow(
      expect.objectContaining({ code: 'aliasNotFound', message: expect.stringContaining('liev') }),
    );
  });
});

describe('deleting older versions', () => {
  it('keeps the newest by number, not by the order of the list', () => {
    const decision = decide(
      { version: '$MOVING', retentionNumber: '2' },
      { versions: published({ 9: 1, 10: 1, 8: 1, 11: 1 }) },
    );

    expect(decision.steps).toEqual(['Delete v8', 'Delete v9']);
    expect(decision.stay).toEqual(['v11 kept: one of the newest 2', 'v10 kept: one of the newest 2']);
  });

  it.each([
    [30, ['Delete v1'], 'v2 kept: less than 30 days old'],
    [29, ['Delete v1', 'Delete v2'], undefined],
    [31, [], 'v1 kept: less than 31 days old'],
  ])('with retentionDays %d deletes %j', (retentionDays, steps, kept) => {
    const decision = decide(
      { version: '$MOVING', retentionNumber: 1, retentionDays },
      { versions: published({ 3: 0, 2: 29.5, 1: 30.5 }) },
    );

    expect(decision.steps).toEqual(steps);
    expect(decision.stay.at(-1)).toBe(kept ?? 'v3 kept: one of the newest 1');
  });

  it('keeps a version whose time cannot be read if age matters', () => {
    const versions = [...published({ 3: 0 }), { version: '2', publishedAt: 'unknown' }];

    const byAge = decide({ version: '$MOVING', retentionNumber: 1, retentionDays: 5 }, { versions });
    const byNumber = decide({ version: '$MOVING', retentionNumber: 1 }, { versions });

    expect([byAge.steps, byNumber.steps]).toEqual([[], ['Delete v2']]);
  });

  it('has one step per version, keeps protected ones, and names all of them in one warning', () => {
    const facts = {
      versions: published({ 6: 0, 5: 1, 4: 2, 3: 3, 2: 4, 1: 5 }),
      aliases: [alias('live', '6', '4', 5)],
      provisioned: [{ qualifier: '2', requested: 3 }],
    };

    const decision = decide({ version: '$MOVING', retentionNumber: 1 }, facts);

    expect(decision.steps).toEqual(['Delete v1', 'Delete v3', 'Delete v5']);
    expect(decision.warnings).toEqual([
      'Kept 2 versions that are in use: v2 (has provisioned concurrency (3)), v4 (alias live sends 5% to it).',
    ]);
  });

  it('reports its decisions on the first step only, so that the report is complete from then on', () => {
    const plan = planDelete(
      inputOf({ version: '$MOVING', retentionNumber: 1 }),
      observedOf({ versions: published({ 3: 0, 2: 1, 1: 2 }) }),
      operation,
    );

    expect(plan.steps.map((step) => (step.kind === 'deleteVersion' ? step.decided : 'no version'))).toEqual([
      [
        {
          version: '3',
          result: 'kept',
          reason: 'one of the newest 1',
          told: { code: 'amongNewest', values: { count: 1 } },
        },
      ],
      undefined,
    ]);
  });

  it('names at most twenty in a warning', () => {
    const aliases = Array.from({ length: 25 }, (_, index) => alias(`a${index}`, String(index + 1)));
    const versions = published(Object.fromEntries(Array.from({ length: 26 }, (_, index) => [String(index + 1), 1])));

    const decision = decide({ version: '$MOVING', retentionNumber: 1 }, { aliases, versions });

    expect(decision.warnings[0]).toMatch(/^Kept 25 versions that are in use: v1 .* and 5 more\.$/);
  });
});

describe('deleting the whole function', () => {
  const mapping = (uuid: string, qualifier = ''): DeleteObserved['mappings'][number] => ({
    uuid,
    eventSourceArn: `arn:aws:sqs:us-east-1:123456789012:${uuid}`,
    functionArn: `arn:aws:lambda:us-east-1:123456789012:function:checkout${qualifier}`,
  });

  it('deletes event source mappings, waits until they are gone, and then the function', () => {
    const facts = { versions: published({ 2: 0, 1: 1 }), mappings: [mapping('orders'), mapping('carts', ':live')] };

    const decision = decide({ version: '$ALL' }, facts);

    expect(decision.steps).toEqual([
      'Delete the event source mapping of arn:aws:sqs:us-east-1:123456789012:orders (checkout)',
      'Delete the event source mapping of arn:aws:sqs:us-east-1:123456789012:carts (checkout:live)',
      'Wait until 2 event source mappings are gone',
      'Delete checkout with 2 versions, 0 aliases, 2 event source mappings',
    ]);
  });

  it('journals what it deletes as changes, and waits for no other mappings than those', () => {
    const facts = { versions: published({ 2: 0, 1: 1 }), mappings: [mapping('orders'), mapping('carts', ':live')] };

    const { steps } = planDelete(inputOf({ version: '$ALL' }), observedOf(facts), operation);

    expect(steps).toMatchObject([
      { id: 'delete-mapping-orders', kind: 'deleteMapping', mutates: true, uuid: 'orders' },
      { id: 'delete-mapping-carts', kind: 'deleteMapping', mutates: true, uuid: 'carts' },
      {
        id: 'mappings-gone',
        kind: 'waitUntilMappingsGone',
        mutates: false,
        waits: true,
        uuids: ['orders', 'carts'],
      },
      {
        id: 'delete-function',
        kind: 'deleteFunction',
        mutates: true,
        versions: ['1', '2'],
        parts: { versions: 2, aliases: 0, mappings: 2 },
      },
    ]);
  });

  it('brings nothing back after a failure, as nothing can', () => {
    expect(recoverDelete()).toEqual([]);
  });

  it.each([
    [{}, '2026-11-21T09:59:58Z', ['Wait until v1 has been out of every alias for 15 s', 'Delete v1'], 13],
    [{}, '2026-11-21T10:00:00Z', ['Wait until v1 has been out of every alias for 15 s', 'Delete v1'], 15],
    // The clock of the journal may be ahead.
    [{}, '2026-11-21T10:00:05Z', ['Wait until v1 has been out of every alias for 15 s', 'Delete v1'], 15],
    [{}, '2026-11-21T09:59:45Z', ['Delete v1'], undefined],
    [{}, undefined, ['Delete v1'], undefined],
    [
      { drainSeconds: 60 },
      '2026-11-21T09:59:45Z',
      ['Wait until v1 has been out of every alias for 1 min', 'Delete v1'],
      45,
    ],
    [{ drainSeconds: 0 }, '2026-11-21T10:00:00Z', ['Delete v1'], undefined],
  ])(
    'waits until no alias can have left a version lately: %j, settled since %s',
    (fields, settledSince, steps, seconds) => {
      const planned = planDelete(
        inputOf({ version: '1', ...fields }),
        observedOf({ named: '1', ...(settledSince === undefined ? {} : { settledSince }) }),
        operation,
      );

      expect(planned.steps.map(({ sentence }) => sentence)).toEqual(steps);
      expect(planned.steps[0]?.holdSeconds).toBe(seconds);
    },
  );

  it('is one step without mappings', () => {
    const decision = decide({ version: '$ALL' }, { versions: published({ 1: 1 }) });

    expect(decision.steps).toEqual(['Delete checkout with 1 version, 0 aliases, 0 event source mappings']);
  });

  it('deletes aliases too', () => {
    const decision = decide({ version: '$ALL' }, { aliases: [alias('live', '1')] });

    expect(decision.steps).toEqual(['Delete checkout with 0 versions, 1 alias, 0 event source mappings']);
  });

  it('succeeds with a warning if the function does not exist, or fails if the stage says so', () => {
    const decision = decide({ version: '$ALL' }, { functionExists: false });
    const failing = (): unknown => decide({ version: '$ALL', failIfNothingToDelete: true }, { functionExists: false });

    expect(decision).toEqual({
      steps: [],
      warnings: ['Nothing was deleted: checkout does not exist.'],
      stay: ['v$ALL gone: '],
    });
    expect(failing).toThrow(
      expect.objectContaining({
        code: 'nothingToDelete',
        details: expect.objectContaining({
          what: expect.objectContaining({ code: 'nothingToDeleteAtAll', values: { functionName: 'checkout' } }),
        }),
      }),
    );
  });
});

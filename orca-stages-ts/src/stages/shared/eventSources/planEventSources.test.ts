import { StageError } from 'stage-contract';
import type { MappingFacts } from '../../../model/mappingFacts';
import { sourceName } from './mappingDifferences';
import { restoreEventSource } from './restoreEventSource';
import { planEventSources } from './planEventSources';
import { eventSourceMode, wantedMappings, type EventSourceInput } from './wantedMappings';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';
const STREAM = 'arn:aws-cn:kinesis:cn-north-1:123456789012:stream/audit';
const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/carts/stream/2026-01-01T00:00:00.000';

const live = (facts: Partial<MappingFacts> = {}): MappingFacts => ({
  uuid: 'u1',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:checkout:live',
  eventSourceArn: QUEUE,
  state: 'Enabled',
  batchSize: 5,
  filters: [],
  ...facts,
});
const plan = (input: EventSourceInput, mappings: MappingFacts[] = []) =>
  planEventSources(input, 'checkout:live', mappings);

describe('ownership', () => {
  it.each<[string, EventSourceInput, string]>([
    ['ignore when nothing is listed', {}, 'ignore'],
    ['ensure when the old list is given', { triggerArns: [QUEUE] }, 'ensure'],
    [
      'ensure if the old list is empty: native would have deleted all, an owner says own',
      { triggerArns: [] },
      'ensure',
    ],
    ['ensure when the new list is given', { eventSources: [{ arn: QUEUE }] }, 'ensure'],
    ['what the stage says', { triggerArns: [QUEUE], eventSourceMode: 'own' }, 'own'],
  ])('is %s', (_title, input, mode) => {
    expect(eventSourceMode(input)).toBe(mode);
  });

  it.each<[string, EventSourceInput, string[]]>([
    ['ignore touches nothing', { triggerArns: [STREAM], eventSourceMode: 'ignore' }, []],
    ['ensure leaves others', { triggerArns: [STREAM] }, [`createEventSource ${STREAM}`]],
    [
      'own removes others',
      { triggerArns: [STREAM], eventSourceMode: 'own' },
      [`createEventSource ${STREAM}`, `deleteEventSource ${QUEUE}`],
    ],
    ['own without a list removes all', { eventSourceMode: 'own' }, [`deleteEventSource ${QUEUE}`]],
    ['an existing mapping that is as wanted stays', { triggerArns: [QUEUE], batchsize: 5 }, []],
    ['an undeclared setting stays', { triggerArns: [QUEUE] }, []],
    ['what differs is updated', { triggerArns: [QUEUE], batchsize: 10 }, [`updateEventSource ${QUEUE}`]],
  ])('%s', (_title, input, expected) => {
    expect(plan(input, [live()]).steps.map((step) => `${step.kind} ${step.eventSourceArn}`)).toEqual(expected);
  });

  it('recreates a mapping that is being deleted', () => {
    expect(plan({ triggerArns: [QUEUE] }, [live({ state: 'Deleting' })]).steps.map((step) => step.kind)).toEqual([
      'createEventSource',
    ]);
  });
});

describe('a paused mapping', () => {
  it.each<[string, boolean | undefined, string, unknown, number]>([
    ['stays paused', undefined, 'Disabled', undefined, 1],
    ['is resumed when the stage says so', true, 'Disabled', { enabled: true }, 0],
    ['is not resumed twice', true, 'Enabled', undefined, 0],
    ['is paused when the stage says so', false, 'Enabled', { enabled: false }, 0],
    ['stays as it is while it is being paused', undefined, 'Disabling', undefined, 1],
  ])('%s', (_title, enabled, state, spec, warnings) => {
    const result = plan({ eventSources: [{ arn: QUEUE, ...(enabled === undefined ? {} : { enabled }) }] }, [
      live({ state }),
    ]);

    expect(result.steps.map((step) => 'spec' in step && step.spec)).toEqual(spec === undefined ? [] : [spec]);
    expect(result.warnings).toHaveLength(warnings);
  });

  it('stays paused while its other settings change', () => {
    const result = plan({ triggerArns: [QUEUE], batchsize: 10 }, [live({ state: 'Disabled' })]);

    expect(result.steps).toEqual([expect.objectContaining({ spec: { batchSize: 10 } })]);
    expect(result.warnings.map(({ words }) => words)).toEqual([
      'Event source orders is paused and was left paused; set enabled to true to resume it.',
    ]);
  });
});

describe('settings of the old list', () => {
  const shared: EventSourceInput = {
    triggerArns: [QUEUE, STREAM],
    batchsize: 10,
    maxBatchingWindowSecs: 1,
    bisectBatchOnError: true,
    maxRecordAgeSecs: 60,
    maxRetryAttempts: 2,
    parallelizationFactor: 3,
    tumblingWindowSecs: -1,
    startingPosition: 'TRIM_HORIZON',
    destinationConfig: { onFailureArn: 'arn:aws:sqs:us-east-1:123456789012:failed' },
  };

  it('go only to streams if AWS only supports them for streams', () => {
    const [queue, stream] = wantedMappings(shared);

    expect(queue).toEqual({
      eventSourceArn: QUEUE,
      settings: { batchSize: 10, windowSeconds: 1 },
      askedPosition: { field: 'startingPosition', value: 'TRIM_HORIZON' },
    });
    expect(stream).toEqual({
      eventSourceArn: STREAM,
      startingPosition: 'TRIM_HORIZON',
      askedPosition: { field: 'startingPosition', value: 'TRIM_HORIZON' },
      settings: {
        batchSize: 10,
        windowSeconds: 1,
        bisectBatchOnError: true,
        maximumRecordAgeSeconds: 60,
        maximumRetryAttempts: 2,
        parallelizationFactor: 3,
        onFailureArn: 'arn:aws:sqs:us-east-1:123456789012:failed',
      },
    });
  });

  it('yield to the new list for the same source', () => {
    expect(
      wantedMappings({ ...shared, triggerArns: [QUEUE], eventSources: [{ arn: QUEUE, batchSize: 7, enabled: false }] }),
    ).toEqual([{ eventSourceArn: QUEUE, settings: { batchSize: 7, enabled: false } }]);
  });

  it('start a new stream at its end unless the stage gives another position', () => {
    const made = plan({ triggerArns: [STREAM] }).steps;

    expect(made).toEqual([expect.objectContaining({ spec: { startingPosition: 'LATEST' } })]);
  });

  it.each<[string, EventSourceInput]>([
    ['the same position', { triggerArns: [STREAM], startingPosition: 'TRIM_HORIZON' }],
    ['no position', { triggerArns: [STREAM] }],
  ])('leave the position of an existing mapping if the stage gives %s', (_title, input) => {
    expect(plan(input, [live({ eventSourceArn: STREAM, startingPosition: 'TRIM_HORIZON' })]).steps).toEqual([]);
  });
});

describe('differences', () => {
  it('name source and setting with both values', () => {
    const { differences } = plan(
      { eventSources: [{ arn: QUEUE, batchSize: 10, maximumConcurrency: 4 }], eventSourceMode: 'own' },
      [live(), live({ uuid: 'u2', eventSourceArn: TABLE })],
    );

    expect(differences).toEqual([
      { change: 'changed', setting: 'Event source orders, batch', field: 'eventSources', before: '5', after: '10' },
      { change: 'new', setting: 'Event source orders, concurrency', field: 'eventSources', after: '4' },
      { change: 'removed', setting: 'Event source carts', field: 'eventSources', before: 'batch 5' },
    ]);
  });

  it('ignore spacing and order of filters', () => {
    const filters = ['{"body":{"kind":["a"]}}', '{"body": {"kind": ["b"]}}'];

    expect(
      plan({ eventSources: [{ arn: QUEUE, filters }] }, [
        live({ filters: ['{"body":{"kind":["b"]}}', '{ "body": {"kind": ["a"] } }'] }),
      ]).steps,
    ).toEqual([]);
  });

  it.each([
    [QUEUE, 'orders'],
    [STREAM, 'audit'],
    [TABLE, 'carts'],
    ['arn:aws:kafka:us-east-1:123456789012:cluster/logs/0a-1', '0a-1'],
  ])('call %s %s', (arn, name) => {
    expect(sourceName(arn)).toBe(name);
  });
});

describe('mappings of several qualifiers', () => {
  const at = (qualifier: string, facts: Partial<MappingFacts> = {}): MappingFacts =>
    live({
      uuid: qualifier,
      functionArn: `arn:aws:lambda:us-east-1:123456789012:function:checkout${qualifier === '' ? '' : `:${qualifier}`}`,
      ...facts,
    });

  it('stay where they are, and only a source without a mapping gets one to the qualifier of the stage', () => {
    const { steps, places } = plan({ triggerArns: [QUEUE, STREAM], batchsize: 10 }, [at('')]);

    expect(steps.map(({ kind, functionRef }) => `${kind} ${functionRef}`)).toEqual([
      'updateEventSource checkout',
      'createEventSource checkout:live',
    ]);
    expect(places).toEqual([{ source: 'orders' }, { source: 'audit', alias: 'live' }]);
  });

  it('of one source all get its settings', () => {
    const { steps } = plan({ triggerArns: [QUEUE], batchsize: 10 }, [at(''), at('staging')]);

    expect(steps.map(({ id }) => id)).toEqual([`updateEventSource:${QUEUE}`, `updateEventSource:${QUEUE}:staging`]);
  });

  it.each<[string, Parameters<typeof plan>[0]]>([
    ['changed', { triggerArns: [QUEUE], batchsize: 10 }],
    ['removed', { triggerArns: [], eventSourceMode: 'own' }],
  ])(
    'of one source and one qualifier, such as one for each topic, are all %s, by steps of their own',
    (_what, input) => {
      const topics = ['u1', 'u2', 'u3', 'u4'].map((uuid) => live({ uuid }));

      const { steps } = plan(input, topics);

      expect(steps.map((step) => 'uuid' in step && step.uuid)).toEqual(['u1', 'u2', 'u3', 'u4']);
      expect(new Set(steps.map(({ id }) => id)).size).toBe(4);
      const restores = steps.flatMap((step) => restoreEventSource(step, {}));
      expect(new Set(restores.map(({ id }) => id)).size).toBe(4);
    },
  );
});

describe('settings that AWS does not support for such a source', () => {
  it.each<[string, EventSourceInput, string]>([
    [
      'another starting position of an existing mapping',
      { eventSources: [{ arn: STREAM, startingPosition: 'TRIM_HORIZON' }] },
      'eventSources.startingPosition',
    ],
    [
      'another starting position of an existing mapping, in the old list',
      { triggerArns: [STREAM], startingPosition: 'TRIM_HORIZON' },
      'startingPosition',
    ],
    [
      'concurrency of a stream',
      { eventSources: [{ arn: STREAM, maximumConcurrency: 4 }] },
      'eventSources.maximumConcurrency',
    ],
    [
      'a destination of a queue',
      { eventSources: [{ arn: QUEUE, onFailureArn: 'arn:aws:sqs:us-east-1:123456789012:failed' }] },
      'eventSources.onFailureArn',
    ],
    [
      'a destination for successes',
      { triggerArns: [QUEUE], destinationConfig: { onSuccessArn: 'arn:aws:sqs:us-east-1:123456789012:ok' } },
      'destinationConfig.onSuccessArn',
    ],
  ])('are rejected before anything changes: %s', (_title, input, field) => {
    let refused: unknown;
    try {
      plan(input, [live({ eventSourceArn: STREAM, startingPosition: 'LATEST' })]);
    } catch (error) {
      refused = error;
    }

    expect(refused).toBeInstanceOf(StageError);
    expect(refused).toMatchObject({ code: 'invalidInput', details: { problems: [{ field }] } });
  });
});

import { lambdaStagesOf } from 'stage-contract';
import { conversionChanges, conversionWords, isFresh } from './nativeStages';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';

describe('converting a native stage', () => {
  it.each([
    [ROUTE, {}, { alias: 'preconfiguredWebhook' }],
    [INVOKE, { payload: '{}' }, { alias: 'preconfiguredWebhook', payload: undefined, invokePayload: '{}' }],
    [INVOKE, { payload: '{}', invokePayload: 'x' }, { alias: 'preconfiguredWebhook' }],
    [ROUTE, { payload: 'x' }, { alias: 'preconfiguredWebhook' }],
  ] as const)('%s with %j writes %j', (type, values, changes) => {
    expect(conversionChanges(type, values)).toEqual(changes);
  });

  it.each([
    [ROUTE, {}, 'gains `"alias": "preconfiguredWebhook"`; its own values stay as they are'],
    [
      ROUTE,
      { payloadrtifact: {} },
      'gains `"alias": "preconfiguredWebhook"`; its own values stay as they are; the dead field `payloadrtifact` is ignored',
    ],
    [
      INVOKE,
      { payload: 'x', batchsize: 1, triggerArns: ['a'] },
      'gains `"alias": "preconfiguredWebhook"`; `payload` becomes `invokePayload`; its own values stay as they are; the dead fields `triggerArns` and `batchsize` are ignored',
    ],
    [
      ROUTE,
      { alias: 'webhook' },
      '`"alias": "webhook"` becomes `"alias": "preconfiguredWebhook"`; its own values stay as they are',
    ],
  ] as const)('%s with %j is described', (type, values, words) => {
    expect(conversionWords(type, values)).toBe(words);
  });
});

describe('the stages of a pipeline', () => {
  it.each([undefined, null, 'x', { stages: 'x' }, { stages: [null, 7, 'x', []] }])('are none in %j', (pipeline) => {
    expect(lambdaStagesOf(pipeline)).toEqual([]);
  });
});

describe('a stage of the picker', () => {
  const picked = { refId: '1', requisiteStageRefIds: [], type: ROUTE, name: 'AWS Lambda Route', isNew: true };

  it.each([
    ['just added', picked, true],
    ['with a value, such as a copy', { ...picked, account: 'prod' }, false],
    ['with an alias', { ...picked, alias: 'preconfiguredWebhook' }, false],
    ['saved', { ...picked, isNew: undefined }, false],
  ])('%s is fresh: %s', (_, values, fresh) => {
    expect(isFresh(values)).toBe(fresh);
  });
});

import { wordsOf } from '../messages/worded';
import { conversionChanges, conversionNews } from './conversion';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const alias = 'preconfiguredWebhook';

describe('converting a native stage', () => {
  it.each([
    [ROUTE, {}, { alias }],
    [INVOKE, { payload: '{}' }, { alias, payload: undefined, invokePayload: '{}' }],
    [INVOKE, { payload: '{}', invokePayload: 'x' }, { alias }],
    [ROUTE, { payload: 'x' }, { alias }],
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
    [
      ROUTE,
      { alias: { long: 'x'.repeat(80) } },
      `\`"alias": {"long":"${'x'.repeat(50)}…\` becomes \`"alias": "preconfiguredWebhook"\`; its own values stay as they are`,
    ],
  ] as const)('%s with %j is described', (type, values, words) => {
    expect(conversionNews(type, values).map(wordsOf).join('; ')).toBe(words);
  });

  it('describes a stage with a value that contains itself', () => {
    const stage: Record<string, unknown> = {};
    stage['alias'] = stage;

    expect(conversionNews(ROUTE, stage)[0]).toMatchObject({ code: 'aliasReplaced', values: { alias } });
  });
});

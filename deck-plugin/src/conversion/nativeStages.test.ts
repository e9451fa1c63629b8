import { lambdaStagesOf } from 'stage-contract';
import { isFresh } from './nativeStages';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';

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

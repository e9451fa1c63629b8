import { lambdaStagesOf } from 'stage-contract';
import { isFresh, nativeStageWarning } from './nativeStages';

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const ours = { alias: 'preconfiguredWebhook' };
const stage = (name: string, type: string, more: object = {}): Record<string, unknown> => ({ name, type, ...more });

describe("Deck's warning", () => {
  const native = stage('Route 10%', ROUTE);

  it('says that a stage is not converted, and nothing of a converted one', () => {
    expect([
      nativeStageWarning(native, { stages: [native] }),
      nativeStageWarning(native, undefined),
      nativeStageWarning({ ...native, alias: 'webhook' }, {}),
      nativeStageWarning({ ...native, ...ours }, { stages: [native] }),
    ]).toEqual([
      'This stage runs on Spinnaker’s own Lambda executor: it has no "alias": "preconfiguredWebhook". Open it to convert it.',
      'This stage runs on Spinnaker’s own Lambda executor: it has no "alias": "preconfiguredWebhook". Open it to convert it.',
      'This stage runs as "webhook", not on Lambda Stages. Open it to convert it.',
      undefined,
    ]);
  });

  it('names both halves of a half-converted pipeline, and what it leads to', () => {
    const stages = [
      stage('Deploy', DEPLOYMENT, ours),
      stage('Judge', 'manualJudgment'),
      native,
      stage('Route 100%', ROUTE),
      stage('', 'Aws.LambdaDeleteStage'),
    ];

    expect(nativeStageWarning(native, { stages })).toBe(
      '1 of 4 Lambda stages is converted: “Deploy”. “Route 10%”, “Route 100%” and “AWS Lambda Delete” still run on Spinnaker’s own executor, which reads versions from clouddriver’s cache and may use an older one than “Deploy” has just published. Convert all 4, or none.',
    );
  });

  it('blames the cache only for versions that a converted stage publishes, and names few of many stages', () => {
    const stages = [
      stage('Route', ROUTE, ours),
      ...Array.from({ length: 9 }, (_, index) => stage(`Invoke ${index}`, INVOKE)),
      stage('Check', INVOKE, ours),
    ];

    expect(nativeStageWarning(native, { stages })).toBe(
      '2 of 11 Lambda stages are converted: “Route” and “Check”. “Invoke 0”, “Invoke 1”, “Invoke 2”, “Invoke 3” and 5 more still run on Spinnaker’s own executor, which does not know what the converted stages have done. Convert all 11, or none.',
    );
  });

  it.each([undefined, null, 'x', { stages: 'x' }, { stages: [null, 7, 'x', []] }])(
    'finds no stages in the pipeline %j',
    (pipeline) => {
      expect(lambdaStagesOf(pipeline)).toEqual([]);
    },
  );
});

describe('a stage of the picker', () => {
  const picked = { refId: '1', requisiteStageRefIds: [], type: ROUTE, name: 'AWS Lambda Route', isNew: true };

  it.each([
    ['just added', picked, true],
    ['with a value, such as a copy', { ...picked, account: 'prod' }, false],
    ['with an alias', { ...picked, ...ours }, false],
    ['saved', { ...picked, isNew: undefined }, false],
  ])('%s is fresh: %s', (_, values, fresh) => {
    expect(isFresh(values)).toBe(fresh);
  });
});

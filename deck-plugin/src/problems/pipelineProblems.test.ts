import { pipelineFindings } from './pipelineProblems';
import { problemSentence } from './problemWords';

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const ours = { alias: 'preconfiguredWebhook' };
const stage = (name: string, type: string, more: object = {}): Record<string, unknown> => ({ name, type, ...more });
const sentences = (checked: unknown, pipeline: unknown): string[] =>
  pipelineFindings(pipeline, checked).map(({ problem }) => problemSentence(ROUTE, problem));

describe('what the pipeline shows about a stage', () => {
  const native = stage('Route 10%', ROUTE);

  it('says that it is not converted, and nothing of a converted one', () => {
    expect([
      ...sentences(native, { stages: [native] }),
      ...sentences(native, undefined),
      ...sentences({ ...native, alias: 'webhook' }, {}),
      ...sentences({ ...native, ...ours }, { stages: [native] }),
    ]).toEqual([
      'This stage runs on Spinnaker’s own Lambda executor: it has no "alias": "preconfiguredWebhook". Open it to convert it.',
      'This stage runs on Spinnaker’s own Lambda executor: it has no "alias": "preconfiguredWebhook". Open it to convert it.',
      'This stage runs as "webhook", not on Lambda Stages. Open it to convert it.',
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

    expect(sentences(native, { stages })[0]).toBe(
      '1 of 4 Lambda stages is converted: “Deploy”. “Route 10%”, “Route 100%” and “AWS Lambda Delete” still run on Spinnaker’s own executor, which reads versions from clouddriver’s cache and may use an older one than “Deploy” has just published. Convert all 4, or none.',
    );
  });

  it('blames the cache only for versions that a converted stage publishes, and names few of many stages', () => {
    const stages = [
      stage('Route', ROUTE, ours),
      ...Array.from({ length: 9 }, (_, index) => stage(`Invoke ${index}`, INVOKE)),
      stage('Check', INVOKE, ours),
    ];

    expect(sentences(stages[1], { stages })[0]).toBe(
      '2 of 11 Lambda stages are converted: “Route” and “Check”. “Invoke 0”, “Invoke 1”, “Invoke 2”, “Invoke 3” and 5 more still run on Spinnaker’s own executor, which does not know what the converted stages have done. Convert all 11, or none.',
    );
  });

  it('finds the stage by its refId if Deck passes a copy, and takes the values of the copy', () => {
    const deploy = stage('Deploy', DEPLOYMENT, { ...ours, refId: '1' });
    const route = stage('Route', ROUTE, { ...ours, refId: '2', requisiteStageRefIds: ['1'], versionNameA: '$OLDEST' });

    const found = sentences({ ...route, versionNameA: '$LATEST' }, { stages: [deploy, route] });

    expect(found).toEqual([
      'Version A is $LATEST, but “Deploy” publishes no version, so this is not what it deploys; set “Publish” there.',
    ]);
  });

  it('says nothing about the others if there is no pipeline', () => {
    expect(sentences(stage('Route', ROUTE, { ...ours, versionNameA: '$LATEST' }), undefined)).toEqual([]);
  });

  it('never throws', () => {
    const odd = new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('no');
        },
      },
    );

    expect(sentences(odd, { stages: [odd] })).toEqual(['This stage cannot be checked: no.']);
  });
});

import type { StageType } from '../stageDefinition';
import { nativeStages } from '../testing/nativeStages';
import { reversalOf } from './reversal';

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const DELETE = 'Aws.LambdaDeleteStage';

describe('taking a conversion back', () => {
  it.each(nativeStages.map(({ title, type, stage }) => [title, type, stage] as const))(
    'is possible for %s',
    (_, type, stage) => {
      expect(reversalOf(type, stage)).toMatchObject({ news: [{ code: 'aliasLost' }, { code: 'valuesStay' }] });
    },
  );

  it('gives the payload its native name', () => {
    expect(reversalOf(INVOKE, { invokePayload: '{}' })).toMatchObject({
      rename: { from: 'invokePayload', to: 'payload' },
      news: [{ code: 'aliasLost' }, { code: 'fieldRenamed' }, { code: 'valuesStay' }],
    });
  });

  it.each<[StageType, Record<string, unknown>, string[]]>([
    [ROUTE, { deploymentStrategy: '$GRADUAL', steps: [] }, ['deploymentStrategy', 'steps']],
    [ROUTE, { versionNameA: '7', versionNameB: 8 }, ['versionNameA', 'versionNameB']],
    [ROUTE, { onFailure: 'hold', drainSeconds: 30 }, ['onFailure', 'drainSeconds']],
    [ROUTE, { onFailure: '${parameters.policy}' }, ['onFailure']],
    [ROUTE, { requireAliasCallers: true }, ['requireAliasCallers']],
    [ROUTE, { revertUnlessPromotedWithinSeconds: 600 }, ['revertUnlessPromotedWithinSeconds']],
    [DEPLOYMENT, { reservedConcurrentExecutions: '-1' }, ['reservedConcurrentExecutions']],
    [DEPLOYMENT, { codeUri: 's3://a/b', eventSourceMode: 'own' }, ['codeUri', 'eventSourceMode']],
    [INVOKE, { expect: { body: 'ok' }, invokePayload: '{}' }, ['expect']],
    [INVOKE, { outputArtifact: { artifact: {} } }, ['outputArtifact']],
    [INVOKE, { invokePayload: { ping: 1 } }, ['invokePayload']],
    [INVOKE, { invokePayload: '{}', payload: '{}' }, ['invokePayload']],
    [INVOKE, { version: '$LATEST' }, ['version']],
    [DELETE, { aliasPattern: 'build-*' }, ['aliasPattern']],
  ])('%s with %j cannot, because of %j', (type, stage, fields) => {
    expect(reversalOf(type, stage)).toEqual({ fields });
  });

  it.each<[StageType, Record<string, unknown>]>([
    [ROUTE, { onFailure: 'revert', onBusy: 'fail', requireAliasCallers: false, steps: null }],
    [DEPLOYMENT, { aliasRouting: 'keep', reservedConcurrentExecutions: 0 }],
    [INVOKE, { invocationType: 'RequestResponse', recordLogs: 'false' }],
  ])('%s with %j can: that is what applies anyway', (type, stage) => {
    expect(reversalOf(type, stage)).toHaveProperty('news');
  });
});

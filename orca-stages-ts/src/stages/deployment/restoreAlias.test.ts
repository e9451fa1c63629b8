import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { ROLE, startBench, type CheckpointName, type StageBench } from '../../testing/stageBench';

const TYPE = 'Aws.LambdaDeploymentStage';
const fields = {
  s3bucket: 'builds',
  s3key: 'checkout.zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: ROLE,
  publish: true,
  aliases: ['live'],
  aliasRouting: 'newVersion',
};
/** Long enough to be noticed: AWS shifts the traffic of an alias with provisioned concurrency gradually. */
const SHIFT_MS = 300;

let bench: StageBench;
beforeEach(async () => {
  bench = await startBench();
  await bench.putCode('checkout.zip', 'one');
  await bench.run(
    TYPE,
    { ...fields, aliasName: 'live', provisionedConcurrentExecutions: 1 },
    { executionId: 'yesterday' },
  );
  await bench.putCode('checkout.zip', 'two');
  bench.lambda.setSettleDelayMs(SHIFT_MS);
});
afterEach(async () => {
  await bench.close();
});

it.each([
  ['in one go', (): boolean => false],
  [
    'by a process after one that died before it knew',
    (point: CheckpointName, stepId: string): boolean => point === 'afterCall' && stepId === 'restore:live',
  ],
])(
  'reverts an alias whose traffic AWS is still shifting to the new version, and waits until AWS has shifted it back, %s',
  async (_, dies) => {
    const id = await bench.begin(
      TYPE,
      { ...fields, aliases: ['live', 'zeta'] },
      { executionId: 'today', stageId: 'cancelled' },
    );
    void bench.killAt((point, stepId) => {
      if (point === 'afterCall' && stepId === 'alias:live') void bench.engine.cancel('cancelled', 1);
      return dies(point, stepId);
    });

    const outcome = await bench.ended(id);

    const { FunctionVersion: version, RoutingConfig: weights } = await bench.aws.send(
      new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }),
    );
    expect(outcome.progress).toContain('Reverted: live is back at v1 100%.');
    expect([version, weights?.AdditionalVersionWeights ?? {}]).toEqual(['1', {}]);
  },
);

import { LambdaClient, UpdateAliasCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { isMutating } from 'strict-lambda';
import type { JsonObject } from '../../sandbox/src/orca';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { policyFor } from '../iam/provePolicy';
import { REVERT_ROLE } from '../process/support/sidecarSettings';
import { deployment, lambdaStage, polledAt, startOrcaWorld, type OrcaWorld } from '../trust/orcaWorld';
import { servedBy } from '../trust/servedBy';

/* An account that is only for going back (`only: revert`), with the policy that iam-policy prints for it. */

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const ON_CALL = 'prod-revert';

let world: OrcaWorld;
let functionName: string;
let made = 0;

beforeAll(async () => {
  world = await startOrcaWorld({ skipsTime: true, revertAccounts: [ON_CALL] });
  for (const build of ['v1.zip', 'v2.zip', 'v3.zip']) await world.sidecar.putCode(build, build);
  world.sidecar.lambda.setPolicy(REVERT_ROLE, policyFor({ only: 'revert' }, { functions: ['checkout-*'] }));
});
afterAll(async () => {
  await world.close();
});
beforeEach(() => {
  made += 1;
  functionName = `checkout-${made}`;
});

const route = (fields: JsonObject): JsonObject =>
  lambdaStage('1', ROUTE, { functionName, aliasName: 'live', ...fields });
const to = (versionNameA: string, more: JsonObject = {}): JsonObject =>
  route({ deploymentStrategy: '$SIMPLE', versionNameA, trafficPercentA: 100, ...more });
const release = (build: string): JsonObject =>
  deployment('1', build, [], { functionName, aliases: ['live'], aliasRouting: 'newVersion' });

/** Runs a stage in a pipeline of its own, and returns it with what it has changed at AWS. */
async function run(fields: JsonObject) {
  world.sidecar.lambda.clearCalls();
  const { id } = world.start([fields], 'jane', ['local', ON_CALL]);
  const stage = stageOf(await world.ended(id), '1');
  const calls = world.sidecar.lambda.calls().filter(({ service }) => service === 'lambda');
  return {
    status: stage.status,
    failure: polledAt(stage, 'failure') as { code: string; what: string; next: string } | undefined,
    shown: JSON.stringify(stage.context),
    calls: calls.map(({ operation }) => operation),
    changes: calls.filter(({ operation }) => isMutating(operation)).map(({ operation }) => operation),
  };
}

const asOnCall = (fields: JsonObject): JsonObject => ({ ...fields, account: ON_CALL });

async function released(...builds: string[]): Promise<void> {
  for (const build of builds) expect((await run(release(build))).status).toBe('SUCCEEDED');
}

it('sends an alias back to its previous version', async () => {
  await released('v1.zip', 'v2.zip');

  const { status, changes } = await run(asOnCall(to('$PREVIOUS')));

  expect(status).toBe('SUCCEEDED');
  expect(await servedBy(world.aws, functionName)).toBe('1');
  expect(changes).toEqual(['UpdateAlias']);
});

it('ends a canary', async () => {
  await released('v1.zip');
  await run(deployment('1', 'v2.zip', [], { functionName }));
  await run(
    route({ deploymentStrategy: '$WEIGHTED', versionNameA: '$LATEST', trafficPercentA: 10, versionNameB: '$PREVIOUS' }),
  );
  expect(await servedBy(world.aws, functionName)).toBe('1 2:0.1');

  const { status } = await run(asOnCall(to('$PREVIOUS')));

  expect(status).toBe('SUCCEEDED');
  expect(await servedBy(world.aws, functionName)).toBe('1');
});

it.each<[string, () => JsonObject]>([
  ['a Route to the newest version', () => to('$LATEST')],
  ['a Route to a version by its number', () => to('$PROVIDED', { versionNumberA: '1' })],
  [
    'a split',
    () =>
      route({
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$PREVIOUS',
        trafficPercentA: 90,
        versionNameB: '$LATEST',
      }),
  ],
  [
    'a gradual Route',
    () => route({ deploymentStrategy: '$GRADUAL', versionNameA: '$LATEST', preset: 'LambdaCanary10Percent5Minutes' }),
  ],
  ['a way back that also changes concurrency', () => to('$PREVIOUS', { reservedConcurrentExecutions: 0 })],
  ['a way back that overwrites what others do meanwhile', () => to('$PREVIOUS', { onForeignChange: 'proceed' })],
  ['a way back that deletes if it fails', () => to('$PREVIOUS', { onFailure: 'revertAndDeleteCandidate' })],
  ['a Deployment', () => release('v3.zip')],
  [
    'an Update Code',
    () => lambdaStage('1', 'Aws.LambdaUpdateCodeStage', { functionName, s3bucket: 'builds', s3key: 'v3.zip' }),
  ],
  ['an Invoke', () => lambdaStage('1', 'Aws.LambdaInvokeStage', { functionName, aliasName: 'live' })],
  ['a Delete', () => lambdaStage('1', 'Aws.LambdaDeleteStage', { functionName, version: '$ALL' })],
])('refuses %s before it calls AWS', async (_title, stage) => {
  await released('v1.zip', 'v2.zip');

  const { status, shown, calls } = await run(asOnCall(stage()));

  expect(status).toBe('TERMINAL');
  expect(shown).toContain('"code":"accountNotAllowed"');
  expect(shown).toContain('"code":"accountOnlyReverts"');
  expect(calls).toEqual([]);
  expect(await servedBy(world.aws, functionName)).toBe('2');
});

it('refuses $PREVIOUS where that is newer than what is served, before it changes anything', async () => {
  await released('v1.zip', 'v2.zip', 'v3.zip');
  await run(to('$PROVIDED', { versionNumberA: '1' }));

  const { status, failure, changes } = await run(asOnCall(to('$PREVIOUS')));

  expect(status).toBe('TERMINAL');
  expect(failure).toMatchObject({
    code: 'accountNotAllowed',
    what: "The sidecar's configuration keeps account prod-revert for going back, but v2 100% would be no way back for live, which serves v1 100%.",
  });
  expect(changes).toEqual([]);
  expect(await servedBy(world.aws, functionName)).toBe('1');
});

it('has a role that can do nothing but read and move aliases: that it does not move them forward is up to the sidecar', async () => {
  await released('v1.zip', 'v2.zip');
  const common = { endpoint: world.sidecar.lambda.url, region: 'us-east-1' };
  const sts = new STSClient({ ...common, credentials: { accessKeyId: 'x', secretAccessKey: 'y' } });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: REVERT_ROLE, RoleSessionName: 'direct' }));
  const credentials = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: 'x', sessionToken: 'y' };
  const lambda = new LambdaClient({ ...common, credentials, maxAttempts: 1 });

  const code = lambda.send(
    new UpdateFunctionCodeCommand({ FunctionName: functionName, S3Bucket: 'builds', S3Key: 'v3.zip' }),
  );
  await expect(code).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await lambda.send(new UpdateAliasCommand({ FunctionName: functionName, Name: 'live', FunctionVersion: '1' }));
  await lambda.send(new UpdateAliasCommand({ FunctionName: functionName, Name: 'live', FunctionVersion: '2' }));

  expect(await servedBy(world.aws, functionName)).toBe('2');
  for (const client of [sts, lambda]) client.destroy();
});

describe('a rollout that is under way', () => {
  const act = (action: string): JsonObject =>
    asOnCall(lambdaStage('1', 'Aws.LambdaRolloutActionStage', { functionName, aliasName: 'live', action }));

  it('can be reverted with the account, but not promoted', async () => {
    await released('v1.zip');
    const { id } = world.start([
      deployment('1', 'v2.zip', [], { functionName, aliases: ['live'] }),
      lambdaStage(
        '2',
        ROUTE,
        {
          functionName,
          aliasName: 'live',
          deploymentStrategy: '$GRADUAL',
          steps: [{ weightPercent: 10, holdSeconds: 2_000 }],
        },
        ['1'],
      ),
    ]);
    await world.until(id, 'the hold', (execution) => polledAt(stageOf(execution, '2'), 'hold') !== undefined);

    const promoted = await run(act('promote'));
    const reverted = await run(act('revert'));
    const rollout = stageOf(await world.ended(id), '2');

    expect(promoted.status).toBe('TERMINAL');
    expect(promoted.shown).toContain('accountOnlyReverts');
    expect(reverted.status).toBe('SUCCEEDED');
    expect(polledAt(rollout, 'failure', 'code')).toBe('revertAsked');
    expect(await servedBy(world.aws, functionName)).toBe('1');
  });
});

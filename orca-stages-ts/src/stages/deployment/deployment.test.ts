import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { ROLE, startBench, type StageBench } from '../../testing/stageBench';

const TYPE = 'Aws.LambdaDeploymentStage';
const SECRET = 'hunter2-in-the-environment';
const fields = {
  s3bucket: 'builds',
  s3key: 'checkout.zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: ROLE,
  publish: true,
  aliases: ['live'],
};

let bench: StageBench;
beforeEach(async () => {
  bench = await startBench();
  await bench.putCode('checkout.zip', 'one');
});
afterEach(async () => {
  await bench.close();
});

const deploy = (more: Record<string, unknown> = {}, options: Parameters<StageBench['run']>[2] = {}): Promise<Outcome> =>
  bench.run(TYPE, { ...fields, ...more }, options);
/** Deploys once, like an earlier pipeline run. */
async function deployedBefore(more: Record<string, unknown> = {}): Promise<void> {
  const outcome = await deploy(more, { executionId: 'yesterday' });
  if (outcome.failure !== undefined) throw new Error(outcome.failure.what);
  bench.lambda.clearCalls();
}
/** The calls that AWS saw; repeated reads while something settles count as one. */
const calls = (): string[] =>
  bench.lambda
    .calls()
    .filter((call) => call.service === 'lambda')
    .map((call) => call.operation)
    .filter((name, index, all) => name !== 'GetFunction' || all[index - 1] !== name);
const versions = async (): Promise<string[]> =>
  ((await bench.aws.send(new ListVersionsByFunctionCommand({ FunctionName: 'checkout' }))).Versions ?? []).map(
    (version) => version.Version ?? '',
  );
const live = async (): Promise<unknown> => {
  const { FunctionVersion, RoutingConfig } = await bench.aws.send(
    new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }),
  );
  return { FunctionVersion, weights: RoutingConfig?.AdditionalVersionWeights ?? {} };
};

describe('the first deployment', () => {
  it('creates the function, publishes v1 and creates the alias, within two calls of the floor', async () => {
    const outcome = await deploy();

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Created checkout, published v1, live → v1',
      candidate: { version: '1' },
      aliases: [{ alias: 'live', routing: { mainVersion: '1' }, note: 'created' }],
      outputs: {
        lambdaCreated: true,
        functionName: 'checkout',
        functionARN: 'arn:aws:lambda:us-east-1:123456789012:function:checkout:1',
        resourceId: 'arn:aws:lambda:us-east-1:123456789012:function:checkout:1',
        versionId: '1',
        functionVersion: '1',
        aliasArn: 'arn:aws:lambda:us-east-1:123456789012:function:checkout:live',
        versionReused: false,
      },
    });
    expect(outcome.outputs['codeSha256']).toEqual(expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/));
    expect(calls()).toEqual(['GetFunction', 'CreateFunction', 'GetFunction', 'PublishVersion', 'CreateAlias']);
    expect(await live()).toEqual({ FunctionVersion: '1', weights: {} });
  });

  it('without publish leaves the alias at the head and says so', async () => {
    const outcome = await deploy({ publish: false });

    expect(outcome.progress).toBe('Created checkout, live → the unpublished head');
    expect(outcome.warnings).toEqual([expect.stringContaining('unpublished head')]);
    expect(outcome.outputs).toMatchObject({ versionId: '$LATEST', lambdaCreated: true });
    expect(await versions()).toEqual(['$LATEST']);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['the object is missing', { s3key: 'gone.zip' }, 'codeNotFound', 'gone.zip'],
    ['the bucket is missing', { s3bucket: 'no-such-bucket' }, 'codeNotFound', 'no-such-bucket'],
  ])('changes nothing if %s', async (_title, more, code, words) => {
    const outcome = await deploy(more);

    expect(outcome.status).toBe('TERMINAL');
    expect(outcome.failure).toMatchObject({ code });
    expect(outcome.failure?.what).toContain(words);
    await expect(bench.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout' }))).rejects.toThrow(
      'Function not found',
    );
  });

  it('waits for a role that IAM has not propagated yet', async () => {
    bench.lambda.addFault({ kind: 'roleNotYetAssumable', operation: 'CreateFunction', times: 1 });

    const outcome = await deploy();

    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.steps.find((step) => step.id === 'create')?.attempts).toBe(2);
  });
});

describe('a later deployment', () => {
  beforeEach(async () => {
    await deployedBefore();
  });

  it('with new code publishes it and leaves the alias where it was, within two calls of the floor', async () => {
    await bench.putCode('checkout.zip', 'two');

    const outcome = await deploy();

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Published v2 and left live at v1 100%',
      candidate: { version: '2' },
      outputs: { versionId: '2', lambdaCreated: false, versionReused: false },
      aliases: [{ alias: 'live', note: 'kept its routing' }],
    });
    expect(outcome.differences.map((difference) => difference.setting)).toEqual(['Code']);
    expect(calls()).toHaveLength(6);
    expect(await live()).toEqual({ FunctionVersion: '1', weights: {} });
  });

  it('with new settings sends only those', async () => {
    const outcome = await deploy({ memorySize: 512, envVariables: { DB_URL: SECRET } });

    expect(outcome.progress).toBe('Published v2 and left live at v1 100%');
    expect(bench.mutations()).toEqual(['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'PublishVersion']);
    expect(
      await bench.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout', Qualifier: '2' })),
    ).toMatchObject({ MemorySize: 512, Environment: { Variables: { DB_URL: SECRET } }, Timeout: 3 });
  });

  it('with both publishes one version with both', async () => {
    await bench.putCode('checkout.zip', 'two');
    const before = await bench.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout' }));

    const outcome = await deploy({ timeout: 20 });
    const made = calls().filter((call) => call !== 'GetFunctionConfiguration');

    const published = await bench.aws.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'checkout', Qualifier: '2' }),
    );
    expect(outcome.outputs['versionId']).toBe('2');
    expect(published.Timeout).toBe(20);
    expect(published.CodeSha256).not.toBe(before.CodeSha256);
    expect(await versions()).toEqual(['$LATEST', '1', '2']);
    expect(made.filter((call) => call.startsWith('Update'))).toEqual([
      'UpdateFunctionCode',
      'UpdateFunctionConfiguration',
      'UpdateFunctionCode',
    ]);
    expect(made).toHaveLength(8);
  });

  it('with no changes reuses the existing version', async () => {
    const outcome = await deploy();

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Nothing changed: v1 already has this code and configuration',
      candidate: { version: '1' },
      differences: [],
    });
    expect(outcome.outputs).toMatchObject({ versionId: '1', versionReused: true });
    expect(outcome.steps.find((step) => step.id === 'publish')).toMatchObject({
      state: 'same',
      note: 'reused v1: it already has this code and configuration',
    });
    expect(await versions()).toEqual(['$LATEST', '1']);
  });

  it('with no changes says reused even if no alias serves the newest version', async () => {
    await bench.putCode('checkout.zip', 'two');
    await deploy({}, { executionId: 'earlier' });

    const outcome = await deploy({}, { executionId: 'now' });

    expect(outcome.progress).toBe('Nothing changed: v2 already has this code and configuration');
  });

  it('without publish changes only the head', async () => {
    await bench.putCode('checkout.zip', 'two');

    const outcome = await deploy({ publish: false });

    expect(outcome.progress).toBe('Updated checkout without publishing');
    expect(outcome.outputs).toMatchObject({ versionId: '$LATEST' });
    expect(await versions()).toEqual(['$LATEST', '1']);
  });

  it('with aliasRouting newVersion moves the alias immediately', async () => {
    await bench.putCode('checkout.zip', 'two');

    const outcome = await deploy({ aliasRouting: 'newVersion' });

    expect(outcome.progress).toBe('Published v2, live → v2');
    expect(outcome.routing).toMatchObject({ before: { mainVersion: '1' }, now: { mainVersion: '2' } });
    expect(await live()).toEqual({ FunctionVersion: '2', weights: {} });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a missing object', { s3key: 'gone.zip' }, 'codeNotFound'],
    ['code of another hash than expected', { codeSha256: `${'A'.repeat(43)}=` }, 'codeMismatch'],
    [
      'concurrency for an alias that does not exist',
      { aliasName: 'gone', provisionedConcurrentExecutions: 1 },
      'aliasNotFound',
    ],
  ])('changes nothing for %s', async (_title, more, code) => {
    const before = await bench.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout' }));

    const outcome = await deploy({ ...more, memorySize: 1024 });

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code } });
    expect((await bench.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout' }))).RevisionId).toBe(
      before.RevisionId,
    );
  });

  it('accepts code with the expected hash, and publishes exactly that', async () => {
    const { codeSha256 } = (await deploy({}, { executionId: 'ask' })).outputs;
    await bench.putCode('other.zip', 'one');

    const outcome = await deploy({ codeSha256, s3key: 'other.zip', memorySize: 256 });

    expect(outcome.outputs).toMatchObject({ codeSha256, versionId: '2' });
  });

  it("fails with AWS's reason if the update fails, and names what it leaves behind", async () => {
    bench.lambda.addFault({
      kind: 'settleFailed',
      operation: 'UpdateFunctionConfiguration',
      reason: 'The subnet is full.',
    });

    const outcome = await deploy({ memorySize: 512, envVariables: { DB_URL: SECRET } });

    expect(outcome.failure).toMatchObject({
      code: 'settleFailed',
      restored: "The unpublished head keeps this stage's Memory and Environment DB_URL; no version was published.",
    });
    expect(outcome.failure?.what).toContain('The subnet is full.');
    expect(await versions()).toEqual(['$LATEST', '1']);
  });
});

it('says that a function whose creation has failed must be created again, and does not try for long', async () => {
  bench.lambda.addFault({ operation: 'CreateFunction', kind: 'settleFailed', reason: 'The subnet is full.' });
  await deploy({}, { executionId: 'yesterday' });
  bench.lambda.clearCalls();

  const outcome = await deploy({ memorySize: 512 });

  expect(outcome.failure).toMatchObject({
    code: 'settleFailed',
    next: expect.stringContaining('create it again') as string,
  });
  expect(bench.lambda.calls().filter(({ operation }) => operation === 'UpdateFunctionConfiguration')).toEqual([]);
});

describe('someone else', () => {
  it('who moves the alias between plan and move is not overwritten, and what this stage moved is reverted', async () => {
    await deployedBefore({ aliases: ['alpha', 'live'] });
    await bench.putCode('checkout.zip', 'two');
    interfereBeforeMove();

    const outcome = await deploy({ aliases: ['alpha', 'beta', 'live'], aliasRouting: 'newVersion' });

    expect(outcome.failure).toMatchObject({ code: 'foreignChange' });
    expect(outcome.failure?.what).toContain(
      'Someone else changed live: expected v1 100%, found v2 50%, v1 50%. This stage left it unchanged.',
    );
    expect(outcome.progress).toMatch(
      /^Not fully restored: Someone else changed live: expected v1 100%, found v2 50%, v1 50%\. This stage left it unchanged\./,
    );
    expect(outcome.failure?.restored).toContain('alpha is back at v1 100%.');
    expect(
      (await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'alpha' }))).FunctionVersion,
    ).toBe('1');
    expect(await live()).toEqual({ FunctionVersion: '1', weights: { 2: 0.5 } });
  });

  /** Splits live right before the stage moves it, which happens after the stage has created beta. */
  function interfereBeforeMove(): void {
    let hasInterfered = false;
    bench.watch(async ({ method, path }) => {
      if (hasInterfered || method !== 'PUT' || !path.endsWith('/aliases/live')) return;
      hasInterfered = true;
      await bench.aws.send(
        new UpdateAliasCommand({
          FunctionName: 'checkout',
          Name: 'live',
          RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } },
        }),
      );
    });
  }

  it('who is updating the function is waited for', async () => {
    await deployedBefore();
    bench.lambda.setSettleDelayMs(150);
    await bench.aws.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'checkout', MemorySize: 256 }));

    const outcome = await deploy({ timeout: 20 });

    expect(outcome.status).toBe('SUCCEEDED');
    expect(
      await bench.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout', Qualifier: '2' })),
    ).toMatchObject({ MemorySize: 256, Timeout: 20 });
  });

  it('who publishes in between does not provide the candidate', async () => {
    await deployedBefore();
    await bench.putCode('checkout.zip', 'two');
    await deploy({}, { executionId: 'theirs' });
    await bench.putCode('checkout.zip', 'three');

    const outcome = await deploy({}, { executionId: 'ours' });

    expect(outcome.candidate?.version).toBe('3');
  });
});

describe('secrets', () => {
  it('appear in no outcome, journal or log', async () => {
    const outcomes = [
      await deploy({ envVariables: { DB_URL: SECRET } }, { executionId: 'one' }),
      await deploy({ envVariables: { DB_URL: `${SECRET}-2`, NEW: SECRET } }, { executionId: 'two' }),
      await deploy({ envVariables: {}, s3key: 'gone.zip' }, { executionId: 'three' }),
    ];

    const journalled = [
      await bench.database.selectFrom('operations').selectAll().execute(),
      await bench.database.selectFrom('checkpoints').selectAll().execute(),
      await bench.database.selectFrom('pins').selectAll().execute(),
    ];
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'TERMINAL']);
    expect(JSON.stringify([outcomes, journalled, bench.log.lines])).not.toContain(SECRET);
  });
});

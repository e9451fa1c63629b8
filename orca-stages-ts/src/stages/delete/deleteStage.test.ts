import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  ListVersionsByFunctionCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import type { PinWrite } from '../../model/pins';
import { actionsOfCalls, listedActions } from '../../testing/iamActions';
import { ROLE, startBench, type RunOptions, type StageBench } from '../../testing/stageBench';
import { newestFirst } from '../shared/versions';
import { deleteStage } from '.';
import { deleteExamples } from './examples';

const FunctionName = 'checkout';

let bench: StageBench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(async () => {
  await bench.close();
});

/** A function with this many versions, each with different code. */
async function functionWithVersions(count: number): Promise<void> {
  for (let version = 1; version <= count; version++) {
    const S3Key = `v${version}.zip`;
    await bench.putCode(S3Key, `v${version}`);
    if (version === 1) {
      await bench.aws.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Role: ROLE,
          Code: { S3Bucket: 'builds', S3Key },
          Publish: true,
        }),
      );
      await waitUntilFunctionActiveV2(
        { client: bench.aws, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.05 },
        { FunctionName },
      );
    } else {
      await bench.aws.send(new UpdateFunctionCodeCommand({ FunctionName, S3Bucket: 'builds', S3Key, Publish: true }));
      await waitUntilFunctionUpdatedV2(
        { client: bench.aws, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.05 },
        { FunctionName },
      );
    }
  }
  bench.lambda.clearCalls();
}

const makeAlias = (Name: string, FunctionVersion: string, weights?: Record<string, number>) =>
  bench.aws.send(
    new CreateAliasCommand({
      FunctionName,
      Name,
      FunctionVersion,
      ...(weights === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: weights } }),
    }),
  );

async function versions(): Promise<string[]> {
  const answer = await bench.aws.send(new ListVersionsByFunctionCommand({ FunctionName }));
  return newestFirst((answer.Versions ?? []).map(({ Version }) => Version ?? ''));
}

const versionPin = (kind: 'candidate' | 'baseline', version: string | null, aliasName?: string): PinWrite => ({
  kind,
  ...(aliasName === undefined ? {} : { aliasName }),
  value: { version },
  mode: 'once',
});

const run = (fields: Record<string, unknown>, more?: RunOptions): Promise<Outcome> =>
  bench.run('Aws.LambdaDeleteStage', fields, more);

/** The calls that the stage itself made, sorted by name, because reads are sent in parallel. */
const calls = (): string[] =>
  bench.lambda
    .calls()
    .filter((call) => call.service === 'lambda')
    .map((call) => call.operation)
    .sort();

describe('deleting one version', () => {
  it('takes three parallel reads and the deletion', async () => {
    await functionWithVersions(2);
    await makeAlias('live', '2');
    await bench.pin('execution-1', versionPin('candidate', '2'), versionPin('baseline', '1', 'live'));
    bench.lambda.clearCalls();

    const outcome = await run({ version: '$PREVIOUS' });

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Deleted v1',
      warnings: [],
      deletions: [{ version: '1', result: 'deleted' }],
    });
    expect(outcome.outputs).toEqual({
      functionName: 'checkout',
      deletedVersions: ['1'],
      protectedVersions: [],
      'deleteTask:deleteVersion': '1',
    });
    expect(calls()).toEqual(['DeleteFunction', 'GetFunction', 'ListAliases', 'ListProvisionedConcurrencyConfigs']);
    expect(await versions()).toEqual(['2']);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['alias live sends 100% to it', '1', () => makeAlias('live', '1')],
    ['alias live sends 10% to it', '1', () => makeAlias('live', '2', { 1: 0.1 })],
    [
      'has provisioned concurrency (1)',
      '1',
      () =>
        bench.aws.send(
          new PutProvisionedConcurrencyConfigCommand({
            FunctionName,
            Qualifier: '1',
            ProvisionedConcurrentExecutions: 1,
          }),
        ),
    ],
  ])('keeps a version because: %s', async (reason, version, use) => {
    await functionWithVersions(2);
    await use();
    bench.lambda.clearCalls();

    const outcome = await run({ version });

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Nothing was deleted, kept v1, which is protected',
      warnings: [`Kept v1: ${reason}.`],
      deletions: [{ version: '1', result: 'protected', reason }],
    });
    expect(outcome.outputs).toMatchObject({ deletedVersions: [], protectedVersions: ['1'] });
    expect(await versions()).toEqual(['2', '1']);
  });

  it('keeps the baseline while the candidate serves only a part', async () => {
    await functionWithVersions(3);
    await makeAlias('live', '1', { 3: 0.5 });
    await bench.pin('execution-1', versionPin('candidate', '3'), versionPin('baseline', '2', 'live'));

    const outcome = await run({ version: '$PREVIOUS' });

    expect(outcome.warnings).toEqual(['Kept v2: baseline of live, while v3 serves less than 100%.']);
  });

  it('deletes the candidate after the alias was reverted', async () => {
    await functionWithVersions(2);
    await makeAlias('live', '1');
    await bench.pin('execution-1', versionPin('candidate', '2'), versionPin('baseline', '1', 'live'));

    const outcome = await run({ version: '$LATEST' });

    expect(outcome.progress).toBe('Deleted v2');
    expect(await versions()).toEqual(['1']);
  });

  it('uses the journal if the execution has no candidate, and sticks to what it found', async () => {
    await functionWithVersions(4);
    await makeAlias('live', '4');
    await bench.served('live', '2', '4');

    const first = await run({ version: '$PREVIOUS', aliasName: 'live' });
    const second = await run({ version: '$PREVIOUS', aliasName: 'live' });

    expect([first.progress, second.progress]).toEqual([
      'Deleted v2',
      'Nothing was deleted: there is no v2, only v4, v3 and v1',
    ]);
    expect(await versions()).toEqual(['4', '3', '1']);
  });

  it('protects a version that an alias was pointed to after the check', async () => {
    await functionWithVersions(2);
    await makeAlias('live', '2');
    let moved = false;
    await bench.close();
    bench = await startBench({
      engine: {
        onCheckpoint: async (point) => {
          if (point !== 'beforeIntent' || moved) return;
          moved = true;
          await bench.aws.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
        },
      },
    });
    await functionWithVersions(2);
    await makeAlias('live', '2');

    const outcome = await run({ version: '1', drainSeconds: 0 });

    const reason = 'alias live sends 100% to it (changed after this stage started)';
    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      warnings: [`Kept v1: ${reason}.`],
      deletions: [{ version: '1', result: 'protected', reason }],
    });
    expect(outcome.steps).toMatchObject([{ state: 'skipped', note: `kept: ${reason}` }]);
    expect(await versions()).toEqual(['2', '1']);
  });

  it('treats a missing version as a success, unless the stage must delete something', async () => {
    await functionWithVersions(1);

    const harmless = await run({ version: '17' });
    const strict = await run({ version: '17', failIfNothingToDelete: true });

    expect(harmless).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Nothing was deleted: there is no v17, only v1',
      steps: [],
      deletions: [{ version: '17', result: 'gone' }],
      outputs: { deletedVersions: [] },
    });
    expect(strict).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'nothingToDelete', what: 'Nothing to delete for 17: there is no v17, only v1.' },
    });
  });

  it('fails if the function does not exist, and names it', async () => {
    const outcome = await run({ version: '1' });

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'functionNotFound', what: 'Function checkout does not exist.' },
    });
    expect(bench.mutations()).toEqual([]);
  });

  it('asks for aliasName if the aliases of this execution had different baselines', async () => {
    await functionWithVersions(3);
    await makeAlias('live', '3');
    await makeAlias('blue', '3');
    await bench.pin(
      'execution-1',
      versionPin('candidate', '3'),
      versionPin('baseline', '1', 'live'),
      versionPin('baseline', '2', 'blue'),
    );

    const asked = await run({ version: '$PREVIOUS' });
    const named = await run({ version: '$PREVIOUS', aliasName: 'blue' });

    expect(asked).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'noVersionForMacro', problems: [{ field: 'aliasName' }] },
    });
    expect(named.progress).toBe('Deleted v2');
  });

  it('succeeds with a warning on the first run of a pipeline, if there is no previous version', async () => {
    await functionWithVersions(1);
    await makeAlias('live', '1');
    await bench.pin('execution-1', versionPin('candidate', '1'), versionPin('baseline', null, 'live'));

    const outcome = await run({ version: '$PREVIOUS' });

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Nothing was deleted: there is no previous version',
      warnings: ['Nothing was deleted: there is no previous version.'],
    });
  });
});

describe('errors along the way', () => {
  it.each(['throttle', 'error5xx', 'dropBefore', 'dropAfter'] as const)(
    'after %s the version is deleted anyway, once',
    async (kind) => {
      await functionWithVersions(2);
      bench.lambda.addFault({ kind, operation: 'DeleteFunction' });

      const outcome = await run({ version: '1' });

      expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'Deleted v1' });
      expect(await versions()).toEqual(['2']);
    },
  );

  it.each(['throttle', 'error5xx', 'dropBefore'] as const)('retries after %s of a read', async (kind) => {
    await functionWithVersions(2);
    bench.lambda.addFault({ kind, operation: 'ListAliases' });

    const outcome = await run({ version: '1' });

    expect(outcome.progress).toBe('Deleted v1');
  });
});

const amongNewest = (count: number) => ({
  reason: `one of the newest ${count}`,
  told: { code: 'amongNewest', values: { count } },
});

describe('deleting older versions', () => {
  it('deletes one by one, keeps what is in use, and shows everything', async () => {
    await functionWithVersions(6);
    await makeAlias('live', '6', { 3: 0.05 });
    bench.lambda.clearCalls();

    const outcome = await run({ version: '$MOVING', retentionNumber: 2 });

    expect(outcome.progress).toBe('Deleted 3 versions, kept v3, which is protected');
    expect(outcome.deletions).toEqual([
      {
        version: '3',
        result: 'protected',
        reason: 'alias live sends 5% to it',
        told: { code: 'usedByAliases', values: { uses: [{ alias: 'live', sharePercent: 5 }] } },
      },
      { version: '6', result: 'kept', ...amongNewest(2) },
      { version: '5', result: 'kept', ...amongNewest(2) },
      { version: '1', result: 'deleted' },
      { version: '2', result: 'deleted' },
      { version: '4', result: 'deleted' },
    ]);
    expect(outcome.outputs).toMatchObject({ 'deleteTask:deleteVersion': '1,2,4', deletedVersions: ['1', '2', '4'] });
    expect(calls()).toEqual([
      'DeleteFunction',
      'DeleteFunction',
      'DeleteFunction',
      'ListAliases',
      'ListProvisionedConcurrencyConfigs',
      'ListVersionsByFunction',
    ]);
    expect(await versions()).toEqual(['6', '5', '3']);
  });

  it('keeps the recent ones', async () => {
    await functionWithVersions(3);

    const outcome = await run({ version: '$MOVING', retentionNumber: 1, retentionDays: 1 });

    expect(outcome.warnings).toEqual(['Nothing was deleted: the rule keeps all 3 versions.']);
    expect(await versions()).toEqual(['3', '2', '1']);
  });

  it('stops between two deletions if it is cancelled, and shows what was deleted', async () => {
    await bench.close();
    bench = await startBench({
      engine: {
        onCheckpoint: async (point, stepId) => {
          if (point === 'afterResult' && stepId === 'delete-v1') await bench.engine.cancel('clean-up', 1);
        },
      },
    });
    await functionWithVersions(4);

    const outcome = await run({ version: '$MOVING', retentionNumber: 1 }, { stageId: 'clean-up' });

    expect(outcome.status).toBe('CANCELED');
    expect(outcome.deletions).toEqual([
      { version: '4', result: 'kept', ...amongNewest(1) },
      { version: '1', result: 'deleted' },
    ]);
    expect(await versions()).toEqual(['4', '3', '2']);
  });
});

describe('deleting the whole function', () => {
  const map = (name: string, queue: string) =>
    bench.aws.send(
      new CreateEventSourceMappingCommand({
        FunctionName: name,
        EventSourceArn: `arn:aws:sqs:us-east-1:123456789012:${queue}`,
      }),
    );

  it('first removes the event source mappings of the function, its aliases and versions', async () => {
    await functionWithVersions(2);
    await makeAlias('live', '2');
    await map('checkout', 'orders');
    await map('checkout:live', 'carts');
    await map('checkout:1', 'returns');

    const outcome = await run({ version: '$ALL', confirmFunctionName: 'checkout' });

    const left = bench.lambda
      .calls()
      .filter((call) => call.operation === 'DeleteEventSourceMapping' && call.status < 300);
    expect(left).toHaveLength(3);
    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Deleted checkout with 2 versions, 1 alias, 3 event source mappings',
      deletions: [{ version: '$ALL', result: 'deleted' }],
      outputs: { 'deleteTask:deleteVersion': '$ALL', functionName: 'checkout', deletedVersions: ['2', '1'] },
    });
    expect(bench.mutations().at(-1)).toBe('DeleteFunction');
    await expect(versions()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('succeeds if the function does not exist, or fails if the stage must delete something', async () => {
    const lenient = await run({ version: '$ALL' });
    const strict = await run({ version: '$ALL', failIfNothingToDelete: true });

    expect(lenient).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Nothing was deleted: checkout does not exist',
      outputs: { 'deleteTask:deleteVersion': '$ALL', deletedVersions: [] },
    });
    expect(strict).toMatchObject({ status: 'TERMINAL', failure: { code: 'nothingToDelete' } });
  });

  it('is done if someone else deleted the function meanwhile', async () => {
    await functionWithVersions(1);
    await bench.close();
    bench = await startBench({
      engine: {
        onCheckpoint: async (point) => {
          if (point === 'beforeIntent') await bench.aws.send(new DeleteFunctionCommand({ FunctionName }));
        },
      },
    });
    await functionWithVersions(1);

    const outcome = await run({ version: '$ALL' });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', deletions: [{ version: '$ALL', result: 'gone' }] });
  });

  it('deletes after a lost response, and says so', async () => {
    await functionWithVersions(1);
    bench.lambda.addFault({ kind: 'dropAfter', operation: 'DeleteFunction' });

    const outcome = await run({ version: '$ALL' });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', deletions: [{ version: '$ALL', result: 'deleted' }] });
  });
});

describe('the examples', () => {
  it.each(deleteExamples.map((example) => [example.title, example.stage] as const))('%s', async (_title, stage) => {
    await functionWithVersions(3);
    await makeAlias('live', '3');

    const outcome = await run(stage);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.failure).toBeUndefined();
  });
});

describe('the permissions', () => {
  it('match the calls that it makes', async () => {
    await functionWithVersions(3);
    await makeAlias('live', '3');
    await makeAlias('build-1', '1');
    await bench.aws.send(
      new CreateEventSourceMappingCommand({
        FunctionName,
        EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:orders',
      }),
    );
    bench.lambda.clearCalls();

    await run({ version: '$PREVIOUS', aliasName: 'live' });
    await run({ version: '$MOVING', retentionNumber: 1, aliasPattern: 'build-*' });
    await run({ version: '1' });
    await run({ version: '$ALL', confirmFunctionName: 'checkout' });

    const made = actionsOfCalls(bench.lambda.calls().map((call) => call.operation));
    expect(made).toEqual(listedActions(deleteStage));
  });
});

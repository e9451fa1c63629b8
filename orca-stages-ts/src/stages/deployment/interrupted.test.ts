import {
  DeleteAliasCommand,
  GetAliasCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  TagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { FaultKind } from 'strict-lambda';
import type { Outcome } from 'stage-contract';
import { ROLE, startBench, type StageBench } from '../../testing/stageBench';

const TYPE = 'Aws.LambdaDeploymentStage';
const fields = {
  s3bucket: 'builds',
  s3key: 'checkout.zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: ROLE,
  publish: true,
  aliases: ['live'],
};

/** Runs when a step's intent is in the journal and its call has not been made yet. */
let beforeCall: (stepId: string) => void | Promise<void>;
let bench: StageBench;

beforeEach(async () => {
  beforeCall = () => undefined;
  bench = await startBench({
    engine: { onCheckpoint: (point, stepId) => (point === 'afterIntent' ? beforeCall(stepId) : undefined) },
  });
  await bench.putCode('checkout.zip', 'one');
});
afterEach(async () => {
  await bench.close();
});

const deploy = (more: Record<string, unknown> = {}, executionId = 'today'): Promise<Outcome> =>
  bench.run(TYPE, { ...fields, ...more }, { executionId });
const versions = async (): Promise<string[]> =>
  ((await bench.aws.send(new ListVersionsByFunctionCommand({ FunctionName: 'checkout' }))).Versions ?? []).map(
    (version) => version.Version ?? '',
  );

/** The first call of that operation in that step is disturbed. */
function disturb(stepId: string, fault: FaultKind & { operation: string }): void {
  let left = 1;
  beforeCall = (id) => {
    if (id === stepId && left-- > 0) bench.lambda.addFault(fault);
  };
}

interface Case {
  title: string;
  stepId: string;
  operation: string;
  fields: Record<string, unknown>;
  newCode: boolean;
  exists: boolean;
  versions: string[];
  live: string;
}
const cases: Case[] = [
  {
    title: 'creating',
    stepId: 'create',
    operation: 'CreateFunction',
    fields: {},
    newCode: false,
    exists: false,
    versions: ['$LATEST', '1'],
    live: '1',
  },
  {
    title: 'creating without publishing',
    stepId: 'create',
    operation: 'CreateFunction',
    fields: { publish: false },
    newCode: false,
    exists: false,
    versions: ['$LATEST'],
    live: '$LATEST',
  },
  {
    title: 'creating an alias',
    stepId: 'alias:live',
    operation: 'CreateAlias',
    fields: {},
    newCode: false,
    exists: false,
    versions: ['$LATEST', '1'],
    live: '1',
  },
  {
    title: 'updating code and publishing at once',
    stepId: 'code',
    operation: 'UpdateFunctionCode',
    fields: {},
    newCode: true,
    exists: true,
    versions: ['$LATEST', '1', '2'],
    live: '1',
  },
  {
    title: 'updating code alone',
    stepId: 'code',
    operation: 'UpdateFunctionCode',
    fields: { publish: false },
    newCode: true,
    exists: true,
    versions: ['$LATEST', '1'],
    live: '1',
  },
  {
    title: 'updating the configuration',
    stepId: 'configuration',
    operation: 'UpdateFunctionConfiguration',
    fields: { memorySize: 512, envVariables: { LEVEL: '1' } },
    newCode: true,
    exists: true,
    versions: ['$LATEST', '1', '2'],
    live: '1',
  },
  {
    title: 'publishing',
    stepId: 'publish',
    operation: 'PublishVersion',
    fields: { memorySize: 512 },
    newCode: false,
    exists: true,
    versions: ['$LATEST', '1', '2'],
    live: '1',
  },
  {
    title: 'publishing nothing new',
    stepId: 'publish',
    operation: 'PublishVersion',
    fields: {},
    newCode: false,
    exists: true,
    versions: ['$LATEST', '1'],
    live: '1',
  },
  {
    title: 'moving an alias',
    stepId: 'alias:live',
    operation: 'UpdateAlias',
    fields: { aliasRouting: 'newVersion' },
    newCode: true,
    exists: true,
    versions: ['$LATEST', '1', '2'],
    live: '2',
  },
];

describe.each(cases)('$title', (each) => {
  async function arrange(): Promise<void> {
    if (each.exists) await deploy({}, 'yesterday');
    if (each.newCode) await bench.putCode('checkout.zip', 'two');
  }

  it.each<[string, FaultKind]>([
    ['carried out, with the answer lost', { kind: 'dropAfter' }],
    ['lost on the way', { kind: 'dropBefore' }],
    ['throttled', { kind: 'throttle' }],
    ['failed by AWS', { kind: 'error5xx' }],
  ])('has the same result if the call is %s', async (_title, fault) => {
    await arrange();
    disturb(each.stepId, { ...fault, operation: each.operation });

    const outcome = await deploy(each.fields);

    expect(outcome.failure).toBeUndefined();
    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.steps.find((step) => step.id === each.stepId)?.attempts).toBe(2);
    expect(await versions()).toEqual(each.versions);
    expect(
      (await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }))).FunctionVersion,
    ).toBe(each.live);
    expect(outcome.outputs['versionId']).toBe(each.fields['publish'] === false ? '$LATEST' : each.versions.at(-1));
  });
});

it('does not say reused about a version that it published itself and whose response was lost', async () => {
  await deploy({}, 'yesterday');
  disturb('publish', { kind: 'dropAfter', operation: 'PublishVersion' });

  const outcome = await deploy({ memorySize: 512 });

  expect(outcome.outputs).toMatchObject({ versionId: '2', versionReused: false });
  expect(outcome.progress).toBe('Published v2 and left live at v1 100%');
});

it('says reused about an unchanged version although the response was lost', async () => {
  await deploy({}, 'yesterday');
  disturb('publish', { kind: 'dropAfter', operation: 'PublishVersion' });

  const outcome = await deploy();

  expect(outcome.outputs).toMatchObject({ versionId: '1', versionReused: true });
});

it('does not publish a configuration that someone else has just changed', async () => {
  await deploy({}, 'yesterday');
  beforeCall = async (stepId) => {
    if (stepId !== 'publish') return;
    beforeCall = () => undefined;
    await bench.aws.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'checkout', MemorySize: 1024 }));
    bench.skip(40);
  };

  const outcome = await deploy({ memorySize: 512 });

  expect(outcome.failure).toMatchObject({ code: 'foreignChange' });
  expect(await versions()).toEqual(['$LATEST', '1']);
});

it('is not confused by a version that someone else publishes from the same head', async () => {
  await deploy({}, 'yesterday');
  beforeCall = async (stepId) => {
    if (stepId !== 'publish') return;
    beforeCall = () => undefined;
    await bench.aws.send(new PublishVersionCommand({ FunctionName: 'checkout' }));
  };

  const outcome = await deploy({ memorySize: 512 });

  expect(outcome).toMatchObject({ status: 'SUCCEEDED', candidate: { version: '2' } });
  expect(await versions()).toEqual(['$LATEST', '1', '2']);
});

describe('a tag that someone else sets in the middle', () => {
  const tagBefore = (wanted: string): void => {
    beforeCall = async (stepId) => {
      if (stepId !== wanted) return;
      beforeCall = () => undefined;
      await bench.aws.send(
        new TagResourceCommand({
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:checkout',
          Tags: { scanned: 'today' },
        }),
      );
    };
  };

  it.each([
    ['configuration', { memorySize: 512 }],
    ['code', { memorySize: 512, s3key: 'new.zip' }],
    ['code', { s3key: 'new.zip' }],
    ['publish', { memorySize: 512 }],
  ])('does not fail the stage before its step %s (%j)', async (stepId, more) => {
    await deploy({}, 'yesterday');
    await bench.putCode('new.zip', 'two');
    tagBefore(stepId);

    const outcome = await deploy(more);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', candidate: { version: '2' } });
    expect(outcome.outputs).toMatchObject({ versionReused: false });
    expect(await versions()).toEqual(['$LATEST', '1', '2']);
  });

  it('is not taken for a publication', async () => {
    await deploy({}, 'yesterday');
    // Without an alias, the plan doesn't know the newest version.
    await bench.aws.send(new DeleteAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
    tagBefore('publish');

    const outcome = await deploy();

    expect(outcome.outputs).toMatchObject({ versionId: '1', versionReused: true });
  });

  it('does not hide that someone else changes the code', async () => {
    await deploy({}, 'yesterday');
    await bench.putCode('new.zip', 'two');
    await bench.putCode('theirs.zip', 'three');
    beforeCall = async (stepId) => {
      if (stepId !== 'code') return;
      beforeCall = () => undefined;
      await bench.aws.send(
        new UpdateFunctionCodeCommand({ FunctionName: 'checkout', S3Bucket: 'builds', S3Key: 'theirs.zip' }),
      );
      bench.skip(40);
    };

    const outcome = await deploy({ s3key: 'new.zip' });

    expect(outcome.failure).toMatchObject({ code: 'foreignChange' });
  });
});

it('publishes only the expected code, even if the object is overwritten at the last moment', async () => {
  const { codeSha256 } = (await deploy({}, 'yesterday')).outputs;
  await bench.putCode('new.zip', 'two');
  await deploy({ s3key: 'new.zip', publish: false }, 'somebody');
  beforeCall = async (stepId) => {
    if (stepId === 'code') await bench.putCode('checkout.zip', 'three');
  };

  const outcome = await deploy({ codeSha256 });

  expect(outcome.failure).toMatchObject({ code: 'codeMismatch' });
  expect(await versions()).toEqual(['$LATEST', '1']);
});

describe('a stage that is stopped', () => {
  it('reverts the alias that it moved, and leaves the version', async () => {
    await deploy({}, 'yesterday');
    await bench.putCode('checkout.zip', 'two');
    const id = await bench.begin(
      TYPE,
      { ...fields, aliases: ['live', 'zeta'], aliasRouting: 'newVersion' },
      { executionId: 'today', stageId: 'cancelled' },
    );
    beforeCall = async (stepId) => {
      if (stepId === 'alias:live') await bench.engine.cancel('cancelled', 1);
    };

    const outcome = await bench.ended(id);

    expect(outcome.status).toBe('CANCELED');
    expect(outcome.progress).toContain('live is back at v1 100%. v2 was published and has not been removed.');
    expect(
      (await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }))).FunctionVersion,
    ).toBe('1');
    expect(await versions()).toEqual(['$LATEST', '1', '2']);
  });

  it('continues with the version that it published if it is restarted in the same execution', async () => {
    await deploy({}, 'yesterday');
    await bench.putCode('checkout.zip', 'two');
    const first = await bench.run(TYPE, fields, { executionId: 'today', stageId: 'deploy', attempt: 1 });

    const second = await bench.run(TYPE, fields, { executionId: 'today', stageId: 'deploy', attempt: 2 });

    expect([first.candidate?.version, second.candidate?.version]).toEqual(['2', '2']);
    expect(second.progress).toBe('Nothing changed: v2 already has this code and configuration');
    expect(await versions()).toEqual(['$LATEST', '1', '2']);
  });

  it('is rejected if it is restarted with other code while its candidate serves', async () => {
    await deploy({}, 'yesterday');
    await bench.putCode('checkout.zip', 'two');
    await bench.run(
      TYPE,
      { ...fields, aliasRouting: 'newVersion' },
      { executionId: 'today', stageId: 'deploy', attempt: 1 },
    );
    await bench.putCode('checkout.zip', 'three');

    const again = await bench.run(TYPE, fields, { executionId: 'today', stageId: 'deploy', attempt: 2 });

    expect(again.failure).toMatchObject({ code: 'protectedVersion' });
    expect(await versions()).toEqual(['$LATEST', '1', '2']);
  });
});

import {
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { actionsOfCalls, listedActions } from '../../testing/iamActions';
import { ROLE, startBench, type StageBench } from '../../testing/stageBench';
import { updateCodeExamples } from './examples';
import { updateCodeStage } from './index';

const TYPE = 'Aws.LambdaUpdateCodeStage';
const code = { s3bucket: 'builds', s3key: 'checkout.zip' };

let dropAfterIntent: string | undefined;
let bench: StageBench;
beforeEach(async () => {
  dropAfterIntent = undefined;
  bench = await startBench({
    engine: {
      onCheckpoint(point, stepId) {
        if (point !== 'afterIntent' || stepId !== dropAfterIntent) return;
        dropAfterIntent = undefined;
        bench.lambda.addFault({
          kind: 'dropAfter',
          operation: stepId === 'code' ? 'UpdateFunctionCode' : 'PublishVersion',
        });
      },
    },
  });
  await bench.putCode('checkout.zip', 'one');
  await bench.run(
    'Aws.LambdaDeploymentStage',
    {
      ...code,
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      role: ROLE,
      publish: true,
      aliases: ['live'],
      memorySize: 512,
      envVariables: { LEVEL: 'info' },
    },
    { executionId: 'terraform' },
  );
  bench.lambda.clearCalls();
});
afterEach(async () => {
  await bench.close();
});

const update = (fields: Record<string, unknown> = {}): Promise<Outcome> =>
  bench.run(TYPE, { ...code, publish: true, ...fields }, { executionId: 'today' });
const versions = async (): Promise<string[]> =>
  ((await bench.aws.send(new ListVersionsByFunctionCommand({ FunctionName: 'checkout' }))).Versions ?? []).map(
    (version) => version.Version ?? '',
  );

it('publishes new code, and touches no setting and no alias', async () => {
  await bench.putCode('checkout.zip', 'two');

  const outcome = await update();

  expect(outcome).toMatchObject({
    status: 'SUCCEEDED',
    progress: 'Published v2 and left live at v1 100%',
    candidate: { version: '2' },
    outputs: {
      versionId: '2',
      functionVersion: '2',
      functionARN: expect.stringMatching(/:checkout:2$/),
      functionName: 'checkout',
      lambdaCreated: false,
      versionReused: false,
    },
  });
  expect(bench.mutations()).toEqual(['UpdateFunctionCode', 'UpdateFunctionCode', 'PublishVersion']);
  expect(
    await bench.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout', Qualifier: '2' })),
  ).toMatchObject({ MemorySize: 512, Environment: { Variables: { LEVEL: 'info' } } });
  expect((await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }))).FunctionVersion).toBe(
    '1',
  );
});

it('takes the snapshot of every alias that macros and reverts are based on', async () => {
  await bench.putCode('checkout.zip', 'two');

  await update();

  const pins = await bench.database.selectFrom('pins').selectAll().where('execution_id', '=', 'today').execute();
  expect(Object.fromEntries(pins.map((pin) => [`${pin.kind} ${pin.alias_name}`, pin.value]))).toEqual({
    'candidate ': expect.stringMatching(
      /^{"version":"2","publishedAt":".+","codeSha256":".+","stageIds":\[".+"\],"isPublished":true}$/,
    ) as string,
    'baseline live': '{"version":"1"}',
    'firstRouting live': '{"routing":{"mainVersion":"1"}}',
  });
});

it('reuses the version that has the code', async () => {
  const outcome = await update();

  expect(outcome).toMatchObject({
    status: 'SUCCEEDED',
    progress: 'Nothing changed: v1 already has this code',
    candidate: { version: '1' },
    outputs: { versionId: '1', versionReused: true },
  });
  expect(await versions()).toEqual(['$LATEST', '1']);
});

it('without publish changes only the head', async () => {
  await bench.putCode('checkout.zip', 'two');

  const outcome = await update({ publish: false });

  expect(outcome).toMatchObject({
    progress: 'Updated the code of checkout without publishing',
    outputs: { versionId: '$LATEST' },
  });
  expect(await versions()).toEqual(['$LATEST', '1']);
});

it('says so if there is nothing to do without publish', async () => {
  expect((await update({ publish: false })).progress).toBe('Nothing changed: checkout already has this code');
});

it.each([
  ['code', 'two', ['$LATEST', '1', '2']],
  ['publish', 'one', ['$LATEST', '1']],
])('does not act twice if the response of its step %s is lost', async (stepId, label, expected) => {
  await bench.putCode('checkout.zip', label);
  dropAfterIntent = stepId;

  const outcome = await update();

  expect(outcome.status).toBe('SUCCEEDED');
  expect(outcome.steps.find((step) => step.id === stepId)?.attempts).toBe(2);
  expect(await versions()).toEqual(expected);
});

it.each<[string, Record<string, unknown>, string]>([
  ['a missing object', { s3key: 'gone.zip' }, 'codeNotFound'],
  ['a hash that does not hold', { codeSha256: `${'A'.repeat(43)}=` }, 'codeMismatch'],
])('changes nothing for %s', async (_title, fields, errorCode) => {
  const outcome = await update(fields);

  expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: errorCode } });
  expect(await versions()).toEqual(['$LATEST', '1']);
});

it('does not create a function', async () => {
  await bench.aws.send(new DeleteFunctionCommand({ FunctionName: 'checkout' }));

  const outcome = await update();

  expect(outcome.failure).toMatchObject({ code: 'functionNotFound' });
});

it('names the code that it leaves in the head if AWS cannot finish the update', async () => {
  await bench.putCode('checkout.zip', 'two');
  bench.lambda.addFault({ kind: 'settleFailed', operation: 'UpdateFunctionCode', reason: 'Out of space.', times: 2 });

  const outcome = await update({ publish: false });

  expect(outcome.failure).toMatchObject({
    code: 'settleFailed',
    restored: "The unpublished head keeps this stage's Code; no version was published.",
  });
});

it.each(updateCodeExamples.map(({ title, stage }) => [title, stage] as const))(
  'runs its example: %s',
  async (_title, stage) => {
    await bench.putCode('checkout.zip', 'two');

    const { type: _type, ...fields } = stage;

    expect((await bench.run(TYPE, fields)).status).toBe('SUCCEEDED');
  },
);

it('makes only calls that its list of IAM actions allows', async () => {
  await bench.putCode('checkout.zip', 'two');

  await update();
  await update();

  const called = bench.lambda.calls().filter((call) => call.service === 'lambda');
  const listed = listedActions(updateCodeStage);
  const made = actionsOfCalls(called.map((call) => call.operation));
  expect(made.filter((action) => !listed.includes(action))).toEqual([]);
});

import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { textAt } from '../orca-contract/replayExchange';
import { LOCKED_ROLE } from '../process/support/sidecarSettings';
import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { expectNoSecrets, lookAtAws } from './expectClear';
import { STAGE_FIELDS, TYPES, type StageName } from './stageFields';

let sidecar: TestSidecar;
let executionNumber = 0;

beforeAll(async () => {
  sidecar = await startTestSidecar({ configuration: { timing: { iamPropagationSeconds: 1 } } });
  await sidecar.putCode('v1.zip', 'one');
  await sidecar.putCode('v2.zip', 'two');
  await sidecar.lambda.putObject({ bucket: 'far', key: 'v2.zip', body: 'far', region: 'eu-west-1' });
  await sidecar.run({
    type: TYPES.deployment,
    executionId: 'before',
    context: { ...STAGE_FIELDS[TYPES.deployment], s3key: 'v1.zip', aliases: ['live'] },
  });
  await sidecar.run({
    type: TYPES.deployment,
    executionId: 'before',
    context: { ...STAGE_FIELDS[TYPES.deployment], functionName: 'unpublished', s3key: 'v1.zip', publish: false },
  });
});
afterAll(async () => {
  await sidecar.close();
});

/** Runs a stage in its own execution. */
const run = (name: StageName, change: Record<string, unknown>): Promise<Outcome> =>
  sidecar.run({
    type: TYPES[name],
    executionId: `execution-${++executionNumber}`,
    context: { ...STAGE_FIELDS[TYPES[name]], ...change },
    allowedAccounts: ['local', 'locked'],
  });

const NOTHING = 'checkout · local / us-east-1';

describe('stages that are accepted but cannot work end as TERMINAL with what, where and a remedy, and nothing is changed in AWS', () => {
  it.each<[string, StageName, Record<string, unknown>, { code: string; what: RegExp; where?: RegExp; next: RegExp }]>([
    [
      'an account whose role cannot be assumed',
      'deployment',
      { account: 'locked' },
      {
        code: 'roleNotAssumable',
        what: /^The sidecar cannot assume role arn:aws:iam::123456789012:role\/locked of account locked\.$/,
        where: /locked/,
        next: /trust policy names the sidecar's own role/,
      },
    ],
    [
      'an account whose role cannot be assumed, when only reading',
      'invoke',
      { account: 'locked' },
      { code: 'roleNotAssumable', what: /cannot assume role/, where: /locked/, next: /trust policy/ },
    ],
    [
      'an execution role that Lambda cannot assume, for a new function',
      'deployment',
      { functionName: 'other', role: LOCKED_ROLE },
      {
        code: 'roleNotAssumable',
        what: /^Lambda cannot assume the execution role arn:aws:iam::123456789012:role\/locked\.$/,
        where: /other/,
        next: /trust policy lets lambda\.amazonaws\.com assume it/,
      },
    ],
    [
      'an execution role that Lambda cannot assume, for a function that exists',
      'deployment',
      { s3key: 'v1.zip', role: LOCKED_ROLE },
      {
        code: 'roleNotAssumable',
        what: /^Lambda cannot assume the execution role/,
        next: /trust policy lets lambda\.amazonaws\.com assume it/,
      },
    ],
    [
      'such a role together with new code',
      'deployment',
      { role: LOCKED_ROLE },
      {
        code: 'roleNotAssumable',
        what: /^Lambda cannot assume the execution role/,
        next: /trust policy lets lambda\.amazonaws\.com assume it/,
      },
    ],
    [
      'a missing bucket',
      'deployment',
      { s3bucket: 'nobucket' },
      {
        code: 'codeNotFound',
        what: /^Bucket nobucket does not exist\.$/,
        where: /^s3:\/\/nobucket\/v2\.zip/,
        next: /Check the bucket, key and region/,
      },
    ],
    [
      'a missing bucket, for a new function',
      'deployment',
      { functionName: 'other', s3bucket: 'nobucket' },
      {
        code: 'codeNotFound',
        what: /^Bucket nobucket does not exist\.$/,
        where: /^s3:\/\/nobucket\/v2\.zip/,
        next: /Check the bucket, key and region/,
      },
    ],
    [
      'a missing object',
      'deployment',
      { s3key: 'no.zip' },
      {
        code: 'codeNotFound',
        what: /^Bucket builds has no object no\.zip\.$/,
        where: /^s3:\/\/builds\/no\.zip/,
        next: /the build uploaded the object/,
      },
    ],
    [
      'a missing object, for a new function',
      'deployment',
      { functionName: 'other', s3key: 'no.zip' },
      {
        code: 'codeNotFound',
        what: /^Bucket builds has no object no\.zip\.$/,
        where: /^s3:\/\/builds\/no\.zip/,
        next: /the build uploaded the object/,
      },
    ],
    [
      'a missing object of Update Code',
      'updateCode',
      { s3key: 'no.zip' },
      {
        code: 'codeNotFound',
        what: /^Bucket builds has no object no\.zip\.$/,
        where: /^s3:\/\/builds\/no\.zip/,
        next: /the build uploaded the object/,
      },
    ],
    [
      'a missing version of an object',
      'updateCode',
      { s3ObjectVersion: 'none' },
      {
        code: 'codeNotFound',
        what: /^Object v2\.zip in bucket builds has no such version\.$/,
        where: /^s3:\/\/builds\/v2\.zip/,
        next: /Check the bucket, key and region/,
      },
    ],
    [
      'a bucket in another region',
      'updateCode',
      { s3bucket: 'far' },
      {
        code: 'codeNotFound',
        what: /^Bucket far is in eu-west-1, not in the region of the function/,
        where: /^s3:\/\/far\/v2\.zip/,
        next: /Upload the zip to a bucket in the function's region/,
      },
    ],
    [
      'code with a different hash than expected',
      'deployment',
      { codeSha256: `${'A'.repeat(43)}=` },
      {
        code: 'codeMismatch',
        what: /^The code's SHA-256 is \S{44}, but codeSha256 says A{43}=\.$/,
        next: /Check which build uploaded the object; nothing was published/,
      },
    ],
    [
      'a missing function for Update Code',
      'updateCode',
      { functionName: 'other' },
      {
        code: 'functionNotFound',
        what: /^Function other does not exist, and this stage only changes code\.$/,
        where: /other/,
        next: /deploy the function first/,
      },
    ],
    [
      'a missing function for Route',
      'route',
      { functionName: 'other' },
      {
        code: 'functionNotFound',
        what: /^Function other does not exist\.$/,
        where: /other/,
        next: /deploy the function first/,
      },
    ],
    [
      'a missing function for Invoke',
      'invoke',
      { functionName: 'other' },
      {
        code: 'functionNotFound',
        what: /^Function other does not exist\.$/,
        where: /other/,
        next: /deploy the function first/,
      },
    ],
    [
      'a missing function for Delete',
      'delete',
      { functionName: 'other' },
      {
        code: 'functionNotFound',
        what: /^Function other does not exist\.$/,
        where: /other/,
        next: /deploy the function first/,
      },
    ],
    [
      'a function in another region',
      'invoke',
      { region: 'eu-west-1' },
      {
        code: 'functionNotFound',
        what: /^Function checkout does not exist\.$/,
        where: /eu-west-1/,
        next: /Check functionName, account and region/,
      },
    ],
    [
      'a missing alias',
      'invoke',
      { aliasName: 'nope' },
      {
        code: 'aliasNotFound',
        what: /^Alias nope of checkout does not exist\.$/,
        next: /Check aliasName, or create the alias/,
      },
    ],
    [
      'a missing version for Route',
      'route',
      { versionNameA: '99' },
      { code: 'versionNotFound', what: /^There is no version 99, only v1\.$/, next: /Choose a version that exists/ },
    ],
    [
      'a missing version under $PROVIDED',
      'route',
      { versionNameA: '$PROVIDED', versionNumberA: '99' },
      { code: 'versionNotFound', what: /^There is no version 99, only v1\.$/, next: /Choose a version that exists/ },
    ],
    [
      'a missing version for Invoke',
      'invoke',
      { aliasName: undefined, version: '99' },
      {
        code: 'versionNotFound',
        what: /^There is no version 99, only v1\.$/,
        next: /Choose a version that exists/,
      },
    ],
    [
      'a missing version for a Delete that must delete',
      'delete',
      { version: '99', failIfNothingToDelete: true },
      {
        code: 'nothingToDelete',
        what: /there is no v99, only v1\.$/,
        next: /Check the version, or turn off failIfNothingToDelete/,
      },
    ],
    [
      '$PREVIOUS without a previous version, for Route',
      'route',
      { versionNameA: '$PREVIOUS' },
      {
        code: 'noVersionForMacro',
        what: /^There is no previous version for live to return to\. The only version that exists is v1\.$/,
        where: /checkout:live/,
        next: /To route the alias to another version, enter its number\. On a first deployment there is no earlier version/,
      },
    ],
    [
      '$PREVIOUS without a previous version, for Invoke',
      'invoke',
      { aliasName: undefined, version: '$PREVIOUS' },
      {
        code: 'noVersionForMacro',
        what: /^There is no previous version to call\.$/,
        next: /Publish a version first, or choose another macro or a version number/,
      },
    ],
    [
      '$PREVIOUS without a previous version, for a Delete that must delete',
      'delete',
      { failIfNothingToDelete: true },
      { code: 'nothingToDelete', what: /there is no previous version\.$/, next: /turn off failIfNothingToDelete/ },
    ],
    [
      '$LATEST of a function that was never published',
      'route',
      { functionName: 'unpublished' },
      {
        code: 'noVersionForMacro',
        what: /^\$LATEST does not match any version: nothing has been published yet\.$/,
        where: /unpublished/,
        next: /Publish a version with a Deployment stage first, or enter a version number/,
      },
    ],
  ])('%s', async (_title, name, change, { code, what, where = new RegExp(NOTHING), next }) => {
    const before = await lookAtAws(sidecar);
    sidecar.lambda.clearCalls();

    const outcome = await run(name, change);
    const mutations = sidecar.mutations();

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code,
        what: expect.stringMatching(what),
        where: expect.stringMatching(where),
        next: expect.stringMatching(next),
      },
    });
    expect(outcome.progress).toContain(outcome.failure?.what);
    expect(outcome.outputs['failureMessage']).toContain(outcome.failure?.next);
    // A dry run of UpdateFunctionCode reads the hash of the code; the comparison below shows that it was a dry run.
    expect(mutations.filter((call) => call !== 'UpdateFunctionCode 200' && / 2\d\d$/.test(call))).toEqual([]);
    expect(await lookAtAws(sidecar)).toEqual(before);
    expectNoSecrets(sidecar, outcome);
  });
});

describe('a repeated request', () => {
  it('finds the same operation, running or ended, and does the work once', async () => {
    const stage = {
      type: TYPES.deployment,
      executionId: 'repeated',
      stageId: 'repeated',
      context: { ...STAGE_FIELDS[TYPES.deployment], functionName: 'repeated' },
    };
    sidecar.lambda.clearCalls();

    const together = await Promise.all([1, 2, 3].map(() => sidecar.create(stage)));
    const outcome = await sidecar.ended(textAt(together[0]?.body, 'id') ?? '');
    const later = await sidecar.create({ ...stage, context: { ...stage.context, s3key: 'v1.zip' } });

    expect(together.map((answer) => answer.httpStatus).sort()).toEqual([200, 200, 202]);
    expect(new Set([...together, later].map((answer) => textAt(answer.body, 'id'))).size).toBe(1);
    expect(later).toMatchObject({ httpStatus: 200, body: { status: 'SUCCEEDED' } });
    expect(outcome.outputs['functionVersion']).toBe('1');
    expect(sidecar.mutations()).toEqual(['CreateFunction 201', 'PublishVersion 201']);
    expectNoSecrets(sidecar, outcome, later.body);
  });
});

it('the comparisons with AWS notice a change', async () => {
  const before = await lookAtAws(sidecar);
  await sidecar.aws.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'checkout', ReservedConcurrentExecutions: 1 }),
  );
  await sidecar.run({
    type: TYPES.deployment,
    executionId: 'after',
    context: { ...STAGE_FIELDS[TYPES.deployment], memorySize: 256 },
  });

  expect(await lookAtAws(sidecar)).not.toEqual(before);
});

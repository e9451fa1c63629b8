import { textAt } from '../orca-contract/replayExchange';
import { ask, type Answer } from '../process/support/ask';
import { requestOf } from '../process/support/sidecarClient';
import { ACCOUNT_ID, TOKEN } from '../process/support/sidecarSettings';
import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { expectNoSecrets } from './expectClear';
import { SECRETS, STAGE_FIELDS, TYPES, type StageName } from './stageFields';

let sidecar: TestSidecar;
beforeAll(async () => {
  sidecar = await startTestSidecar();
  await sidecar.putCode('v2.zip', 'two');
});
afterAll(async () => {
  await sidecar.close();
});
beforeEach(() => {
  sidecar.lambda.clearCalls();
});

const create = (name: StageName, change: Record<string, unknown>, allowedAccounts?: string[]): Promise<Answer> =>
  sidecar.create({
    type: TYPES[name],
    context: { ...STAGE_FIELDS[TYPES[name]], ...change },
    stageName: 'Release',
    ...(allowedAccounts === undefined ? {} : { allowedAccounts }),
  });
const failureOf = (answer: Answer): { next?: string; code?: string } =>
  Object(Reflect.get(Object(answer.body), 'failure'));

/** The response names what is wrong and what to do, and ends the stage in Orca; AWS received nothing. */
function expectRefused(answer: Answer, expected: { httpStatus?: number; says: RegExp; next: RegExp }): void {
  expect({ httpStatus: answer.httpStatus, status: textAt(answer.body, 'status') }).toEqual({
    httpStatus: expected.httpStatus ?? 400,
    status: 'TERMINAL',
  });
  expect(textAt(answer.body, 'progress')).toMatch(expected.says);
  expect(failureOf(answer).next).toMatch(expected.next);
  expect(sidecar.lambda.calls()).toEqual([]);
  expectNoSecrets(sidecar, answer.body);
}

const CORRECT = /Correct the named fields in the stage and run it again/;

describe('fields that can never work', () => {
  it.each<[string, StageName, Record<string, unknown>, RegExp]>([
    [
      'a near-miss name',
      'deployment',
      { memorySise: 256 },
      /^The stage Release was not started: memorySise is not a field of this stage; did you mean memorySize\?$/,
    ],
    [
      'a version that a gradual rollout does not use',
      'route',
      {
        deploymentStrategy: '$GRADUAL',
        versionNameA: '2',
        versionNameB: '1',
        trafficPercentA: undefined,
        preset: 'LambdaAllAtOnce',
        healthCheck: undefined,
      },
      /versionNameB belongs to \$WEIGHTED and is not used by \$GRADUAL; choose \$WEIGHTED or remove it\.$/,
    ],
    [
      'a near-miss name with secrets in its value',
      'deployment',
      { envVariables: undefined, envVariabels: { PASSWORD: SECRETS[0] } },
      /envVariabels is not a field of this stage; did you mean envVariables\?/,
    ],
    [
      'a near-miss name inside a field',
      'deployment',
      { deadLetterConfig: { targetARN: 'x' } },
      /deadLetterConfig\.targetARN is not a known name; did you mean targetArn\?/,
    ],
    ['a missing function name', 'invoke', { functionName: undefined }, /functionName is required/],
    [
      'a missing code address',
      'updateCode',
      { s3key: undefined },
      /s3key is required: the key of the zip in its bucket \(or set codeUri\)/,
    ],
    [
      'several missing fields, all reported together',
      'deployment',
      { runtime: undefined, handler: '', role: null },
      /runtime is required.*handler is required.*role is required/,
    ],
    ['a missing strategy', 'route', { deploymentStrategy: undefined }, /deploymentStrategy is required/],
    ['a missing version to delete', 'delete', { version: undefined }, /version is required/],
    [
      'wrong types, all reported together',
      'deployment',
      { timeout: 'soon', publish: 'maybe', envVariables: [SECRETS[0]] },
      /publish must be true or false; timeout must be a whole number from 1 to 900; envVariables must be a map of names to text/,
    ],
    [
      'a fraction instead of a whole number',
      'route',
      { deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 10.5 },
      /trafficPercentA must be a whole number from 0 to 100/,
    ],
    [
      'a weight over 100',
      'route',
      { deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 101 },
      /trafficPercentA must be a whole number from 0 to 100/,
    ],
    [
      'weights that add up to more than 100',
      'route',
      { deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 60, trafficPercentB: 60 },
      /trafficPercentB is 60, but A is 60, and the two must add up to 100; leave it out/,
    ],
    [
      'a malformed role ARN',
      'deployment',
      { role: 'arn:aws:iam::12:role/x' },
      /role must be the ARN of an IAM role: arn:aws:iam::123456789012:role\/name/,
    ],
    [
      'other malformed ARNs, all reported together',
      'deployment',
      {
        deadLetterConfig: { targetArn: 'queue' },
        layers: ['arn:nope'],
        encryptionKMSKeyArn: 'key',
        triggerArns: ['arn:x'],
      },
      /layers\.0 must be the ARN of a layer version.*encryptionKMSKeyArn must be the ARN of a KMS key.*triggerArns\.0 must be the ARN of an event source.*deadLetterConfig\.targetArn must be the ARN of a queue or topic/,
    ],
    ['a region that is none', 'deployment', { region: 'mars' }, /region must be an AWS region such as us-east-1/],
    [
      'a macro that does not exist',
      'route',
      { versionNameA: '$NEWEST' },
      /versionNameA must be one of \$LATEST, \$PREVIOUS, \$OLDEST, \$PROVIDED or a version number/,
    ],
    [
      '$PROVIDED without its number',
      'route',
      { versionNameA: '$PROVIDED' },
      /versionNumberA is required with \$PROVIDED/,
    ],
    ['$MOVING without what stays', 'delete', { version: '$MOVING' }, /retentionNumber is required with \$MOVING/],
    [
      'an expression that Orca could not evaluate',
      'deployment',
      { s3key: '${trigger.artifacts[0].name}' },
      /s3key contains an expression that Orca could not evaluate/,
    ],
    [
      'what is not supported yet',
      'deployment',
      { targets: [{ region: 'us-east-1' }] },
      /targets is not supported yet; use one stage per target/,
    ],
    [
      'guards without a hold to compare in',
      'route',
      { deploymentStrategy: '$GRADUAL', steps: [{ weightPercent: 10 }], guards: [{ metric: 'errorRate' }] },
      /guards need a hold in which both versions are called/,
    ],
    [
      'decreasing weights',
      'route',
      { deploymentStrategy: '$GRADUAL', steps: [{ weightPercent: 25 }, { weightPercent: 10 }] },
      /steps\.1\.weightPercent is 10, but an earlier weight is 25/,
    ],
    [
      'holds that are longer than the stage',
      'route',
      { deploymentStrategy: '$GRADUAL', steps: [{ weightPercent: 10, holdSeconds: 7200 }] },
      /set the stage timeout to at least/,
    ],
  ])('%s', async (_title, name, change, says) => {
    const answer = await create(name, change);

    expectRefused(answer, { says, next: CORRECT });
  });
});

describe('accounts and regions', () => {
  it.each<[string, Record<string, unknown>, string[] | undefined, RegExp, RegExp]>([
    [
      'an account that the configuration does not know',
      { account: 'nowhere' },
      ['local', 'nowhere'],
      /account cannot be used: account nowhere is not in the sidecar's configuration, which has .*local/,
      /Add the account or region to the sidecar's configuration, or correct the stage/,
    ],
    [
      'a region that the configuration does not list',
      { region: 'ap-south-1' },
      ['local'],
      /region cannot be used: region ap-south-1 is not configured for account local, which has us-east-1, eu-west-1/,
      /Add the account or region to the sidecar's configuration/,
    ],
    [
      'an account that the user may not use',
      { account: 'acct1' },
      ['local'],
      /account acct1 is not among the accounts that user demo may use/,
      /Ask for access to the account in Spinnaker/,
    ],
    [
      'an account whose name is longer than that of a permitted one',
      { account: 'local' },
      ['local2', 'loca'],
      /account local is not among the accounts/,
      /Ask for access to the account in Spinnaker/,
    ],
    [
      'an execution without a list of accounts',
      {},
      [],
      /does not say which accounts user demo may use/,
      /Start the pipeline as a user/,
    ],
  ])('%s', async (_title, change, allowedAccounts, says, next) => {
    const answer = await create('deployment', change, allowedAccounts);

    expectRefused(answer, { says, next });
  });
});

describe('invalid requests', () => {
  const authorization = `Bearer ${TOKEN}`;
  const json = { authorization, 'content-type': 'application/json' };
  const valid = (): Record<string, unknown> =>
    requestOf({ type: TYPES.deployment, context: STAGE_FIELDS[TYPES.deployment] });

  it.each<[string, () => unknown, RegExp, RegExp]>([
    [
      'a body that is not JSON',
      () => '{"executionId": ',
      /^The request body is not JSON\.$/,
      /lambda-stages orca-config/,
    ],
    ['an empty body', () => '', /^The request body is empty\.$/, /lambda-stages orca-config/],
    [
      'an expression that Orca did not evaluate',
      () => '${ {"executionId": execution.id} }',
      /^The request body is an expression that Orca did not evaluate\.$/,
      /lambda-stages orca-config/,
    ],
    ['a list', () => [], /cannot be processed/, /lambda-stages orca-config/],
    [
      'no attempt',
      () => ({ ...valid(), attempt: undefined }),
      /attempt is required: the start time of the stage, as a whole number/,
      /lambda-stages orca-config/,
    ],
    [
      'an attempt that is not a number',
      () => ({ ...valid(), attempt: 'now' }),
      /attempt is required: the start time of the stage, as a whole number/,
      /lambda-stages orca-config/,
    ],
    [
      'no stage',
      () => ({ ...valid(), stageId: undefined }),
      /stageId is missing; it must be text/,
      /lambda-stages orca-config/,
    ],
    [
      'an unknown stage type',
      () => ({ ...valid(), type: 'wait' }),
      /type must be one of Aws\.LambdaDeploymentStage, /,
      /lambda-stages orca-config/,
    ],
    [
      'no context',
      () => ({ ...valid(), context: undefined }),
      /context is missing; it must be a JSON object/,
      /lambda-stages orca-config/,
    ],
  ])('%s', async (_title, body, says, next) => {
    const answer = await sidecar.post('/v1/operations', body(), json);

    expectRefused(answer, { says, next });
  });

  it('a body that is too large', async () => {
    const answer = await sidecar.post(
      '/v1/operations',
      { ...valid(), context: { ...STAGE_FIELDS[TYPES.deployment], description: 'x'.repeat(1_100_000) } },
      json,
    );

    expectRefused(answer, {
      httpStatus: 413,
      says: /larger than 1048576 bytes/,
      next: /Shorten the stage's fields, or raise limits\.bodyBytes/,
    });
  });

  it('a body that is neither JSON nor text', async () => {
    const answer = await sidecar.post('/v1/operations', valid(), { authorization, 'content-type': 'application/xml' });

    expectRefused(answer, {
      httpStatus: 415,
      says: /neither application\/json nor text\/plain/,
      next: /Content-Type: application\/json/,
    });
  });

  it.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer 0123456789abcdef-another' }],
    ['the right token with something behind it', { authorization: `Bearer ${TOKEN}x` }],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
  ])('%s: a 401 everywhere, even if the body would be rejected', async (_title, headers) => {
    const answers = await Promise.all([
      sidecar.post('/v1/operations', valid(), { ...headers, 'content-type': 'application/json' }),
      sidecar.post('/v1/operations', 'nonsense', { ...headers, 'content-type': 'application/json' }),
      sidecar.post('/v1/operations/cancel', { stageId: 'S1' }, { ...headers, 'content-type': 'application/json' }),
      ask({ method: 'GET', url: `${sidecar.address}/v1/operations/x`, headers }),
    ]);

    for (const answer of answers) expectRefused(answer, { httpStatus: 401, says: /token/i, next: /token/i });
    expect(answers.map((answer) => answer.headers['www-authenticate'])).toEqual([
      'Bearer',
      'Bearer',
      'Bearer',
      'Bearer',
    ]);
  });

  it('status of an unknown ID', async () => {
    const answer = await ask({
      method: 'GET',
      url: `${sidecar.address}/v1/operations/op-5`,
      headers: { authorization },
    });

    expectRefused(answer, { httpStatus: 404, says: /There is no operation with this ID/, next: /Run the stage again/ });
  });
});

describe('cancels that name nothing running are a 200 and change nothing', () => {
  const json = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

  it.each<[string, unknown, Record<string, string>, RegExp]>([
    [
      'an unknown operation',
      { executionId: 'e', stageId: 'never-seen', attempt: 1 },
      json,
      /There is no operation for this stage, so nothing was changed/,
    ],
    [
      'the raw, unevaluated body',
      '${ {"executionId": execution.id, "stageId": #currentStage().id, "attempt": #currentStage().startTime} }',
      { ...json, 'content-type': 'text/plain;charset=ISO-8859-1' },
      /does not name a stage, so nothing was changed/,
    ],
    ['the raw body labelled as JSON', '${ {"executionId": execution.id} }', json, /does not name a stage/],
    ['no body', '', json, /does not name a stage/],
  ])('%s', async (_title, body, headers, says) => {
    const answer = await sidecar.post('/v1/operations/cancel', body, headers);

    expect(answer.httpStatus).toBe(200);
    expect(answer.body).toMatchObject({ status: 'CANCELED', progress: expect.stringMatching(says) });
    expect(sidecar.lambda.calls()).toEqual([]);
  });

  it('an operation that has ended', async () => {
    const stage = {
      type: TYPES.deployment,
      context: { ...STAGE_FIELDS[TYPES.deployment], role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout` },
      stageId: 'ended',
    };
    const before = await sidecar.run(stage);
    sidecar.lambda.clearCalls();

    const answer = await sidecar.post('/v1/operations/cancel', {
      executionId: 'execution-1',
      stageId: 'ended',
      attempt: 1,
    });

    expect(answer.httpStatus).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'SUCCEEDED',
      progress: expect.stringMatching(/had already ended, so nothing was changed/),
    });
    expect(await sidecar.poll(before.id)).toEqual(before);
    expect(sidecar.lambda.calls()).toEqual([]);
  });
});

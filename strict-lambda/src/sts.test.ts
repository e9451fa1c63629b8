import { GetFunctionCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createActive, startTestLambda, type TestLambda } from './testing/startTestLambda';

describe('STS and identity', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda({
      accounts: ['123456789012', '210987654321'],
      notAssumableRoles: ['forbidden'],
      regions: ['us-east-1', 'eu-west-1'],
    });
  });
  afterAll(() => aws.close());

  const assume = (roleArn: string) =>
    aws.sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'pipeline-42' }));

  it('issues credentials whose requests act in the account of the role', async () => {
    await createActive(aws.lambda, 'here');
    const assumed = await assume('arn:aws:iam::210987654321:role/deployer');
    const {
      AccessKeyId: accessKeyId = '',
      SecretAccessKey: secretAccessKey = '',
      SessionToken: sessionToken = '',
    } = assumed.Credentials ?? {};
    const there = aws.lambdaAs({ accessKeyId, secretAccessKey, sessionToken });
    const sts = new STSClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      maxAttempts: 1,
    });

    const listed = await there.send(new ListFunctionsCommand({}));
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();

    expect(listed.Functions).toEqual([]);
    expect(identity).toMatchObject({
      Account: '210987654321',
      Arn: 'arn:aws:sts::210987654321:assumed-role/deployer/pipeline-42',
    });
    expect(assumed.AssumedRoleUser?.Arn).toBe('arn:aws:sts::210987654321:assumed-role/deployer/pipeline-42');
    await expect(
      there.send(new GetFunctionCommand({ FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:here' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
  });

  it.each([
    ['a role on the list of those not assumable', 'arn:aws:iam::123456789012:role/forbidden'],
    ['a role of an unknown account', 'arn:aws:iam::999999999999:role/deployer'],
  ])('rejects %s', async (_what, roleArn) => {
    await expect(assume(roleArn)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('rejects a malformed role', async () => {
    await expect(assume('arn:aws:iam::123:role/short-account-number')).rejects.toMatchObject({
      message: expect.stringContaining("at 'roleArn' failed to satisfy constraint") as string,
    });
  });

  it('treats callers without a session as the default account', async () => {
    const identity = await aws.sts.send(new GetCallerIdentityCommand({}));

    expect(identity.Account).toBe('123456789012');
  });

  it.each([
    ['210987654321', '210987654321'],
    ['999999999999', '123456789012'],
  ])('lets the access key %s act in the account %s', async (accessKeyId, account) => {
    const sts = new STSClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey: 'x' },
    });

    const identity = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();

    expect(identity.Account).toBe(account);
  });

  it('rejects requests without credentials, and regions that do not exist', async () => {
    const unsigned = await fetch(`${aws.url}/2015-03-31/functions`);
    const nowhere = aws
      .lambdaAs({ accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' }, 'mars-north-1')
      .send(new ListFunctionsCommand({}));

    expect(unsigned.status).toBe(403);
    expect(unsigned.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    await expect(nowhere).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  });
});

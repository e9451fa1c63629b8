import {
  CreateAliasCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetProvisionedConcurrencyConfigCommand,
  ListProvisionedConcurrencyConfigsCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { eventually } from './testing/eventually';
import { createActive, labelled, startTestLambda, untilActive, type TestLambda } from './testing/startTestLambda';

describe('concurrency', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
  });
  afterAll(() => aws.close());
  afterEach(() => aws.setSettleDelayMs(0));

  let made = 0;
  const makeWithAlias = async (): Promise<string> => {
    made += 1;
    const name = `sized${made}`;
    await createActive(aws.lambda, name, { Publish: true });
    const second = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: labelled('two'), Publish: true }),
    );
    await untilActive(aws.lambda, name, second.Version);
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));
    return name;
  };
  const provision = (name: string, qualifier: string, executions = 2) =>
    aws.lambda.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName: name,
        Qualifier: qualifier,
        ProvisionedConcurrentExecutions: executions,
      }),
    );
  const read = (name: string, qualifier: string) =>
    aws.lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier: qualifier }));

  it('reserves, reads and frees a function’s concurrency', async () => {
    const name = await makeWithAlias();

    const put = await aws.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 5 }),
    );
    const account = await aws.lambda.send(new GetAccountSettingsCommand({}));
    const got = await aws.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name }));
    await aws.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: name }));
    const freed = await aws.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name }));

    expect([
      put.ReservedConcurrentExecutions,
      got.ReservedConcurrentExecutions,
      freed.ReservedConcurrentExecutions,
    ]).toEqual([5, 5, undefined]);
    expect(account.AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 995 });
  });

  it('leaves 100 of the account unreserved and only reserves for whole functions', async () => {
    const name = await makeWithAlias();

    const tooMuch = aws.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 901 }),
    );
    await expect(tooMuch).rejects.toMatchObject({
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    const qualified = aws.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: `${name}:live`, ReservedConcurrentExecutions: 1 }),
    );

    await expect(qualified).rejects.toMatchObject({
      message: expect.stringContaining('Aliases and versions do not support this operation') as string,
    });
  });

  it('provisions an alias: IN_PROGRESS, then READY', async () => {
    const name = await makeWithAlias();
    aws.setSettleDelayMs(60);

    const put = await provision(name, 'live');
    const got = await eventually('the provisioned concurrency', async () => {
      const found = await read(name, 'live');
      return found.Status !== 'IN_PROGRESS' && found;
    });
    const listed = await aws.lambda.send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName: name }));

    expect(put).toMatchObject({
      Status: 'IN_PROGRESS',
      RequestedProvisionedConcurrentExecutions: 2,
      AvailableProvisionedConcurrentExecutions: 0,
    });
    expect(got).toMatchObject({ Status: 'READY', AvailableProvisionedConcurrentExecutions: 2 });
    expect(listed.ProvisionedConcurrencyConfigs).toMatchObject([
      { FunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}:live` },
    ]);
  });

  it('moves provisioned concurrency with its alias', async () => {
    const name = await makeWithAlias();
    await provision(name, 'live');
    await read(name, 'live');
    aws.setSettleDelayMs(60_000);

    await aws.lambda.send(new UpdateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '2' }));
    const moving = await read(name, 'live');

    expect(moving).toMatchObject({
      Status: 'IN_PROGRESS',
      RequestedProvisionedConcurrentExecutions: 2,
      AvailableProvisionedConcurrentExecutions: 2,
    });
    await expect(read(name, '1')).rejects.toMatchObject({
      name: 'ProvisionedConcurrencyConfigNotFoundException',
      message: 'No Provisioned Concurrency Config found for this function',
    });
  });

  it('rejects provisioning $LATEST, a weighted alias, and a version together with its alias', async () => {
    const name = await makeWithAlias();

    await expect(provision(name, '$LATEST')).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
    });
    await provision(name, '1');
    await expect(provision(name, 'live')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    });
    await aws.lambda.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier: '1' }));
    await provision(name, 'live');
    await expect(provision(name, '1')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Version is pointed by a Provisioned Concurrency alias',
    });
    await aws.lambda.send(
      new UpdateAliasCommand({
        FunctionName: name,
        Name: 'live',
        RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } },
      }),
    );

    await expect(provision(name, 'live', 3)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Alias with weights can not be used with Provisioned Concurrency',
    });
  });

  it('keeps provisioned concurrency within the reservation', async () => {
    const name = await makeWithAlias();
    await aws.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 2 }));
    await provision(name, 'live', 2);

    await expect(provision(name, '2', 1)).rejects.toMatchObject({
      message:
        'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
    });
    const lower = aws.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 1 }),
    );

    await expect(lower).rejects.toMatchObject({
      message:
        " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
    });
  });

  it.each([
    [
      'a missing alias',
      'absent',
      'Cannot find alias arn: arn:aws:lambda:us-east-1:123456789012:function:sized1:absent',
    ],
    ['a missing version', '99', 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:sized1:99'],
  ])('reports %s', async (_what, qualifier, message) => {
    await expect(provision('sized1', qualifier)).rejects.toMatchObject({ name: 'ResourceNotFoundException', message });
  });
});

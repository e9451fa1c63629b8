import {
  CreateFunctionCommand,
  InvokeCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { createActive, labelled, role, startTestLambda, type TestLambda } from './testing/startTestLambda';

describe('newer parts of the API', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
    await createActive(aws.lambda, 'known');
  });
  afterAll(() => aws.close());

  it.each<[string, Partial<CreateFunctionCommandInput>]>([
    ['TenancyConfig', { TenancyConfig: { TenantIsolationMode: 'PER_TENANT' } }],
    ['DurableConfig', { DurableConfig: { ExecutionTimeout: 60 } }],
    [
      'CapacityProviderConfig',
      { CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'any' } } },
    ],
    ['PublishTo', { PublishTo: 'LATEST_PUBLISHED' }],
    ['CodeSigningConfigArn', { CodeSigningConfigArn: 'any' }],
    ['Code.SourceKMSKeyArn', { Code: { ZipFile: labelled('one'), SourceKMSKeyArn: 'any' } }],
  ])('refuses a function with %s instead of dropping it', async (field, input) => {
    const creation = aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'unknown',
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: labelled('one') },
        ...input,
      }),
    );

    await expect(creation).rejects.toMatchObject(unsupported(field));
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'SourceKMSKeyArn',
      () =>
        aws.lambda.send(
          new UpdateFunctionCodeCommand({ FunctionName: 'known', ZipFile: labelled('two'), SourceKMSKeyArn: 'any' }),
        ),
    ],
    [
      'PublishTo',
      () => aws.lambda.send(new PublishVersionCommand({ FunctionName: 'known', PublishTo: 'LATEST_PUBLISHED' })),
    ],
    ['DurableConfig', () => configure({ DurableConfig: { ExecutionTimeout: 60 } })],
    [
      'CapacityProviderConfig',
      () =>
        configure({
          CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'any' } },
        }),
    ],
    ['TenantId', () => aws.lambda.send(new InvokeCommand({ FunctionName: 'known', TenantId: 'one' }))],
    [
      'DurableExecutionName',
      () => aws.lambda.send(new InvokeCommand({ FunctionName: 'known', DurableExecutionName: 'one' })),
    ],
  ])('refuses a call with %s', async (field, call) => {
    await expect(call()).rejects.toMatchObject(unsupported(field));
  });

  const configure = (input: Partial<UpdateFunctionConfigurationCommandInput>) =>
    aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'known', ...input }));
  const unsupported = (field: string) => ({
    name: 'InvalidParameterValueException',
    message: `${field} is not supported yet by this emulator.`,
  });
});

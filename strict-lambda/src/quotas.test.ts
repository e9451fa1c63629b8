import {
  GetAliasCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListAliasesCommand,
} from '@aws-sdk/client-lambda';
import { QuotaMeter } from './quotas';
import { createActive, startTestLambda, type TestLambda } from './testing/startTestLambda';

describe('quotas', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
    await createActive(aws.lambda, 'busy');
  });
  afterAll(() => aws.close());

  it('shares one pool among control-plane calls and keeps GetFunction, GetPolicy and Invoke apart', async () => {
    aws.configure({ quotas: { controlPlane: 1, getFunction: 1, getPolicy: 1 } });
    await aws.lambda.send(new ListAliasesCommand({ FunctionName: 'busy' }));

    const throttled = aws.lambda.send(new GetAliasCommand({ FunctionName: 'busy', Name: 'x' }));
    await expect(throttled).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 429 },
    });
    const found = await aws.lambda.send(new GetFunctionCommand({ FunctionName: 'busy' }));
    const policy = aws.lambda.send(new GetPolicyCommand({ FunctionName: 'busy' }));
    await expect(policy).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const invoked = await aws.lambda.send(new InvokeCommand({ FunctionName: 'busy' }));

    expect([found.$metadata.httpStatusCode, invoked.StatusCode]).toEqual([200, 200]);
  });

  it('refills with time, up to one second’s worth', () => {
    let now = 0;
    const meter = new QuotaMeter(() => now);
    const taken = () =>
      Array.from({ length: 40 }, () => meter.take('123456789012/us-east-1', 'controlPlane')).filter(Boolean).length;

    const atOnce = taken();
    now = 200;
    const afterFifth = taken();
    now = 60_000;
    const afterMinute = taken();

    expect([atOnce, afterFifth, afterMinute]).toEqual([15, 3, 15]);
  });

  it('grants as many at the same time as its burst says, then its rate', () => {
    let now = 0;
    const meter = new QuotaMeter(() => now);
    meter.setRates({ controlPlane: { perSecond: 10, burst: 3 } });
    const taken = () =>
      Array.from({ length: 40 }, () => meter.take('123456789012/us-east-1', 'controlPlane')).filter(Boolean).length;

    const atOnce = taken();
    now = 200;
    const afterFifth = taken();
    now = 60_000;

    expect([atOnce, afterFifth, taken()]).toEqual([3, 2, 3]);
  });

  it('counts each account and region separately', () => {
    const meter = new QuotaMeter(() => 0);
    meter.setRates({ controlPlane: 1 });

    const taken = ['1/us-east-1', '1/us-east-1', '1/eu-west-1', '2/us-east-1'].map((place) =>
      meter.take(place, 'controlPlane'),
    );

    expect(taken).toEqual([true, false, true, true]);
  });
});

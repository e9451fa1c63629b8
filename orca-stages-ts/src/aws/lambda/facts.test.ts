import { mayTouchFunction } from '../../model/accountOf';
import { aliasFacts } from './aliasFacts';
import { aliasInput } from './aliasInput';
import { configurationFacts } from './configurationFacts';
import { policyStatements } from './policyStatements';

describe('aliases', () => {
  it.each([1, 7, 10, 33.3, 0.01, 99.999, 100])(
    'keep a weight of %d %% exactly on the way to AWS and back',
    (weightPercent) => {
      const input = aliasInput({
        functionName: 'orders',
        aliasName: 'live',
        mainVersion: '1',
        additional: { version: '2', weightPercent },
      });

      const facts = aliasFacts({ Name: 'live', FunctionVersion: '1', RoutingConfig: input.RoutingConfig });

      expect(facts).toMatchObject({ additionalVersion: '2', additionalWeightPercent: weightPercent });
    },
  );

  it('are cleared by an empty map, as leaving it out would keep the weights', () => {
    const input = aliasInput({ functionName: 'orders', aliasName: 'live', mainVersion: '1' });

    expect(input.RoutingConfig).toEqual({ AdditionalVersionWeights: {} });
  });
});

describe('configurationFacts', () => {
  it('reads a list entry that tells next to nothing', () => {
    const facts = configurationFacts({
      FunctionName: 'orders',
      Version: '3',
      VpcConfig: { SubnetIds: [], SecurityGroupIds: [], VpcId: '' },
      KMSKeyArn: '',
      LastModified: '2026-01-15T12:00:00.000+0000',
    });

    expect(facts).toMatchObject({
      version: '3',
      state: 'Active',
      lastUpdateStatus: 'Successful',
      memorySizeMb: 128,
      timeoutSeconds: 3,
      environment: {},
      lastModified: '2026-01-15T12:00:00.000Z',
    });
    expect(facts).not.toHaveProperty('vpc');
    expect(facts).not.toHaveProperty('kmsKeyArn');
  });

  it('reads where a function is, and why it failed', () => {
    const facts = configurationFacts({
      VpcConfig: { VpcId: 'vpc-1', SubnetIds: ['s'], SecurityGroupIds: ['g'] },
      State: 'Failed',
      StateReason: 'no address left',
      StateReasonCode: 'SubnetOutOfIPAddresses',
    });

    expect(facts).toMatchObject({
      vpc: { vpcId: 'vpc-1', subnetIds: ['s'], securityGroupIds: ['g'] },
      state: 'Failed',
      stateReason: 'no address left',
      stateReasonCode: 'SubnetOutOfIPAddresses',
    });
  });
});

describe('policyStatements', () => {
  it.each([
    [
      'a service',
      {
        Sid: 'a',
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::b' } },
      },
      {
        sid: 'a',
        effect: 'Allow',
        principal: 's3.amazonaws.com',
        action: 'lambda:InvokeFunction',
        sourceArn: 'arn:aws:s3:::b',
      },
    ],
    [
      'everybody',
      { Sid: 'b', Effect: 'Allow', Principal: '*', Action: ['lambda:InvokeFunction', 'lambda:GetFunction'] },
      { sid: 'b', effect: 'Allow', principal: '*', action: 'lambda:InvokeFunction, lambda:GetFunction' },
    ],
    [
      'an account, by another operator',
      { Principal: { AWS: ['1', '2'] }, Action: 'x', Condition: { StringEquals: { 'aws:SourceArn': 'arn:x' } } },
      { sid: '', effect: 'Allow', principal: '1, 2', action: 'x', sourceArn: 'arn:x' },
    ],
  ])('reads a statement for %s', (_, statement, expected) => {
    const read = policyStatements(JSON.stringify({ Statement: [statement] }));

    expect(read).toEqual([expected]);
  });

  it.each(['', 'x', '{}', '[]'])('reads %j as no statements', (text) => {
    expect(policyStatements(text)).toEqual([]);
  });
});

describe('mayTouchFunction', () => {
  const account = (functions: string[] | undefined) => ({
    name: 'a',
    accountId: '1',
    regions: [],
    testCredentials: false,
    functions,
  });

  it.each<[string[] | undefined, string, boolean]>([
    [undefined, 'anything', true],
    [['orders'], 'orders', true],
    [['orders'], 'orders-eu', false],
    [['orders-*'], 'orders-eu', true],
    [['orders-*'], 'my-orders-eu', false],
    [['*-canary', 'billing'], 'x-canary', true],
    [['*'], 'x', true],
  ])('with patterns %j lets stages work on %s: %s', (functions, name, expected) => {
    expect(mayTouchFunction(account(functions), name)).toBe(expected);
  });
});

import { checkStage, parseStage } from './parseStage';
import type { StageType } from './stageDefinition';
import { kmsKeyOf, startingPositionFor } from './stages/deploymentRules';
import { codeLocation } from './fields/code';

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const deployment = {
  ...where,
  s3bucket: 'builds',
  s3key: 'a.zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: 'arn:aws:iam::123456789012:role/checkout',
};
const route = { ...where, aliasName: 'live' };
const inline = (text: string) => ({
  artifact: { type: 'embedded/base64', reference: Buffer.from(text).toString('base64') },
});
const remote = { artifact: { type: 's3/object', reference: 's3://b/k' } };

function problems(type: StageType, fields: Record<string, unknown>): string[] {
  const parsed = parseStage(type, fields);
  return parsed.ok ? [] : parsed.problems.map(({ field, message }) => `${field} ${message}`);
}

describe('the watch after a Route', () => {
  const alarms = ['checkout-errors'];
  const guards = [{ metric: 'errorRate' }];
  const simple = { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' };
  const split = {
    deploymentStrategy: '$WEIGHTED',
    versionNameA: '$LATEST',
    trafficPercentA: 10,
    versionNameB: '$PREVIOUS',
  };
  const gradual = { deploymentStrategy: '$GRADUAL', preset: 'LambdaCanary10Percent5Minutes' };

  it.each<[string, Record<string, unknown>, string[]]>([
    ['with alarms', { ...simple, alarms, watchSeconds: 2_592_000 }, []],
    ['that does not last', { ...simple, watchSeconds: 0 }, []],
    ['of a split with guards alone', { ...split, guards, watchSeconds: 600 }, []],
    ['of a split with alarms alone', { ...split, alarms, watchSeconds: 600 }, []],
    ['that lasts until the timer', { ...split, alarms, watchSeconds: 600, revertUnlessPromotedWithinSeconds: 600 }, []],
    [
      'of more than 30 days',
      { ...simple, alarms, watchSeconds: 2_592_001 },
      ['watchSeconds must be a whole number from 0 to 2592000'],
    ],
    [
      'without anything to look at',
      { ...simple, watchSeconds: 600 },
      ['alarms is required with watchSeconds: what to look at'],
    ],
    [
      'whose guards have nothing to compare with after the promotion',
      { ...gradual, guards, watchSeconds: 600 },
      ['alarms is required with watchSeconds: what to look at'],
    ],
    [
      'of a split without anything to look at',
      { ...split, watchSeconds: 600 },
      ['alarms is required with watchSeconds, or guards: what to look at'],
    ],
    [
      'longer than the timer',
      { ...split, alarms, watchSeconds: 601, revertUnlessPromotedWithinSeconds: 600 },
      [
        'watchSeconds is longer than revertUnlessPromotedWithinSeconds (10 min), which ends the split; shorten one of them',
      ],
    ],
    [
      'that guards of a split need',
      { ...split, guards },
      ['guards compare the versions of a split while it is watched; set watchSeconds'],
    ],
    ['of an answer to too few calls', { ...split, guards, evidence: { onTooFew: 'revert' }, watchSeconds: 600 }, []],
  ])('%s', (_title, fields, expected) => {
    expect(problems('Aws.LambdaTrafficRoutingStage', { ...route, ...fields })).toEqual(expected);
  });
});

describe('the timer of a Route', () => {
  const split = {
    deploymentStrategy: '$WEIGHTED',
    versionNameA: '$LATEST',
    trafficPercentA: 10,
    versionNameB: '$PREVIOUS',
  };
  const seconds = (value: unknown) => ({ revertUnlessPromotedWithinSeconds: value });

  it.each<[Record<string, unknown>, string[]]>([
    [{ ...split, ...seconds(60) }, []],
    [{ ...split, ...seconds('604800') }, []],
    [{ ...split, ...seconds(59) }, ['revertUnlessPromotedWithinSeconds must be a whole number from 60 to 604800']],
    [
      { ...split, ...seconds('604801') },
      ['revertUnlessPromotedWithinSeconds must be a whole number from 60 to 604800'],
    ],
    [{ ...split, ...seconds(90.5) }, ['revertUnlessPromotedWithinSeconds must be a whole number from 60 to 604800']],
    [{ ...split, ...seconds('soon') }, ['revertUnlessPromotedWithinSeconds must be a whole number from 60 to 604800']],
    [
      { ...split, ...seconds(3600), trafficPercentA: 100 },
      [
        'revertUnlessPromotedWithinSeconds waits for a promotion, but with trafficPercentA 100 one version already gets all traffic; give A 1% to 99%, or remove it',
      ],
    ],
    [
      { ...split, ...seconds(3600), trafficPercentA: '0' },
      [
        'revertUnlessPromotedWithinSeconds waits for a promotion, but with trafficPercentA 0 one version already gets all traffic; give A 1% to 99%, or remove it',
      ],
    ],
    [
      { deploymentStrategy: '$GRADUAL', preset: 'LambdaAllAtOnce', ...seconds(3600) },
      [
        'revertUnlessPromotedWithinSeconds belongs to $WEIGHTED and is not used by $GRADUAL: a gradual rollout needs no timer: its holds end on their own, and a failure reverts it; remove it, or choose $WEIGHTED',
      ],
    ],
    [
      { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', ...seconds(3600) },
      [
        'revertUnlessPromotedWithinSeconds belongs to $WEIGHTED and is not used by $SIMPLE: all traffic goes to one version immediately; remove it, or choose $WEIGHTED',
      ],
    ],
    [
      { deploymentStrategy: '$BLUEGREEN', healthCheck: {}, ...seconds(3600) },
      [
        'revertUnlessPromotedWithinSeconds belongs to $WEIGHTED and is not used by $BLUEGREEN: the health check decides before the candidate gets traffic; remove it, or choose $WEIGHTED',
      ],
    ],
  ])('with %j has the problems %j', (fields, expected) => {
    const found = problems('Aws.LambdaTrafficRoutingStage', { ...route, ...fields });

    expect(found).toEqual(expected);
  });

  it('may be an expression until it is evaluated', () => {
    const checked = checkStage('Aws.LambdaTrafficRoutingStage', {
      ...route,
      ...split,
      ...seconds('${parameters.wait}'),
    });

    expect(checked.problems).toEqual([]);
  });
});

describe('Deployment', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{}, []],
    [{ s3bucket: undefined }, ['s3bucket is required: the bucket of the zip (or set codeUri)']],
    [{ s3bucket: undefined, s3key: undefined, codeUri: 's3://builds/a/b.zip' }, []],
    [{ codeUri: 's3://builds/a.zip' }, ['codeUri cannot be combined with s3bucket or s3key; use one or the other']],
    [
      { kmskeyArn: 'arn:aws:kms:us-east-1:123456789012:key/a', KMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/a' },
      [],
    ],
    [
      {
        kmskeyArn: 'arn:aws:kms:us-east-1:123456789012:key/a',
        encryptionKMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/b',
      },
      [
        'encryptionKMSKeyArn differs from kmskeyArn or KMSKeyArn, which are other spellings of the same field; keep one',
      ],
    ],
    [
      { envVariables: { AB: 'x'.repeat(4100) } },
      ['envVariables take up 4109 bytes in total, but AWS allows at most 4096; move large values to Parameter Store'],
    ],
    [
      { envVariables: { '1A': 'x' } },
      ['envVariables.1A must be a name of at least two letters, digits and _ that starts with a letter'],
    ],
    [{ tags: { 'aws:x': 'y' } }, ['tags.aws:x must be a name of 1 to 128 characters that does not start with aws:']],
    [{ subnetIds: ['subnet-1'] }, ['securityGroupIds is required with subnetIds: at least one security group']],
    [{ securityGroupIds: ['sg-1'] }, ['subnetIds is required with securityGroupIds: at least one subnet']],
    [{ subnetIds: [], securityGroupIds: [] }, []],
    [
      { securityGroupIds: [] },
      [
        'subnetIds is required: to take the function out of its VPC, set both subnetIds and securityGroupIds to empty lists',
      ],
    ],
    [
      { provisionedConcurrentExecutions: 1 },
      ['aliasName is required with provisionedConcurrentExecutions: provisioned concurrency belongs to an alias'],
    ],
    [{ provisionedConcurrentExecutions: 0 }, []],
    [
      { aliasRouting: 'newVersion', aliases: ['live'] },
      ['publish must be true when aliasRouting is newVersion: otherwise there is no new version to move to'],
    ],
    [{ aliasRouting: 'newVersion', aliases: 'live', publish: 'true' }, []],
    [
      { aliasRouting: 'newVersion', publish: 'true' },
      ['aliases is required with aliasRouting newVersion: the aliases to move'],
    ],
    [{ architectures: ['x86_64', 'arm64'] }, ['architectures must have at most 1 entry']],
  ])('with %j has the problems %j', (fields, expected) => {
    const found = problems('Aws.LambdaDeploymentStage', { ...deployment, ...fields });

    expect(found).toEqual(expected);
  });

  it('accepts any spelling of the KMS key', () => {
    const keys = [
      kmsKeyOf({ encryptionKMSKeyArn: 'a' }),
      kmsKeyOf({ kmskeyArn: 'b' }),
      kmsKeyOf({ KMSKeyArn: 'c' }),
      kmsKeyOf({}),
    ];

    expect(keys).toEqual(['a', 'b', 'c', undefined]);
  });

  it.each([
    ['kinesis', undefined, 'LATEST'],
    ['dynamodb', 'TRIM_HORIZON', 'TRIM_HORIZON'],
    ['kafka', undefined, 'LATEST'],
    ['sqs', 'LATEST', undefined],
    ['mq', undefined, undefined],
  ])('gives a mapping of %s with %s the starting position %s', (service, wanted, expected) => {
    const position = startingPositionFor(`arn:aws:${service}:us-east-1:123456789012:x`, wanted);

    expect(position).toBe(expected);
  });

  it.each([
    [{ codeUri: 's3://builds/a/b.zip' }, { bucket: 'builds', key: 'a/b.zip' }],
    [
      { s3bucket: 'builds', s3key: 'a.zip' },
      { bucket: 'builds', key: 'a.zip' },
    ],
    [{ s3bucket: 'builds' }, undefined],
    [{ codeUri: 'https://x' }, undefined],
  ])('finds the code of %j', (fields, expected) => {
    const location = codeLocation(fields);

    expect(location).toEqual(expected);
  });
});

describe('Route', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' }, []],
    [{ deploymentStrategy: '$SIMPLE', versionNameA: '7', trafficPercentA: '100' }, []],
    [{ deploymentStrategy: '$SIMPLE' }, ['versionNameA is required: a macro such as $LATEST, or a version number']],
    [
      { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', trafficPercentA: 10 },
      ['trafficPercentA is 10, but $SIMPLE sends all traffic to one version; use $WEIGHTED to split it'],
    ],
    [
      { deploymentStrategy: '$SIMPLE', versionNameA: '$PROVIDED' },
      ["versionNumberA is required with $PROVIDED: the version's number"],
    ],
    [
      {
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: 10,
        trafficPercentB: 90,
      },
      [],
    ],
    [
      {
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: 60,
        trafficPercentB: 60,
      },
      ['trafficPercentB is 60, but A is 60, and the two must add up to 100; leave it out'],
    ],
    [
      { deploymentStrategy: '$WEIGHTED' },
      [
        'versionNameA is required: a macro such as $LATEST, or a version number',
        'versionNameB is required: a macro such as $LATEST, or a version number',
        'trafficPercentA is required with $WEIGHTED: the percentage of traffic for version A, from 0 to 100',
      ],
    ],
    [
      { deploymentStrategy: '$WEIGHTED', versionNameA: '7', versionNameB: 7, trafficPercentA: 10 },
      ['versionNameB names the same version as versionNameA; a split needs two'],
    ],
    [
      {
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$PROVIDED',
        versionNumberA: 7,
        versionNameB: '$PROVIDED',
        versionNumberB: '7',
        trafficPercentA: 10,
      },
      ['versionNameB names the same version as versionNameA; a split needs two'],
    ],
    [
      {
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$PROVIDED',
        versionNumberA: 7,
        versionNameB: '$PROVIDED',
        versionNumberB: '8',
        trafficPercentA: 10,
      },
      [],
    ],
    [
      {
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: 10,
        provisionedConcurrentExecutions: 5,
      },
      [
        'provisionedConcurrentExecutions must be 0 or absent with $WEIGHTED: AWS rejects provisioned concurrency on a weighted alias',
      ],
    ],
    [
      { deploymentStrategy: '$BLUEGREEN' },
      [
        'healthCheck is required with $BLUEGREEN: how to call the candidate and check its response before it gets traffic',
      ],
    ],
    [{ deploymentStrategy: '$BLUEGREEN', healthCheck: { invokePayload: {} } }, []],
    [{ deploymentStrategy: '$BLUEGREEN', payloadArtifact: inline('{}') }, []],
    [
      {
        deploymentStrategy: '$BLUEGREEN',
        payloadArtifact: inline('{}'),
        healthCheck: { attempts: 3, expect: { matches: 'ok' } },
      },
      [],
    ],
    [
      { deploymentStrategy: '$BLUEGREEN', payloadArtifact: inline('{}'), healthCheck: { invokePayload: 0 } },
      [
        'healthCheck gives the payload more than once; keep one of payloadArtifact, healthCheck.payloadArtifact and healthCheck.invokePayload',
      ],
    ],
    [
      {
        deploymentStrategy: '$BLUEGREEN',
        outputArtifact: inline('ok'),
        healthCheck: { expect: { body: 'ok', jsonPath: [{ path: '$', matches: '(' }] } },
      },
      [
        'healthCheck.expect.jsonPath.0.matches is not a valid regular expression',
        'outputArtifact cannot be combined with healthCheck.expect.body; use one or the other',
      ],
    ],
    [
      { deploymentStrategy: '$BLUEGREEN', payloadArtifact: remote },
      [
        'payloadArtifact has type s3/object, which is not supported yet; use an embedded/base64 artifact, or provide the text inline',
      ],
    ],
    [
      { deploymentStrategy: '$BLUEGREEN', payloadArtifact: { id: 'abc' } },
      [
        'payloadArtifact refers to an expected artifact by ID, which is not supported yet; provide the content inline (embedded/base64, or invokePayload)',
      ],
    ],
    [
      { deploymentStrategy: '$BLUEGREEN', healthCheck: { payloadArtifact: remote } },
      [
        'healthCheck.payloadArtifact has type s3/object, which is not supported yet; use an embedded/base64 artifact, or provide the text inline',
      ],
    ],
  ])('with %j has the problems %j', (fields, expected) => {
    const found = problems('Aws.LambdaTrafficRoutingStage', { ...route, ...fields });

    expect(found).toEqual(expected);
  });
});

describe('Invoke', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ aliasName: 'live', version: '$PREVIOUS' }, []],
    [{ aliasName: 'live', version: '$LATEST' }, ['version cannot be combined with aliasName; use one or the other']],
    [{ version: '$PROVIDED' }, ["versionNumber is required with $PROVIDED: the version's number"]],
    [
      { invokePayload: '{}', payloadArtifact: inline('{}') },
      ['payloadArtifact cannot be combined with invokePayload; use one or the other'],
    ],
    [
      { outputArtifact: inline('x'), expect: { body: 'x' } },
      ['outputArtifact cannot be combined with expect.body; use one or the other'],
    ],
    [{ outputArtifact: inline('x'), expect: { maxDurationMs: 5 } }, []],
    [
      { payloadArtifact: { artifact: { type: 'embedded/base64', reference: 'A' } } },
      ['payloadArtifact does not contain valid base64 in artifact.reference'],
    ],
    [
      { payloadArtifact: { artifact: { type: 'embedded/base64', reference: '' } } },
      ['payloadArtifact does not contain valid base64 in artifact.reference'],
    ],
    [{ payloadArtifact: { artifact: { type: 'embedded/base64', reference: 'eyJh\nIjox fQ==' } } }, []],
    [
      { invocationType: 'Event', expect: {} },
      ['expect needs a response, which Event does not return; use RequestResponse'],
    ],
    [
      { expect: { matches: '(', jsonPath: [{ path: '$.a', matches: '[' }] } },
      [
        'expect.matches is not a valid regular expression',
        'expect.jsonPath.0.matches is not a valid regular expression',
      ],
    ],
    [{ expect: { jsonPath: { path: '$.a', lessThan: '5' } } }, []],
    [{ executionCount: 0 }, ['executionCount must be a whole number from 1 to 100']],
  ])('with %j has the problems %j', (fields, expected) => {
    const found = problems('Aws.LambdaInvokeStage', { ...where, ...fields });

    expect(found).toEqual(expected);
  });
});

describe('Delete', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ version: '$MOVING' }, ['retentionNumber is required with $MOVING: how many of the newest versions to keep']],
    [
      { version: '$MOVING', retentionDays: 30 },
      ['retentionNumber is required with $MOVING: how many of the newest versions to keep'],
    ],
    [{ version: '$PROVIDED' }, ["versionNumber is required with $PROVIDED: the version's number"]],
    [{ version: '$PROVIDED', versionNumber: '$LATEST' }, ['versionNumber must be the number of a published version']],
    [{ version: '$ALL', confirmFunctionName: 'checkuot' }, ['confirmFunctionName must equal functionName (checkout)']],
    [{ version: '$ALL', confirmFunctionName: 'checkout' }, []],
    [{ version: '$PREVIOUS', retentionNumber: 5 }, []],
  ])('with %j has the problems %j', (fields, expected) => {
    const found = problems('Aws.LambdaDeleteStage', { ...where, ...fields });

    expect(found).toEqual(expected);
  });
});

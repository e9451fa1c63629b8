import fc from 'fast-check';
import { REMEDY_WORDS } from './messages/remedies';
import { checkStage, parseStage, unknownNames } from './parseStage';
import { ENVELOPE_NAMES, OUTPUT_NAMES, RESERVED_NAMES } from './reservedNames';
import { STAGE_TYPES, type StageType } from './stageDefinition';
import { stageDefinitions } from './stageRegistry';
import { nativeStages } from './testing/nativeStages';

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const valid: Record<StageType, Record<string, unknown>> = {
  'Aws.LambdaDeploymentStage': {
    ...where,
    s3bucket: 'builds',
    s3key: 'a.zip',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    role: 'arn:aws:iam::123456789012:role/checkout',
  },
  'Aws.LambdaUpdateCodeStage': { ...where, s3bucket: 'builds', s3key: 'a.zip' },
  'Aws.LambdaTrafficRoutingStage': {
    ...where,
    aliasName: 'live',
    deploymentStrategy: '$WEIGHTED',
    versionNameA: '$LATEST',
    trafficPercentA: 10,
    versionNameB: '$PREVIOUS',
  },
  'Aws.LambdaInvokeStage': { ...where },
  'Aws.LambdaDeleteStage': { ...where, version: '$PREVIOUS' },
  'Aws.LambdaRolloutActionStage': { ...where, aliasName: 'live', action: 'hold' },
};

/** `field message` of each problem. */
function problems(type: StageType, fields: Record<string, unknown>): string[] {
  const parsed = parseStage(type, { ...valid[type], ...fields });
  return parsed.ok ? [] : parsed.problems.map(({ field, message }) => `${field} ${message}`);
}

function inputOf(type: StageType, fields: Record<string, unknown>): Record<string, unknown> {
  const parsed = parseStage(type, { ...valid[type], ...fields });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { ...parsed.input };
}

describe("a stage of Spinnaker's own", () => {
  it.each(nativeStages.map(({ title, type, stage }) => [title, type, stage] as const))(
    'is valid: %s',
    (_title, type, stage) => {
      const parsed = parseStage(type, stage);
      const checked = checkStage(type, stage);

      expect(parsed).toMatchObject({ ok: true, warnings: [] });
      expect(checked).toEqual({ problems: [], warnings: [] });
    },
  );
});

describe('values', () => {
  it.each<[StageType, string, unknown, unknown]>([
    ['Aws.LambdaDeploymentStage', 'memorySize', '512', 512],
    ['Aws.LambdaDeploymentStage', 'memorySize', ' 512 ', 512],
    ['Aws.LambdaDeploymentStage', 'memorySize', '512.0', 512],
    ['Aws.LambdaDeploymentStage', 'publish', 'TRUE', true],
    ['Aws.LambdaDeploymentStage', 'publish', 'false', false],
    ['Aws.LambdaDeploymentStage', 'aliases', 'live', ['live']],
    ['Aws.LambdaDeploymentStage', 'layers', [], []],
    ['Aws.LambdaDeploymentStage', 'envVariables', { PORT: 80, ON: true }, { PORT: '80', ON: 'true' }],
    ['Aws.LambdaDeploymentStage', 'deadLetterConfig', { targetArn: '' }, { targetArn: '' }],
    ['Aws.LambdaTrafficRoutingStage', 'trafficPercentA', '10', 10],
    ['Aws.LambdaTrafficRoutingStage', 'versionNameA', 7, '7'],
    ['Aws.LambdaTrafficRoutingStage', 'versionNameA', ' $OLDEST ', '$OLDEST'],
    ['Aws.LambdaInvokeStage', 'executionCount', '3', 3],
    ['Aws.LambdaInvokeStage', 'invokePayload', 0, 0],
    ['Aws.LambdaInvokeStage', 'invokePayload', false, false],
    ['Aws.LambdaInvokeStage', 'aliasName', '7', '7'],
    ['Aws.LambdaDeleteStage', 'version', 42, '42'],
    ['Aws.LambdaDeleteStage', 'failIfNothingToDelete', 'true', true],
    ['Aws.LambdaDeleteStage', 'functionName', '  checkout  ', 'checkout'],
  ])('%s reads %s = %j as %j', (type, name, given, expected) => {
    const input = inputOf(type, { [name]: given });

    expect(input[name]).toEqual(expected);
  });

  it.each<[StageType, string, unknown, string]>([
    ['Aws.LambdaDeploymentStage', 'memorySize', 127, 'must be a whole number from 128 to 10240'],
    ['Aws.LambdaDeploymentStage', 'memorySize', '1e3', 'must be a whole number from 128 to 10240'],
    ['Aws.LambdaDeploymentStage', 'memorySize', 512.5, 'must be a whole number from 128 to 10240'],
    ['Aws.LambdaDeploymentStage', 'timeout', 901, 'must be a whole number from 1 to 900'],
    [
      'Aws.LambdaDeploymentStage',
      'role',
      'arn:aws:iam::1234:role/x',
      'must be the ARN of an IAM role: arn:aws:iam::123456789012:role/name',
    ],
    [
      'Aws.LambdaDeploymentStage',
      'role',
      'checkout',
      'must be the ARN of an IAM role: arn:aws:iam::123456789012:role/name',
    ],
    ['Aws.LambdaDeploymentStage', 'publish', 'yes', 'must be true or false'],
    [
      'Aws.LambdaDeploymentStage',
      's3bucket',
      'Builds',
      'must be an S3 bucket name: 3 to 63 lowercase letters, digits, dots and dashes',
    ],
    ['Aws.LambdaDeploymentStage', 'runtime', 22, 'must be a runtime such as nodejs22.x'],
    ['Aws.LambdaDeploymentStage', 'envVariables', 'A=1', 'must be a map of names to text'],
    ['Aws.LambdaDeploymentStage', 'tracingConfig', 'Active', 'must be a map with mode'],
    ['Aws.LambdaTrafficRoutingStage', 'trafficPercentA', 101, 'must be a whole number from 0 to 100'],
    ['Aws.LambdaTrafficRoutingStage', 'trafficPercentA', -1, 'must be a whole number from 0 to 100'],
    [
      'Aws.LambdaTrafficRoutingStage',
      'versionNameA',
      '$ALL',
      'must be one of $LATEST, $PREVIOUS, $OLDEST, $PROVIDED or a version number',
    ],
    [
      'Aws.LambdaTrafficRoutingStage',
      'versionNameA',
      '$LATESTX',
      'must be one of $LATEST, $PREVIOUS, $OLDEST, $PROVIDED or a version number',
    ],
    [
      'Aws.LambdaTrafficRoutingStage',
      'aliasName',
      '42',
      'must be an alias name: letters, digits, - and _, not just a number',
    ],
    [
      'Aws.LambdaTrafficRoutingStage',
      'deploymentStrategy',
      '$LINEAR',
      'must be one of $SIMPLE, $WEIGHTED, $BLUEGREEN, $GRADUAL',
    ],
    [
      'Aws.LambdaDeleteStage',
      'version',
      'LATEST',
      'must be one of $LATEST, $PREVIOUS, $OLDEST, $PROVIDED, $MOVING, $ALL or a version number',
    ],
    [
      'Aws.LambdaDeleteStage',
      'version',
      '0',
      'must be one of $LATEST, $PREVIOUS, $OLDEST, $PROVIDED, $MOVING, $ALL or a version number',
    ],
    [
      'Aws.LambdaDeleteStage',
      'version',
      ['42'],
      'must be one of $LATEST, $PREVIOUS, $OLDEST, $PROVIDED, $MOVING, $ALL or a version number',
    ],
    ['Aws.LambdaDeleteStage', 'region', 'nowhere', 'must be an AWS region such as us-east-1'],
    ['Aws.LambdaDeleteStage', 'functionName', 'a/b', 'must be a function name: up to 64 letters, digits, - and _'],
    ['Aws.LambdaDeleteStage', 'account', 5, 'must be the name of a Spinnaker account'],
    ['Aws.LambdaDeleteStage', 'retentionNumber', 0, 'must be a whole number from 1 to 10000'],
  ])('%s rejects %s = %j, once', (type, name, given, message) => {
    const found = problems(type, { [name]: given });

    expect(found).toEqual([`${name} ${message}`]);
  });

  it.each([undefined, null, '', '  '])('%j counts as absent, or as empty text', (given) => {
    const found = problems('Aws.LambdaDeleteStage', { version: given });

    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^version (is required \(What to delete\)|must be one of)/);
  });

  it("are accepted in AWS's other partitions", () => {
    const found = ['aws-cn', 'aws-us-gov'].flatMap((partition) =>
      problems('Aws.LambdaDeploymentStage', { role: `arn:${partition}:iam::123456789012:role/x` }),
    );

    expect(found).toEqual([]);
  });
});

describe('problems', () => {
  it('are reported all at once, each with its field', () => {
    const found = problems('Aws.LambdaDeploymentStage', {
      region: 'moon',
      memorySize: 1,
      handlr: 'x',
      handler: undefined,
      targets: [{}],
      deadLetterConfig: { targetArm: 'x' },
      triggerArns: ['a', 'arn:aws:sqs:us-east-1:123456789012:ok'],
    });

    expect(found.sort()).toEqual([
      'deadLetterConfig.targetArm is not a known name; did you mean targetArn?',
      'handler is required',
      'handlr is not a field of this stage; did you mean handler?',
      'memorySize must be a whole number from 128 to 10240',
      'region must be an AWS region such as us-east-1',
      'targets is not supported yet; use one stage per target',
      'triggerArns.0 must be the ARN of an event source: arn:aws:sqs|kinesis|dynamodb|kafka|mq|rds:region:account:name',
    ]);
  });

  it('name every required field of an empty stage', () => {
    const found = STAGE_TYPES.map((type) => {
      const parsed = parseStage(type, {});
      return parsed.ok ? [] : parsed.problems.map((problem) => problem.field);
    });

    expect(found).toEqual([
      ['account', 'region', 'functionName', 'runtime', 'handler', 'role', 's3bucket', 's3key'],
      ['account', 'region', 'functionName', 's3bucket', 's3key'],
      ['account', 'region', 'functionName', 'aliasName', 'deploymentStrategy'],
      ['account', 'region', 'functionName'],
      ['account', 'region', 'functionName', 'version'],
      ['account', 'region', 'functionName', 'action', 'aliasName'],
    ]);
  });

  it('do not come from a rule about a field that was already rejected', () => {
    const found = problems('Aws.LambdaDeploymentStage', {
      s3bucket: 'BAD',
      subnetIds: ['nonsense'],
      securityGroupIds: ['sg-1'],
    });

    expect(found).toEqual([
      's3bucket must be an S3 bucket name: 3 to 63 lowercase letters, digits, dots and dashes',
      'subnetIds.0 must be a subnet ID such as subnet-0a1b2c3d',
    ]);
  });

  it('do not ask for bucket and key if the code address was rejected', () => {
    const found = problems('Aws.LambdaUpdateCodeStage', {
      s3bucket: undefined,
      s3key: undefined,
      codeUri: 'https://example.com/a.zip',
    });

    expect(found).toEqual(['codeUri must be s3://bucket/key']);
  });
});

describe('names', () => {
  it.each<[StageType, string, string]>([
    ['Aws.LambdaDeploymentStage', 'fuctionName', 'functionName'],
    ['Aws.LambdaDeploymentStage', 'S3Bucket', 's3bucket'],
    ['Aws.LambdaDeploymentStage', 'Handler', 'handler'],
    ['Aws.LambdaTrafficRoutingStage', 'aliasname', 'aliasName'],
    ['Aws.LambdaDeleteStage', 'versions', 'version'],
  ])('%s: %s is rejected with %s if that is missing', (type, wrong, right) => {
    const fields = { ...valid[type], [wrong]: 'x', [right]: undefined };

    const parsed = parseStage(type, fields);

    expect(parsed.ok ? [] : parsed.problems).toContainEqual({
      field: wrong,
      code: 'unknownField',
      values: { nearest: right },
      message: `is not a field of this stage; did you mean ${right}?`,
    });
  });

  it('that are close to a field that is also given are only a warning', () => {
    const parsed = parseStage('Aws.LambdaDeleteStage', { ...valid['Aws.LambdaDeleteStage'], versions: 'x' });

    expect(parsed).toMatchObject({
      ok: true,
      warnings: [{ code: 'unknownFieldIgnored', words: 'versions is not a field of this stage and is not used.' }],
    });
  });

  it('that are unknown are a warning, unless they are empty', () => {
    const parsed = parseStage('Aws.LambdaDeleteStage', {
      ...valid['Aws.LambdaDeleteStage'],
      owner: 'team-shop',
      other: null,
      more: '',
    });

    expect(parsed).toMatchObject({
      ok: true,
      warnings: [{ code: 'unknownFieldIgnored', words: 'owner is not a field of this stage and is not used.' }],
    });
  });

  it.each(STAGE_TYPES)(
    "of Orca's envelope, of the webhook, of outputs and dead fields are dropped silently: %s",
    (type) => {
      const names = [...ENVELOPE_NAMES, ...RESERVED_NAMES, ...OUTPUT_NAMES, ...stageDefinitions[type].deadFields];
      const noise = Object.fromEntries(
        names.filter((name) => !(name in stageDefinitions[type].schema.shape)).map((name) => [name, { any: 'thing' }]),
      );

      const parsed = parseStage(type, { ...noise, ...valid[type] });

      expect(parsed).toMatchObject({ ok: true, warnings: [] });
      expect(Object.keys(parsed.ok ? parsed.input : {}).sort()).toEqual(Object.keys(valid[type]).sort());
    },
  );

  it('after a restart include those of the first attempt and its details, dropped silently', () => {
    const context = {
      ...valid['Aws.LambdaTrafficRoutingStage'],
      restartDetails: { restartedBy: 'demo', restartTime: 1 },
      statusEndpoint: 'http://x',
      'deployment:majorVersionDeployed': '42',
      functionARN: 'arn',
    };

    const parsed = parseStage('Aws.LambdaTrafficRoutingStage', context);

    expect(parsed).toMatchObject({ ok: true, warnings: [] });
  });

  it("that Deck's Delete form writes by mistake are dropped silently", () => {
    const unknown = unknownNames('Aws.LambdaDeleteStage', {
      account: 'prod',
      region: 'eu-west-1',
      prod: 'prod',
      'eu-west-1': 'x',
      other: 1,
    });

    expect(unknown).toEqual([{ name: 'other', nearest: undefined }]);
  });
});

describe('what is not supported yet', () => {
  it.each(
    STAGE_TYPES.flatMap((type) =>
      Object.entries(stageDefinitions[type].notSupportedYet).map(
        ([name, remedy]) => [type, name, REMEDY_WORDS[remedy]] as const,
      ),
    ),
  )('%s refuses %s with a remedy', (type, name, remedy) => {
    const found = problems(type, { [name]: [{ any: 'thing' }] });

    expect(found).toEqual([`${name} is not supported yet; ${remedy}`]);
  });

  it.each<[StageType, Record<string, unknown>, string]>([
    [
      'Aws.LambdaDeploymentStage',
      { packageType: 'Image' },
      'packageType Image is not supported yet; deploy a zip from S3',
    ],
    [
      'Aws.LambdaDeploymentStage',
      { enableLambdaAtEdge: true },
      "enableLambdaAtEdge is not supported yet; remove it, and make sure that you stay within Lambda@Edge's limits",
    ],
  ])('%s rejects %j', (type, fields, expected) => {
    const found = problems(type, fields);

    expect(found).toEqual([expected]);
  });
});

describe('nested objects', () => {
  it.each<[StageType, Record<string, unknown>, string]>([
    [
      'Aws.LambdaDeploymentStage',
      { tracingConfig: { Mode: 'Active' } },
      'tracingConfig.Mode is not a known name; did you mean mode?',
    ],
    [
      'Aws.LambdaDeploymentStage',
      { eventSources: [{ arn: 'arn:aws:sqs:us-east-1:123456789012:q', batchsize: 5 }] },
      'eventSources.0.batchsize is not a known name; did you mean batchSize?',
    ],
    ['Aws.LambdaInvokeStage', { expect: { statusCode: 200 } }, 'expect.statusCode is not a known name; remove it'],
    [
      'Aws.LambdaInvokeStage',
      { expect: { jsonPath: [{ path: '$.a', equal: 1 }] } },
      'expect.jsonPath.0.equal is not a known name; did you mean equals?',
    ],
    [
      'Aws.LambdaTrafficRoutingStage',
      { healthCheck: { attempt: 2 } },
      'healthCheck.attempt is not a known name; did you mean attempts?',
    ],
    [
      'Aws.LambdaTrafficRoutingStage',
      { healthCheck: { expect: { maxDurationMS: 2 } } },
      'healthCheck.expect.maxDurationMS is not a known name; did you mean maxDurationMs?',
    ],
  ])('%s: %j is rejected', (type, fields, expected) => {
    const found = problems(type, fields);

    expect(found).toEqual([expected]);
  });
});

describe('expressions', () => {
  it('that Orca could not evaluate are rejected by name, and nothing else is said about them', () => {
    const found = problems('Aws.LambdaDeleteStage', {
      version: '${trigger.version}',
      region: '${parameters.region}',
      retentionNumber: '${n}',
    });

    expect(found).toEqual(
      ['region', 'version', 'retentionNumber'].map(
        (name) => `${name} contains an expression that Orca could not evaluate; see this stage's expression errors`,
      ),
    );
  });

  it('are taken literally, with a warning, in fields where a shell-like ${NAME} can be meant', () => {
    const parsed = parseStage('Aws.LambdaInvokeStage', { ...where, invokePayload: 'echo ${HOME}' });

    expect(parsed).toMatchObject({
      ok: true,
      input: { invokePayload: 'echo ${HOME}' },
      warnings: [
        {
          code: 'expressionTakenLiterally',
          values: { field: 'invokePayload' },
          words: 'invokePayload contains ${…} text that Orca did not evaluate; the text was used as is.',
        },
      ],
    });
  });

  it.each<[StageType, Record<string, unknown>]>([
    ['Aws.LambdaDeleteStage', { version: '${parameters.version}', retentionNumber: '${#toInt(5)}' }],
    ['Aws.LambdaDeleteStage', { version: '$MOVING', retentionNumber: '${parameters.keep}' }],
    [
      'Aws.LambdaUpdateCodeStage',
      { s3bucket: undefined, s3key: undefined, codeUri: '${trigger.artifacts[0].reference}' },
    ],
    ['Aws.LambdaUpdateCodeStage', { s3key: '${parameters.key}' }],
    ['Aws.LambdaTrafficRoutingStage', { trafficPercentA: '${parameters.percent}' }],
    ['Aws.LambdaTrafficRoutingStage', { deploymentStrategy: '${parameters.strategy}' }],
    [
      'Aws.LambdaTrafficRoutingStage',
      {
        deploymentStrategy: '$BLUEGREEN',
        payloadArtifact: { artifact: { type: 'embedded/base64', reference: '${#toBase64("x")}' } },
      },
    ],
    ['Aws.LambdaTrafficRoutingStage', { versionNameA: '$PROVIDED', versionNumberA: '${parameters.version}' }],
    ['Aws.LambdaInvokeStage', { expect: { body: '${parameters.expected}', maxDurationMs: '${parameters.limit}' } }],
    [
      'Aws.LambdaDeploymentStage',
      {
        envVariables: { KEY: '${parameters.key}' },
        aliases: ['${parameters.alias}'],
        subnetIds: '${parameters.subnets}',
        securityGroupIds: ['sg-1'],
      },
    ],
    [
      'Aws.LambdaDeploymentStage',
      {
        account: '${a}',
        region: '${r}',
        functionName: 'checkout-${env}',
        provisionedConcurrentExecutions: 2,
        aliasName: '${alias}',
      },
    ],
  ])('are legal everywhere before they are evaluated: %s %j', (type, fields) => {
    const checked = checkStage(type, { ...valid[type], ...fields });

    expect(checked.problems).toEqual([]);
  });

  it('hide no problem of other fields', () => {
    const checked = checkStage('Aws.LambdaTrafficRoutingStage', {
      ...valid['Aws.LambdaTrafficRoutingStage'],
      trafficPercentA: '${p}',
      versionNameB: '$LATEST',
      aliasName: '1',
    });

    expect(checked.problems.map((problem) => problem.field)).toEqual(['aliasName', 'versionNameB']);
  });
});

describe("the payload of Spinnaker's own Invoke", () => {
  it('is rejected in a pipeline, because Orca overwrites it', () => {
    const checked = checkStage('Aws.LambdaInvokeStage', { ...where, payload: '{"ping":1}' });

    expect(checked.problems).toEqual([
      {
        field: 'payload',
        code: 'overwrittenByOrca',
        values: { use: 'invokePayload' },
        message: 'cannot be used, because Orca overwrites it; use invokePayload',
      },
    ]);
  });

  it('is ignored in a context, where it belongs to the webhook', () => {
    const parsed = parseStage('Aws.LambdaInvokeStage', { ...where, payload: '${ {"executionId": execution.id} }' });

    expect(parsed).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('nonsense', () => {
  const names = (type: StageType): string[] => [
    ...Object.keys(stageDefinitions[type].schema.shape),
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ];

  it.each(STAGE_TYPES)('in any field of %s gets an answer, never an exception', (type) => {
    const context = fc.dictionary(
      fc.constantFrom(...names(type)),
      fc.oneof(fc.jsonValue(), fc.constantFrom('${x}', '$LATEST', '$PREVIOUS', '7', NaN, -0, Infinity)),
      { maxKeys: 12 },
    );

    fc.assert(
      fc.property(context, (fields) => {
        const bare = parseStage(type, fields);
        const mixed = parseStage(type, { ...valid[type], ...fields });
        const checked = checkStage(type, fields);

        expect(
          bare.ok ||
            bare.problems.every(
              (problem) => (problem.field !== '' || problem.code === 'moreProblems') && problem.message !== '',
            ),
        ).toBe(true);
        expect(mixed.ok || mixed.problems.length > 0).toBe(true);
        expect(Array.isArray(checked.problems)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(STAGE_TYPES)('in artifacts of %s gets an answer, never an exception', (type) => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('embedded/base64', 's3/object', undefined),
        (reference, artifactType) => {
          const artifact = { artifact: { type: artifactType, reference } };

          const parsed = parseStage(type, {
            ...valid[type],
            deploymentStrategy: '$BLUEGREEN',
            payloadArtifact: artifact,
            outputArtifact: artifact,
          });

          expect(typeof parsed.ok).toBe('boolean');
        },
      ),
    );
  });
});

describe('a context with very many mistakes', () => {
  const many = (entry: (index: number) => [string, unknown]): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => entry(index)));
  const required = { account: 'a', region: 'us-east-1', functionName: 'f' };

  it('names the first twenty, and says how many others there are', () => {
    const result = parseStage('Aws.LambdaDeleteStage', { ...required, envVariables: 1, version: '1', alias: 'x' });
    const wrong = parseStage('Aws.LambdaDeploymentStage', {
      ...required,
      tags: Object.fromEntries(Object.entries(many((index) => [`${'k'.repeat(200)}${index}`, 'v'])).slice(0, 2_000)),
    });

    expect(result.ok ? [] : result.problems.map(({ code }) => code)).not.toContain('moreProblems');
    expect(wrong.ok).toBe(false);
    expect(wrong.ok ? 0 : wrong.problems.length).toBe(21);
    expect(wrong.ok ? '' : wrong.problems.at(-1)).toMatchObject({ field: '', code: 'moreProblems' });
    expect(JSON.stringify(wrong).length).toBeLessThan(20_000);
  });

  it('rejects a map with more names than AWS accepts as a whole', () => {
    const result = parseStage('Aws.LambdaDeploymentStage', {
      ...required,
      envVariables: many((index) => [`wrong-${index}`, '']),
    });

    expect(result.ok ? [] : result.problems).toContainEqual(
      expect.objectContaining({ field: 'envVariables', code: 'tooMany', values: { max: 2_048 } }),
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['names that are close to a field', many((index) => [`aliasNam${index}`, 'x'])],
    ['names that are no field', many((index) => [`nothing${index}`, 'x'])],
    ['names as long as a field', many((index) => [`f${String(index).padStart(11, '0')}`, 'x'])],
    ['a name of a megabyte', { ['x'.repeat(1_000_000)]: 'x' }],
    ['a value of a megabyte', { account: 'y'.repeat(1_000_000) }],
  ])('answers %s briefly', (_title, more) => {
    const result = parseStage('Aws.LambdaDeleteStage', { ...required, ...more });

    expect(result.warnings.length + (result.ok ? 0 : result.problems.length)).toBeLessThanOrEqual(42);
    expect(JSON.stringify([result.warnings, result.ok ? [] : result.problems]).length).toBeLessThan(32_000);
  });
});

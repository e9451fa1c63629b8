import { present, schemaAt, StageError, stageDefinitions } from 'stage-contract';
import { FUNCTION_ARN, headOf } from '../shared/testing/headOf';
import { planDeployment } from './plan';
import {
  aliasOf,
  inputOf,
  mappingOf,
  newCode,
  nothing,
  observedOf,
  operation,
  QUEUE,
  SECRET,
} from './testing/planFixtures';
import type { ObservedDeployment } from './observe';

const plan = (fields: Record<string, unknown>, observed: ObservedDeployment) =>
  planDeployment(inputOf(fields), observed, operation);
const ids = (fields: Record<string, unknown>, observed: ObservedDeployment): string[] =>
  plan(fields, observed).steps.map((step) => step.id);

function refusal(fields: Record<string, unknown>, observed: ObservedDeployment): StageError {
  try {
    plan(fields, observed);
  } catch (error) {
    if (error instanceof StageError) return error;
  }
  throw new Error('It was not refused.');
}

describe('the order of the steps', () => {
  it.each<[string, Record<string, unknown>, ObservedDeployment, string[]]>([
    [
      'a new function with publish',
      { publish: true, aliases: ['live'] },
      nothing,
      ['create', 'settleFunction', 'publish', 'settleVersion', 'alias:live'],
    ],
    ['a new function without publish', {}, nothing, ['create', 'settleFunction']],
    [
      'a new function with an expected hash',
      { publish: true, codeSha256: `${'A'.repeat(43)}=` },
      nothing,
      ['create', 'settleFunction', 'publish', 'settleVersion'],
    ],
    [
      'new code with publish',
      { publish: true, aliases: ['live'] },
      observedOf({ wantedCode: newCode }),
      ['code', 'settleCode', 'publish', 'settleVersion', 'same'],
    ],
    ['new code without publish', {}, observedOf({ wantedCode: newCode }), ['code', 'settleCode', 'same']],
    [
      'new code with an expected hash',
      { publish: true, codeSha256: `${'A'.repeat(43)}=` },
      observedOf({ wantedCode: newCode }),
      ['code', 'settleCode', 'publish', 'settleVersion', 'same'],
    ],
    [
      'new settings with publish',
      { publish: true, memorySize: 256 },
      observedOf(),
      ['configuration', 'settleConfiguration', 'publish', 'settleVersion', 'same'],
    ],
    [
      'new settings without publish',
      { memorySize: 256 },
      observedOf(),
      ['configuration', 'settleConfiguration', 'same'],
    ],
    [
      'both: settings first',
      { publish: true, memorySize: 256 },
      observedOf({ wantedCode: newCode }),
      ['configuration', 'settleConfiguration', 'code', 'settleCode', 'publish', 'settleVersion'],
    ],
    [
      'no changes, with publish',
      { publish: true, aliases: ['live'] },
      observedOf(),
      ['publish', 'settleVersion', 'same'],
    ],
    ['nothing new without publish', { aliases: ['live'] }, observedOf(), ['same']],
    [
      'another architecture',
      { publish: true, architectures: ['arm64'] },
      observedOf(),
      ['code', 'settleCode', 'publish', 'settleVersion', 'same'],
    ],
    [
      'aliases, tags, concurrency and sources at the end',
      {
        publish: true,
        aliases: ['live', 'beta'],
        aliasRouting: 'newVersion',
        aliasName: 'beta',
        tags: { team: 'a' },
        reservedConcurrentExecutions: 5,
        provisionedConcurrentExecutions: 2,
        triggerArns: [QUEUE],
      },
      observedOf({ wantedCode: newCode }),
      [
        'code',
        'settleCode',
        'publish',
        'settleVersion',
        'alias:beta',
        'alias:live',
        'tags',
        'reserved',
        'provisioned:beta',
        'settleProvisioned:beta',
        `createEventSource:${QUEUE}`,
        'same',
      ],
    ],
  ])('is right for %s', (_title, fields, observed, expected) => {
    expect(ids(fields, observed)).toEqual(expected);
  });

  it('names in one step what needed no change', () => {
    const steps = plan(
      { publish: true, aliases: ['live'], tags: { team: 'a' }, memorySize: 128 },
      observedOf({ wantedCode: newCode, head: headOf({ tags: { team: 'a' } }) }),
    ).steps;

    expect(steps.at(-1)).toEqual({
      kind: 'same',
      id: 'same',
      sentence: 'Configuration, alias live and tags',
      told: {
        code: 'unchanged',
        values: { parts: [{ part: 'configuration' }, { part: 'aliases', aliases: ['live'] }, { part: 'tags' }] },
      },
      mutates: false,
    });
  });
});

describe('a new function', () => {
  it.each<[string, Record<string, unknown>]>([
    ['with a first version', { publish: true }],
    ['without', {}],
  ])(
    'is made without publishing in the same call, which would give the version no description of its own: %s',
    (_title, fields) => {
      expect(plan(fields, nothing).steps[0]).toMatchObject({
        kind: 'create',
        sentence: 'Create the function',
        publish: false,
      });
    },
  );

  it('is published only with the promised hash, and never as an older version', () => {
    const codeSha256 = `${'A'.repeat(43)}=`;

    expect(plan({ publish: true, codeSha256 }, nothing).steps.find(({ kind }) => kind === 'publish')).toMatchObject({
      id: 'publish',
      sentence: 'Publish a version',
      mutates: true,
      codeSha256,
      expectedRevisionId: '',
      mayReuse: false,
    });
  });

  it('is shown with all its settings and tags', () => {
    const { report } = plan({ memorySize: 256, tags: { team: 'a' } }, nothing);

    expect(report?.differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ change: 'new', setting: 'Memory', after: '256 MB' }),
        { change: 'new', setting: 'Tag team', field: 'tags.team', after: 'a' },
      ]),
    );
    expect(report?.outputs).toEqual({});
  });
});

describe('the report before anything has changed', () => {
  it('draws the first listed alias, in the order of AWS', () => {
    const aliases = [aliasOf('old', '7'), aliasOf('live', '41', '40', 5)];

    const { report } = plan({ aliases: ['live'] }, observedOf({ aliases }));

    const routing = { mainVersion: '41', additionalVersion: '40', additionalWeightPercent: 5 };
    expect(report?.routing).toEqual({ before: routing, now: routing });
    expect(report?.outputs).toMatchObject({ aliasArn: aliasOf('live', '41').aliasArn });
  });

  it.each<[string, Record<string, unknown>]>([
    ['none is listed', {}],
    ['the listed one is still to be made', { aliases: ['new'] }],
  ])('draws no alias where %s', (_title, fields) => {
    const { report } = plan(fields, observedOf());

    expect(report).not.toHaveProperty('routing');
    expect(report?.outputs).not.toHaveProperty('aliasArn');
  });

  it('has the function for expressions', () => {
    expect(plan({}, observedOf()).report?.outputs).toMatchObject({
      functionARN: headOf().functionArn,
      functionName: 'checkout',
      versionId: '$LATEST',
    });
  });

  it('says which aliases it decides about', () => {
    expect(plan({ publish: true, aliases: ['live'], aliasRouting: 'newVersion' }, observedOf()).decides).toEqual([
      'alias:live',
    ]);
    expect(plan({ publish: true, aliases: ['live'] }, observedOf()).decides).toEqual([]);
  });
});

describe('settings', () => {
  const vpc = { vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-a'] };
  const key = 'arn:aws:kms:us-east-1:123456789012:key/0a1b';
  const dead = 'arn:aws:sqs:us-east-1:123456789012:failed';
  const layer = 'arn:aws:lambda:us-east-1:123456789012:layer:tools:';

  it.each<[string, Record<string, unknown>, Partial<ReturnType<typeof headOf>>, string[]]>([
    [
      'an absent field stays unchanged',
      {},
      {
        memorySizeMb: 1024,
        description: 'theirs',
        environment: { A: '1' },
        layers: [`${layer}1`],
        vpc,
        deadLetterArn: dead,
        kmsKeyArn: key,
        tracingMode: 'Active',
      },
      [],
    ],
    ['memory', { memorySize: 512 }, { memorySizeMb: 256 }, ['changed Memory: 256 MB → 512 MB']],
    ['timeout', { timeout: 30 }, {}, ['changed Timeout: 3 s → 30 s']],
    ['ephemeral storage', { ephemeralStorageMb: 1024 }, {}, ['changed Ephemeral storage: 512 MB → 1024 MB']],
    ['a runtime', { runtime: 'nodejs24.x' }, {}, ['changed Runtime: nodejs22.x → nodejs24.x']],
    ['a description that was not there', { description: 'mine' }, {}, ['new Description: none → mine']],
    [
      'variables, by name only',
      { envVariables: { DB_URL: SECRET, NEW: 'x', SAME: 's' } },
      { environment: { DB_URL: 'before', OLD: 'o', SAME: 's' } },
      [
        'changed Environment DB_URL: hidden → hidden',
        'new Environment NEW: none → hidden',
        'removed Environment OLD: hidden → none',
      ],
    ],
    [
      'variables named like members of every object',
      { envVariables: { toString: 'mine' } },
      { environment: { constructor: 'theirs' } },
      ['removed Environment constructor: hidden → none', 'new Environment toString: none → hidden'],
    ],
    [
      'an empty environment removes every variable',
      { envVariables: {} },
      { environment: { A: '1' } },
      ['removed Environment A: hidden → none'],
    ],
    [
      'layers, in order',
      { layers: [`${layer}2`, `${layer}1`] },
      { layers: [`${layer}1`, `${layer}2`] },
      [`changed Layers: ${layer}1, ${layer}2 → ${layer}2, ${layer}1`],
    ],
    ['no layers any more', { layers: [] }, { layers: [`${layer}1`] }, [`removed Layers: ${layer}1 → none`]],
    ['subnets, in any order', { subnetIds: ['subnet-b', 'subnet-a'], securityGroupIds: ['sg-a'] }, { vpc }, []],
    [
      'two empty lists take it out of the VPC',
      { subnetIds: [], securityGroupIds: [] },
      { vpc },
      ['removed VPC: subnet-a, subnet-b, sg-a → none'],
    ],
    ['both lists empty outside a VPC', { subnetIds: [], securityGroupIds: [] }, {}, []],
    [
      'an empty dead-letter target removes it',
      { deadLetterConfig: { targetArn: '' } },
      { deadLetterArn: dead },
      [`removed Dead-letter target: ${dead} → none`],
    ],
    ["the key in Spinnaker's spelling", { kmskeyArn: key }, {}, [`new Encryption key: none → ${key}`]],
    ['the key in the other spelling', { KMSKeyArn: key }, { kmsKeyArn: key }, []],
    ['tracing', { tracingConfig: { mode: 'Active' } }, {}, ['changed X-Ray tracing: PassThrough → Active']],
  ])('compare by name: %s', (_title, fields, head, expected) => {
    const { report } = plan(fields, observedOf({ head: headOf(head) }));

    expect(
      (report?.differences ?? []).map(
        ({ change, setting, before, after }) => `${change} ${setting}: ${before ?? 'none'} → ${after ?? 'none'}`,
      ),
    ).toEqual(expected);
  });

  it("carry the path of the stage's field that each of them is", () => {
    const changes = {
      runtime: 'nodejs24.x',
      handler: 'main.handler',
      role: 'arn:aws:iam::123456789012:role/other',
      description: 'mine',
      memorySize: 512,
      timeout: 30,
      ephemeralStorageMb: 1024,
      layers: [`${layer}1`],
      envVariables: { DB_URL: SECRET },
      encryptionKMSKeyArn: key,
      subnetIds: vpc.subnetIds,
      securityGroupIds: vpc.securityGroupIds,
      deadLetterConfig: { targetArn: dead },
      tracingConfig: { mode: 'Active' },
      architectures: ['arm64'],
      tags: { team: 'a' },
      reservedConcurrentExecutions: 5,
      provisionedConcurrentExecutions: 2,
      aliasName: 'live',
      triggerArns: [QUEUE],
    };

    const differences = plan(changes, observedOf({ wantedCode: newCode })).report?.differences ?? [];

    expect(differences.map(({ setting, field }) => [setting, field])).toEqual([
      ['Code', 's3key'],
      ['Architecture', 'architectures'],
      ['Runtime', 'runtime'],
      ['Handler', 'handler'],
      ['Role', 'role'],
      ['Description', 'description'],
      ['Memory', 'memorySize'],
      ['Timeout', 'timeout'],
      ['Ephemeral storage', 'ephemeralStorageMb'],
      ['Layers', 'layers'],
      ['Environment DB_URL', 'envVariables.DB_URL'],
      ['Encryption key', 'encryptionKMSKeyArn'],
      ['VPC', 'subnetIds'],
      ['Dead-letter target', 'deadLetterConfig.targetArn'],
      ['X-Ray tracing', 'tracingConfig.mode'],
      ['Tag team', 'tags.team'],
      ['Reserved concurrency', 'reservedConcurrentExecutions'],
      ['Provisioned concurrency of live', 'provisionedConcurrentExecutions'],
      ['Event source orders', 'eventSources'],
    ]);
    const { schema } = stageDefinitions['Aws.LambdaDeploymentStage'];
    expect(differences.filter(({ field = '' }) => schemaAt(schema, field.split('.')) === undefined)).toEqual([]);
  });

  it('send only labels, so that no step contains a value', () => {
    const { steps } = plan({ envVariables: { DB_URL: SECRET }, memorySize: 512 }, observedOf());

    expect(steps[0]).toEqual({
      id: 'configuration',
      kind: 'configuration',
      sentence: 'Update configuration',
      told: { code: 'updateConfiguration', values: {} },
      mutates: true,
      settings: ['Memory', 'Environment'],
      names: ['Memory', 'Environment DB_URL'],
      expectedRevisionId: 'r1',
      expectedLastModified: '2026-11-21T10:00:00.000Z',
    });
  });

  it('show the code by hash and size', () => {
    expect(plan({}, observedOf({ wantedCode: newCode })).report?.differences).toEqual([
      { change: 'changed', setting: 'Code', field: 's3key', before: 'old-ha… 4.0 MB', after: 'new-ha… 4.1 MB' },
    ]);
  });
});

describe('aliases', () => {
  it('keep their routing', () => {
    const { steps, report } = plan(
      { publish: true, aliases: ['live'] },
      observedOf({ wantedCode: newCode, aliases: [aliasOf('live', '41', '40', 5), aliasOf('hotfix', '29')] }),
    );

    expect(steps.some((step) => step.kind === 'moveAlias')).toBe(false);
    expect(report?.aliases).toEqual([
      {
        alias: 'live',
        routing: { mainVersion: '41', additionalVersion: '40', additionalWeightPercent: 5 },
        note: 'kept its routing',
        noteTold: { code: 'aliasKeptRouting', values: {} },
      },
      {
        alias: 'hotfix',
        routing: { mainVersion: '29' },
        note: 'not listed, left unchanged',
        noteTold: { code: 'aliasNotListed', values: {} },
      },
    ]);
  });

  it('move if the stage says so, by compare-and-set, and only the listed ones', () => {
    const { steps } = plan(
      { publish: true, aliases: 'live', aliasRouting: 'newVersion' },
      observedOf({ wantedCode: newCode, aliases: [aliasOf('live', '41', '40', 5), aliasOf('hotfix', '29')] }),
    );

    expect(steps.filter((step) => step.kind === 'moveAlias')).toEqual([
      expect.objectContaining({
        aliasName: 'live',
        from: { mainVersion: '41', additionalVersion: '40', additionalWeightPercent: 5 },
        expectedRevisionId: 'r-live',
        beginsWhen: 'orcaIsPolling',
      }),
    ]);
  });

  it('cause a warning if a new one points to the head', () => {
    const { steps, report } = plan({ aliases: ['live'] }, nothing);

    expect(steps.find((step) => step.kind === 'createAlias')).toMatchObject({
      atVersion: false,
      sentence: 'Create alias live pointing to $LATEST',
    });
    expect(report?.warnings).toMatchObject([
      { words: expect.stringContaining('live points to the unpublished head $LATEST') },
    ]);
  });

  it('are remembered before anything changes: baseline and first routing once, and null for new ones', () => {
    const { pins, served } = plan(
      { publish: true, aliases: ['live', 'beta'] },
      observedOf({ aliases: [aliasOf('live', '41', '42', 60), aliasOf('tie', '40', '41', 50), aliasOf('old', '29')] }),
    );

    expect(pins).toEqual([
      { kind: 'baseline', aliasName: 'live', value: { version: '42' }, mode: 'once' },
      {
        kind: 'firstRouting',
        aliasName: 'live',
        value: { routing: { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 60 } },
        mode: 'once',
      },
      { kind: 'baseline', aliasName: 'tie', value: { version: '40' }, mode: 'once' },
      {
        kind: 'firstRouting',
        aliasName: 'tie',
        value: { routing: { mainVersion: '40', additionalVersion: '41', additionalWeightPercent: 50 } },
        mode: 'once',
      },
      { kind: 'baseline', aliasName: 'old', value: { version: '29' }, mode: 'once' },
      { kind: 'firstRouting', aliasName: 'old', value: { routing: { mainVersion: '29' } }, mode: 'once' },
      { kind: 'baseline', aliasName: 'beta', value: { version: null }, mode: 'once' },
      { kind: 'firstRouting', aliasName: 'beta', value: { routing: null }, mode: 'once' },
    ]);
    expect(served).toEqual([
      { aliasName: 'live', versions: [{ version: '41' }, { version: '42' }], how: 'found' },
      { aliasName: 'tie', versions: [{ version: '40' }, { version: '41' }], how: 'found' },
      { aliasName: 'old', versions: [{ version: '29' }], how: 'found' },
    ]);
  });

  it.each([
    [
      'another execution holds it',
      {
        claim: {
          executionId: 'other',
          operationId: 'x',
          aliasName: 'live',
          baseline: '41',
          candidate: '42',
          stageName: 'Route',
          since: '2026-11-21T10:00:00Z',
        },
      },
      'busy',
      'holds live',
    ],
    [
      'someone has moved it since this execution did',
      { left: { mainVersion: '40' } },
      'foreignChange',
      'expected v40 100%, found v41 100%',
    ],
  ])('are not moved if %s', (_title, known, code, words) => {
    const error = refusal(
      { publish: true, aliases: ['live'], aliasRouting: 'newVersion' },
      observedOf({ moved: [{ aliasName: 'live', ...known }] }),
    );

    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });
});

describe('publishing', () => {
  it.each<[string, Record<string, unknown>, boolean, string]>([
    [
      'reuses the newest version where nothing has changed',
      {},
      true,
      'Publish a version unless the newest one already has this code and configuration',
    ],
    ['makes a version of its own of changed settings', { memorySize: 256 }, false, 'Publish a version'],
  ])('%s', (_title, fields, mayReuse, sentence) => {
    const { steps } = plan({ publish: true, ...fields }, observedOf());

    expect(steps.find(({ kind }) => kind === 'publish')).toMatchObject({ mayReuse, sentence });
  });
});

describe('a candidate of an earlier attempt', () => {
  const candidate = { ...headOf(), version: '42', functionArn: 'arn:42', revisionId: 'r42' };

  it('is reused if the head is still exactly that', () => {
    const { steps } = plan(
      { publish: true },
      observedOf({ aliases: [aliasOf('live', '41', '42', 10)], earlierCandidate: { version: '42', facts: candidate } }),
    );

    expect(steps[0]).toMatchObject({
      kind: 'reuse',
      version: '42',
      sentence: 'Reuse v42, which this execution published',
    });
  });

  it('is replaced while it serves no traffic', () => {
    expect(
      ids(
        { publish: true },
        observedOf({ wantedCode: newCode, earlierCandidate: { version: '42', facts: candidate } }),
      ),
    ).toEqual(['code', 'settleCode', 'publish', 'settleVersion', 'same']);
  });

  it.each([
    ['main version', aliasOf('live', '42')],
    ['additional version', aliasOf('live', '41', '42', 1)],
  ])('is not replaced while it serves as %s', (_title, alias) => {
    const error = refusal(
      { publish: true },
      observedOf({ wantedCode: newCode, aliases: [alias], earlierCandidate: { version: '42', facts: candidate } }),
    );

    expect(error.code).toBe('protectedVersion');
    expect(error.message).toContain('candidate v42 is serving live');
    expect(error.message).toContain('Start the pipeline again instead of restarting this stage');
  });

  const serving = (stageIds?: string[]): ObservedDeployment =>
    observedOf({
      wantedCode: newCode,
      aliases: [aliasOf('live', '42')],
      earlierCandidate: { version: '42', facts: candidate, ...present({ stageIds }) },
    });

  it('is replaced while it serves if only another stage has published', () => {
    expect(ids({ publish: true }, serving(['earlier']))).toContain('code');
  });

  it.each([
    ['this stage has published before', ['s', 'later']],
    ['an earlier release has not written down who has published', undefined],
  ])('is not replaced while it serves if %s', (_title, stageIds) => {
    expect(refusal({ publish: true }, serving(stageIds)).code).toBe('protectedVersion');
  });
});

describe('tags', () => {
  it.each<[string, Record<string, unknown>, Record<string, string>, string[], string[]]>([
    ['nothing is listed', {}, { team: 'a' }, [], []],
    ['listed but ignored', { tags: { team: 'b' }, tagsMode: 'ignore' }, { team: 'a' }, [], []],
    [
      'listed: what is listed is added',
      { tags: { team: 'b', new: 'n' } },
      { team: 'a', other: 'o' },
      ['new', 'team'],
      [],
    ],
    [
      "owned: exactly what is listed, except AWS's own",
      { tags: { team: 'b' }, tagsMode: 'own' },
      { team: 'b', other: 'o', 'aws:cloudformation:stack-id': 's' },
      [],
      ['other'],
    ],
  ])('follow their mode: %s', (_title, fields, live, set, remove) => {
    const step = plan(fields, observedOf({ head: headOf({ tags: live }) })).steps.find((each) => each.kind === 'tags');

    expect({ set: step?.set ?? [], remove: step?.remove ?? [] }).toEqual({ set, remove });
  });
});

describe('concurrency', () => {
  const provisioned = (requested: number) => ({
    requested,
    allocated: requested,
    available: requested,
    status: 'READY',
  });

  it.each<[string, Record<string, unknown>, Partial<ObservedDeployment>, string[]]>([
    ['absent means unchanged', {}, { head: headOf({ reservedConcurrency: 5 }) }, []],
    ['a number is set', { reservedConcurrentExecutions: 5 }, {}, ['Reserve 5 concurrent executions']],
    [
      'the same number means no change',
      { reservedConcurrentExecutions: 5 },
      { head: headOf({ reservedConcurrency: 5 }) },
      [],
    ],
    [
      '-1 removes the limit',
      { reservedConcurrentExecutions: -1 },
      { head: headOf({ reservedConcurrency: 5 }) },
      ['Remove the reserved concurrency'],
    ],
    [
      '-1 removes a limit of 0, which stops the function',
      { reservedConcurrentExecutions: -1 },
      { head: headOf({ reservedConcurrency: 0 }) },
      ['Remove the reserved concurrency'],
    ],
    ['-1 without a limit', { reservedConcurrentExecutions: -1 }, {}, []],
    [
      '0 stops the function',
      { reservedConcurrentExecutions: 0 },
      { head: headOf({ reservedConcurrency: 5 }) },
      ['Set the reserved concurrency to 0, which stops all calls'],
    ],
    [
      '0 stops a function that had no limit',
      { reservedConcurrentExecutions: 0 },
      {},
      ['Set the reserved concurrency to 0, which stops all calls'],
    ],
    [
      '0 when calls are stopped already',
      { reservedConcurrentExecutions: 0 },
      { head: headOf({ reservedConcurrency: 0 }) },
      [],
    ],
    [
      'provisioned concurrency is set and waited for',
      { provisionedConcurrentExecutions: 2, aliasName: 'live' },
      {},
      ['Provision 2 environments for live', 'Wait until 2 environments of live are ready'],
    ],
    [
      'provisioned concurrency exists already',
      { provisionedConcurrentExecutions: 2, aliasName: 'live' },
      { provisioned: provisioned(2) },
      [],
    ],
    [
      'provisioned 0 removes it',
      { provisionedConcurrentExecutions: 0, aliasName: 'live' },
      { provisioned: provisioned(2) },
      ['Remove the provisioned concurrency of live'],
    ],
    [
      'provisioned concurrency moves with its alias',
      {
        provisionedConcurrentExecutions: 2,
        aliasName: 'live',
        aliases: ['live'],
        publish: true,
        aliasRouting: 'newVersion',
      },
      { provisioned: provisioned(2) },
      ['Wait until 2 environments of live are ready'],
    ],
  ])('%s', (_title, fields, observed, expected) => {
    const { steps } = plan(fields, observedOf(observed));

    expect(
      steps
        .filter((step) => ['reserved', 'provisioned', 'settleProvisioned'].includes(step.kind))
        .map((step) => step.sentence),
    ).toEqual(expected);
  });

  it.each<[string, Record<string, unknown>, Partial<ObservedDeployment>, string, string]>([
    [
      'a weighted alias',
      { provisionedConcurrentExecutions: 2, aliasName: 'live' },
      { aliases: [aliasOf('live', '41', '42', 10)] },
      'invalidInput',
      'splits its traffic',
    ],
    [
      'an alias that points to the head',
      { provisionedConcurrentExecutions: 2, aliasName: 'live' },
      { aliases: [aliasOf('live', '$LATEST')] },
      'invalidInput',
      'needs a published version',
    ],
    [
      'an alias that no step creates',
      { provisionedConcurrentExecutions: 2, aliasName: 'gone' },
      {},
      'aliasNotFound',
      'Add gone to aliases',
    ],
  ])('is rejected before anything changes for %s', (_title, fields, observed, code, words) => {
    const error = refusal(fields, observedOf(observed));

    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });
});

describe('the alias that settings belong to', () => {
  const missing = (fields: Record<string, unknown>, observed = observedOf()): StageError =>
    refusal({ aliasName: 'gone', ...fields }, observed);

  it('must be there for provisioned concurrency', () => {
    const { details } = missing({ provisionedConcurrentExecutions: 1 });

    expect(details).toMatchObject({
      code: 'aliasNotFound',
      where: 'checkout:gone · local / us-east-1',
      what: { code: 'aliasForSettingsMissing', values: { alias: 'gone' } },
      next: { code: 'addAlias', values: { alias: 'gone' } },
    });
  });

  it('must be there for event sources', () => {
    expect(missing({ triggerArns: [QUEUE] }).code).toBe('aliasNotFound');
    expect(missing({ triggerArns: [QUEUE] }, { ...observedOf(), aliases: [] }).code).toBe('aliasNotFound');
  });

  it.each<[string, Record<string, unknown>, Partial<ObservedDeployment>]>([
    ['nothing belongs to it', { aliasName: 'gone' }, {}],
    ['no concurrency is left of it', { aliasName: 'gone', provisionedConcurrentExecutions: 0 }, {}],
    ['the stage makes it', { aliasName: 'new', aliases: ['new'], publish: true, triggerArns: [QUEUE] }, {}],
    [
      'it is there, among others',
      { aliasName: 'live', triggerArns: [QUEUE] },
      { aliases: [aliasOf('beta', '40'), aliasOf('live', '41')] },
    ],
  ])('is not asked for where %s', (_title, fields, observed) => {
    expect(() => plan(fields, observedOf(observed))).not.toThrow();
  });

  it.each<[string, Record<string, unknown>, Partial<ObservedDeployment>]>([
    ['it stays at the head', {}, { aliases: [aliasOf('beta', '40'), aliasOf('live', '$LATEST')] }],
    ['it is made at the head', { aliases: ['live'] }, { aliases: [] }],
  ])('gets no provisioned concurrency where %s', (_title, fields, observed) => {
    const { details } = refusal(
      { aliasName: 'live', provisionedConcurrentExecutions: 2, ...fields },
      observedOf(observed),
    );

    expect(details).toMatchObject({
      code: 'invalidInput',
      where: 'checkout:live · local / us-east-1',
      problems: [
        {
          field: 'provisionedConcurrentExecutions',
          code: 'provisionedOnHead',
          values: { alias: 'live' },
        },
      ],
      next: { code: 'routeToVersion' },
    });
  });

  it.each<[string, Record<string, unknown>, Partial<ObservedDeployment>]>([
    ['it moves from the head to a version', { aliasRouting: 'newVersion' }, { aliases: [aliasOf('live', '$LATEST')] }],
    ['it moves away from a split', { aliasRouting: 'newVersion' }, { aliases: [aliasOf('live', '41', '42', 10)] }],
    ['it is made at a version', {}, { aliases: [] }],
    ['another alias is at the head', {}, { aliases: [aliasOf('beta', '$LATEST'), aliasOf('live', '41')] }],
    [
      'another alias is made at the head',
      { publish: false, aliases: ['live', 'new'] },
      { aliases: [aliasOf('live', '41')] },
    ],
  ])('gets provisioned concurrency where %s', (_title, fields, observed) => {
    const wanted = { publish: true, aliases: ['live'], aliasName: 'live', provisionedConcurrentExecutions: 2 };

    expect(ids({ ...wanted, ...fields }, observedOf(observed))).toContain('provisioned:live');
  });

  it('may lose its concurrency at the head', () => {
    const head = observedOf({ aliases: [aliasOf('live', '$LATEST')] });

    expect(() => plan({ aliasName: 'live', provisionedConcurrentExecutions: 0 }, head)).not.toThrow();
  });
});

describe('event sources', () => {
  it.each<[string, Record<string, unknown>]>([
    ['the stage has no aliases', { triggerArns: [QUEUE] }],
    ['they belong to an alias', { aliases: ['live'], aliasName: 'live', triggerArns: [QUEUE] }],
    ['they are left alone', { aliases: ['live'], eventSourceMode: 'ignore' }],
    ['there are none', { aliases: ['live'] }],
    ['all of them are taken away', { aliases: ['live'], triggerArns: [], eventSourceMode: 'own' }],
  ])('do not pass the aliases by where %s', (_title, fields) => {
    expect(plan(fields, observedOf()).report?.warnings).toEqual([]);
  });

  it('pass the aliases by also where they are listed with settings', () => {
    const eventSources = [{ arn: QUEUE }];

    expect(
      plan({ publish: true, aliases: ['live', 'beta'], eventSources }, observedOf()).report?.warnings,
    ).toMatchObject([{ code: 'eventSourcesBypassAliases' }]);
  });

  it('belong to the function where the stage names no alias', () => {
    const { steps } = plan({ triggerArns: [QUEUE], batchsize: 10 }, observedOf({ mappings: [mappingOf()] }));

    expect(steps.find((step) => step.kind === 'updateEventSource')).toMatchObject({ functionRef: 'checkout' });
  });

  it('cause a warning if they bypass the aliases', () => {
    expect(
      plan({ publish: true, aliases: ['live', 'beta'], triggerArns: [QUEUE] }, observedOf()).report?.warnings,
    ).toMatchObject([{ words: expect.stringContaining('bypasses every alias') }]);
  });

  it('belong to the alias that the stage names', () => {
    const steps = plan(
      { aliasName: 'live', triggerArns: [QUEUE], batchsize: 10 },
      observedOf({ mappings: [mappingOf({ functionArn: `${FUNCTION_ARN}:live` })] }),
    ).steps;

    expect(steps.find((step) => step.kind === 'updateEventSource')).toMatchObject({
      functionRef: 'checkout:live',
      uuid: 'u1',
      spec: { batchSize: 10 },
    });
  });
});

it('no plan contains a value of the environment', () => {
  const fields = { publish: true, aliases: ['live'], envVariables: { DB_URL: SECRET } };

  const plans = [
    plan(fields, nothing),
    plan(fields, observedOf({ wantedCode: newCode })),
    plan({ ...fields, envVariables: {} }, observedOf({ head: headOf({ environment: { DB_URL: SECRET } }) })),
  ];

  expect(JSON.stringify(plans)).not.toContain(SECRET);
});

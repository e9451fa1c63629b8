import { checkPipeline } from './checkPipeline';

const types = {
  deploy: 'Aws.LambdaDeploymentStage',
  update: 'Aws.LambdaUpdateCodeStage',
  route: 'Aws.LambdaTrafficRoutingStage',
  invoke: 'Aws.LambdaInvokeStage',
  delete: 'Aws.LambdaDeleteStage',
} as const;
type Fields = Readonly<Record<string, unknown>>;
const place = { account: 'prod', region: 'eu-west-1', functionName: 'checkout' };

/** A stage of ours; each depends on the one before unless it says otherwise. */
const ours = (type: keyof typeof types, fields: Fields = {}): Fields => ({
  type: types[type],
  alias: 'preconfiguredWebhook',
  ...place,
  ...fields,
});
const other = (type: string, fields: Fields = {}): Fields => ({ type, ...fields });
const native = (fields: Fields): Fields => ({ ...fields, alias: undefined });

/** A pipeline whose stages are called A, B, C …, have refIds 1, 2, 3 …, and run one after the other. */
const pipeline = (...stages: readonly Fields[]): Fields => ({
  stages: stages.map((stage, index) => ({
    name: String.fromCharCode(65 + index),
    refId: String(index + 1),
    requisiteStageRefIds: index === 0 ? [] : [String(index)],
    ...stage,
  })),
});

/** All findings as "stage name: level code path". */
function findings(checked: unknown): string[] {
  const stages = (checked as { stages: { name: string }[] }).stages;
  return stages.flatMap(({ name }, index) =>
    checkPipeline(checked)
      .findingsOf(index)
      .map(({ level, path, problem }) => `${name}: ${[level, problem.code, path.join('.')].join(' ').trim()}`),
  );
}

const DEPLOY = ours('deploy', { publish: true });
const ROUTE = ours('route', { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' });

describe('a pipeline without mistakes', () => {
  it.each<[string, Fields]>([
    ['deploys and routes', pipeline(DEPLOY, ROUTE)],
    ['goes back', pipeline({ ...ROUTE, versionNameA: '$PREVIOUS' })],
    ['names its version by an expression', pipeline({ ...ROUTE, versionNameA: '${parameters.version}' })],
    ['deploys a function that a parameter names', pipeline({ ...DEPLOY, functionName: '${parameters.f}' }, ROUTE)],
    ['decides by a parameter whether to publish', pipeline(ours('update', { publish: '${parameters.p}' }), ROUTE)],
    [
      'promotes in time',
      pipeline(DEPLOY, { ...ROUTE, revertUnlessPromotedWithinSeconds: 3600 }, other('manualJudgment'), {
        ...ROUTE,
        stageEnabled: { type: 'expression', expression: "#judgment('C') == 'Promote'" },
      }),
    ],
    [
      'reads outputs where they are',
      pipeline(DEPLOY, other('wait', { waitTime: "${#stage('A').context.webhook.monitor.body.outputs.versionId}" })),
    ],
    ['reads itself', pipeline({ ...DEPLOY, description: "${#stage('A').context.region}" })],
    [
      'deletes the function and deploys it anew',
      pipeline(ours('delete', { version: '$ALL' }), DEPLOY, { ...ROUTE, versionNameA: '$PREVIOUS' }),
    ],
    ['has no stages', { stages: [] }],
    [
      'runs old stages in their order',
      {
        stages: [
          { name: 'A', ...DEPLOY },
          { name: 'B', ...ROUTE },
        ],
      },
    ],
    ['takes stages from a template', { template: {}, ...pipeline(ROUTE, other('wait', { a: "${#stage('X')}" })) }],
    ['runs on the native executor and says nothing of versions', pipeline()],
  ])('%s', (_, checked) => {
    expect(findings(checked)).toEqual([]);
  });
});

describe('a mistake that only the pipeline shows', () => {
  it.each<[string, Fields, string[]]>([
    ['a stage without our alias', pipeline(native(ROUTE)), ['A: warning runsNatively']],
    ['an alias of another kind', pipeline({ ...ROUTE, alias: 'webhook' }), ['A: warning runsNatively alias']],
    ['a half-converted pipeline', pipeline(DEPLOY, native(ROUTE)), ['B: error halfConverted']],
    [
      'no deployment before a Route, an Invoke and a Delete',
      pipeline(ROUTE, ours('invoke', { version: '$LATEST' }), ours('delete', { version: '$LATEST' })),
      [
        'A: warning noDeploymentBefore versionNameA',
        'B: warning noDeploymentBefore version',
        'C: warning noDeploymentBefore version',
      ],
    ],
    [
      'a deployment of another function',
      pipeline({ ...DEPLOY, functionName: 'cart' }, ROUTE),
      ['B: warning noDeploymentBefore versionNameA'],
    ],
    [
      'a deployment in another branch',
      pipeline({ ...DEPLOY }, { ...ROUTE, requisiteStageRefIds: [] }),
      ['B: warning deployedElsewhere versionNameA'],
    ],
    ['a deployment after the Route', pipeline(ROUTE, DEPLOY), ['A: warning noDeploymentBefore versionNameA']],
    ['a deployment that publishes nothing', pipeline(ours('update'), ROUTE), ['B: error notPublished versionNameA']],
    [
      'versions of a function that is gone',
      pipeline(DEPLOY, ours('delete', { version: '$ALL' }), { ...ROUTE, versionNameB: '$PREVIOUS' }),
      ['C: error functionIsGone versionNameA', 'C: error functionIsGone versionNameB'],
    ],
    [
      'a canary that nobody promotes',
      pipeline(DEPLOY, { ...ROUTE, revertUnlessPromotedWithinSeconds: 60 }, { ...ROUTE, aliasName: 'beta' }),
      ['B: warning neverPromoted revertUnlessPromotedWithinSeconds'],
    ],
    [
      'a stage, a refId and a judgment that do not exist',
      pipeline(
        { ...DEPLOY, s3key: "${#stage('Biuld').context.key}", description: '${#stageByRefId("9").name}' },
        other('wait', { stageEnabled: { type: 'expression', expression: "#judgement('A') == 'yes'" } }),
      ),
      [
        'A: error noSuchStage s3key',
        'A: error noSuchStage description',
        'B: error noSuchStage stageEnabled.expression',
      ],
    ],
    [
      'a stage that runs later',
      pipeline({ ...DEPLOY, tags: { by: ["${#stage('B').status}"] } }, other('wait')),
      ['A: warning stageRunsLater tags.by.0'],
    ],
    [
      'outputs where only the native stage has them',
      pipeline(
        DEPLOY,
        other('wait', {
          a: "${#stage('A').context.functionARN}",
          b: "${#stage('A')['context']['versionId']}",
          c: "${#stage('A').outputs.functionVersion}",
          d: "${#stage('A').context.region}",
          e: "${#stage('A').context?.lambdaObject}",
          f: "${#stage('A').outputs.codeSha256}",
        }),
      ),
      [
        'B: error outputIsElsewhere a',
        'B: error outputIsElsewhere b',
        'B: error outputIsElsewhere c',
        'B: error outputOfNativeOnly e',
        'B: error outputIsElsewhere f',
      ],
    ],
    [
      'broken dependencies',
      pipeline(
        other('wait', { requisiteStageRefIds: ['2', '9'] }),
        other('wait'),
        other('wait', { refId: '2', requisiteStageRefIds: [] }),
      ),
      [
        'A: error noSuchRefId requisiteStageRefIds.1',
        'A: error dependsOnItself requisiteStageRefIds',
        'B: error dependsOnItself requisiteStageRefIds',
        'C: error refIdTwice refId',
      ],
    ],
  ])('%s', (_, checked, expected) => {
    expect(findings(checked)).toEqual(expected);
  });

  it('suggests the name that was probably meant', () => {
    const checked = pipeline(DEPLOY, other('wait', { a: "${#stage('a').context}" }));

    expect(checkPipeline(checked).findingsOf(1)[0]?.problem.values).toMatchObject({ name: 'a', nearest: 'A' });
  });

  it("understands quotes inside a stage's name", () => {
    const checked = pipeline({ ...DEPLOY, name: "Bob's" }, other('wait', { a: "${#stage('Bob''s').context.region}" }));

    expect(findings(checked)).toEqual([]);
  });
});

describe('any JSON', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'x'],
    ['stages of text', { stages: 'x' }],
    ['odd stages', { stages: [null, 7, [], { type: 7, name: {}, refId: [], requisiteStageRefIds: 'x' }] }],
  ])('can be checked: %s', (_, value) => {
    const check = checkPipeline(value);

    expect([0, 1, 2, 3, 4].flatMap((index) => check.findingsOf(index))).toEqual([]);
  });

  it('however hostile, does not take long', () => {
    const text = `\${${"#stage('".repeat(2_400)}`;
    const deep = Array.from({ length: 5_000 }).reduce((inner) => [inner], text as unknown);
    const checked = pipeline(...Array.from({ length: 40 }, () => other('wait', { text, deep })));

    const found = findings(checked);

    expect(found).toEqual([]);
  });
});

import { referencesToNative, referencesToOurs, type References, type StagesNamed } from './moveReferences';

const ROUTE = { type: 'Aws.LambdaTrafficRoutingStage' } as const;
const STAGES: Readonly<Record<string, ReturnType<StagesNamed>>> = {
  Deploy: [{ type: 'Aws.LambdaDeploymentStage' }],
  "It's": [{ type: 'Aws.LambdaDeploymentStage' }],
  Route: [ROUTE],
  Twice: [ROUTE, ROUTE],
  Mixed: [ROUTE, { type: undefined }],
  Call: [{ type: 'Aws.LambdaInvokeStage', rename: { from: 'payload', to: 'invokePayload' } }],
  Bake: [{ type: undefined }],
};
const named: StagesNamed = ({ by, id }) => (by === 'name' ? (STAGES[id] ?? []) : id === '1' ? [ROUTE] : []);
const back: StagesNamed = (reference) =>
  named(reference).map(({ type, rename }) => ({
    type,
    ...(rename === undefined ? {} : { rename: { from: rename.to, to: rename.from } }),
  }));

/** The text after the changes. */
const changed = (text: string, { moved }: References): string =>
  [...moved]
    .sort((a, b) => b.offset - a.offset)
    .reduce((so, { offset, length, content }) => so.slice(0, offset) + content + so.slice(offset + length), text);
const toOurs = (text: string): string => changed(text, referencesToOurs(text, named));
const toNative = (text: string): string => changed(text, referencesToNative(text, back));

const BODY = '.context.webhook.monitor.body.outputs';

describe('an expression that reads an output of a native stage', () => {
  it.each([
    ["${#stage('Deploy').context.functionARN}", `\${#stage('Deploy')${BODY}.functionARN}`],
    [
      "a ${#stage('Deploy').context.functionARN} b ${#stage('Route').context.versionId}",
      `a \${#stage('Deploy')${BODY}.functionARN} b \${#stage('Route')${BODY}.versionId}`,
    ],
    [
      '#stage("Deploy")["context"]["functionARN"]',
      '#stage("Deploy")["context"].webhook.monitor.body.outputs["functionARN"]',
    ],
    [
      "${#stage('Route')['context']['deployment:majorVersionDeployed']}",
      "${#stage('Route')['context'].webhook.monitor.body.outputs['deployment:majorVersionDeployed']}",
    ],
    [
      "${#stage('Deploy')?.context?.functionARN ?: 'none'}",
      "${#stage('Deploy')?.context?.webhook?.monitor?.body?.outputs?.functionARN ?: 'none'}",
    ],
    ["${#stage('It''s').context.functionARN}", `\${#stage('It''s')${BODY}.functionARN}`],
    ["${#stageByRefId('1').context.versionId}", `\${#stageByRefId('1')${BODY}.versionId}`],
    ["${#stage('Twice').context.versionId}", `\${#stage('Twice')${BODY}.versionId}`],
    ["${#stage('Call').context.invokeResultsList[0].body}", `\${#stage('Call')${BODY}.invokeResultsList[0].body}`],
    ["${#stage('Call').context['payload']}", "${#stage('Call').context['invokePayload']}"],
    [
      "${#stage( 'Deploy' ) .context .functionARN}",
      "${#stage( 'Deploy' ) .context.webhook.monitor.body.outputs .functionARN}",
    ],
  ])('%s becomes %s, and back', (text, expected) => {
    expect(toOurs(text)).toBe(expected);
    expect(toNative(expected)).toBe(text);
    expect(toOurs(expected)).toBe(expected);
  });

  it.each([
    [
      "${#stage('Deploy').outputs.functionARN}",
      "${#stage('Deploy').context.webhook.monitor['body'].outputs.functionARN}",
    ],
    [
      "${#stage('Deploy')['outputs'].functionName}",
      "${#stage('Deploy').context.webhook.monitor['body']['outputs'].functionName}",
    ],
  ])('%s becomes %s: our stages leave nothing in their outputs', (text, expected) => {
    expect(toOurs(text)).toBe(expected);
    expect(toNative(expected)).toBe(text);
    expect(toOurs(expected)).toBe(expected);
  });

  it('keeps asking safely, after which it reads the context on the way back', () => {
    const ours = "${#stage('Deploy')?.context?.webhook?.monitor?.body?.outputs?.versionId}";

    expect(toOurs("${#stage('Deploy')?.outputs?.versionId}")).toBe(ours);
    expect(toNative(ours)).toBe("${#stage('Deploy')?.context?.versionId}");
  });

  it.each([
    "${#stage('Deploy').context.functionName}",
    "${#stage('Bake').context.versionId}",
    "${#stage('Nobody').context.functionARN}",
    "${#stage('Deploy').status}",
    "${#stage('Deploy')}",
    `\${execution.stages[0]${BODY}.functionARN}`,
    "${trigger['functionARN']} ${parameters.functionARN} functionARN 'functionARN'",
    "${ {'functionARN': 'x'} }",
  ])('leaves %s alone', (text) => {
    expect(referencesToOurs(text, named)).toEqual({ moved: [], left: [] });
  });

  it.each([
    ["${#stage('Deploy').context.lambdaObject}", 'outputNotHere', "#stage('Deploy').context.lambdaObject"],
    ["${#stage('Mixed').context.versionId}", 'outputNotHere', "#stage('Mixed').context.versionId"],
    ["${#stage('Call').context.functionARN}", 'outputNotHere', "#stage('Call').context.functionARN"],
    ['${execution.stages[0].context.functionARN}', 'referenceNotExact', '.context.functionARN'],
    ["${#stage('De' + 'ploy')['context']['versionId']}", 'referenceNotExact', "['context']['versionId']"],
    ['${functionARN}', 'referenceNotExact', 'functionARN'],
    ['${#toJson(invokeResultsList)}', 'referenceNotExact', 'invokeResultsList'],
    ["${#root['deployment:majorVersionDeployed']}", 'referenceNotExact', "#root['deployment:majorVersionDeployed']"],
  ])('names %s for a person (%s)', (text, code, part) => {
    const { moved, left } = referencesToOurs(text, named);

    expect(moved).toEqual([]);
    expect(left.map(({ gap, offset, length }) => [gap.code, text.slice(offset, offset + length)])).toEqual([
      [code, part],
    ]);
  });
});

describe('an expression that reads what only our stages report', () => {
  it.each([
    `\${#stage('Deploy')${BODY}.functionVersion}`,
    "${#stage('Deploy').context.webhook.monitor.body.baseline.version}",
    "${#stage('Deploy').context.webhook}",
    "${#stage('Deploy').context.lambdaStages.outcome}",
  ])('keeps the stage of %s from going back', (text) => {
    const { moved, left } = referencesToNative(text, back);

    expect(moved).toEqual([]);
    expect(left).toMatchObject([{ gap: { code: 'outputOnlyHere' }, stage: { by: 'name', id: 'Deploy' } }]);
  });
});

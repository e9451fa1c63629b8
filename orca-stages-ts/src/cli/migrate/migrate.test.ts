import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkStage, lambdaStagesOf } from 'stage-contract';
import { nativeStages } from 'stage-contract/src/testing/nativeStages';
import { UnreadablePathError } from '../pipelines/readPipelineFiles';
import { runCommand } from '../testing/runCommand';
import type { MigrationReport } from './migrationReport';

const TARGET = { account: 'prod', region: 'eu-west-1', functionName: 'shop-checkout' };
const deploy = {
  type: 'Aws.LambdaDeploymentStage',
  name: 'Deploy',
  refId: '1',
  requisiteStageRefIds: [],
  ...TARGET,
  aliases: ['live'],
  runtime: 'nodejs22.x',
  s3bucket: 'builds',
  s3key: 'checkout.zip',
  handler: 'index.handler',
  role: 'arn:aws:iam::123456789012:role/checkout',
  publish: true,
};
const invoke = {
  type: 'Aws.LambdaInvokeStage',
  name: 'Call',
  refId: '2',
  requisiteStageRefIds: ['1'],
  ...TARGET,
  aliasName: 'live',
  payload: '{"ping":"${#stage(\'Deploy\').context.functionARN}"}',
  executionCount: 2,
  timeout: 30,
};
const pipeline = (...stages: object[]): object => ({ application: 'shop', name: 'Release', stages });
const native = pipeline(deploy, invoke);

/** What a native pipeline, as Gate lists it or as the old plugin documents it, contains beside Lambda stages. */
const unrelated = { name: 'Judge', type: 'manualJudgment', refId: '9', instructions: 'as before  ' };

let folder = '';
let out = '';
let told = '';
let input = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (text: string, name = 'pipeline.json'): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const read = (file: string): string => readFileSync(file, 'utf8');

/** Runs the command, and returns its exit code. */
async function migrate(...words: string[]): Promise<number> {
  const run = await runCommand(['migrate', ...words], input);
  ({ out, told } = run);
  return run.exitCode;
}

describe('migrate', () => {
  it('converts a file in place, and says what will be different', async () => {
    const file = write(`${JSON.stringify(native, null, 2)}\n`);

    const code = await migrate('--write', file);

    const moved = "#stage('Deploy').context.webhook.monitor.body.outputs.functionARN";
    const { payload: _payload, ...others } = invoke;
    expect(code).toBe(0);
    expect(JSON.parse(read(file))).toEqual(
      pipeline(
        { ...deploy, alias: 'preconfiguredWebhook' },
        { ...others, alias: 'preconfiguredWebhook', invokePayload: `{"ping":"\${${moved}}"}` },
      ),
    );
    expect(out).toBe('');
    expect(told).toContain(`Deploy: gains "alias": "preconfiguredWebhook"; its own values stay as they are`);
    expect(told).toContain('Call: gains "alias": "preconfiguredWebhook"; payload becomes invokePayload;');
    expect(told).toContain(`pipeline.json:36:39 #stage('Deploy').context.functionARN becomes ${moved}`);
    expect(told).toContain(
      "    Deploy:\n      Native: Deployment points live to AWS's unpublished $LATEST.\n      Here:   An existing",
    );
    expect(told).toContain('    Call:\n      Native: The 2 calls of an Invoke run at the same time.');
    expect(told).toContain(`1 pipeline in 1 file: 2 stages converted to Lambda Stages. Wrote ${file}.`);
    expect(told).not.toMatch(/Needs your attention|Please check|without executionCount/);
  });

  it('changes nothing without --write, and prints what it would change', async () => {
    const text = `${JSON.stringify(pipeline(unrelated, { ...deploy, refId: '1' }), null, 2)}`;
    const file = write(text);

    const code = await migrate(file);

    expect(code).toBe(0);
    expect(read(file)).toBe(text);
    expect(out).toBe(
      [
        `--- a/${file}`,
        `+++ b/${file}`,
        '@@ -10,6 +10,7 @@',
        '     },',
        '     {',
        '       "type": "Aws.LambdaDeploymentStage",',
        '+      "alias": "preconfiguredWebhook",',
        '       "name": "Deploy",',
        '       "refId": "1",',
        '       "requisiteStageRefIds": [],',
        '',
      ].join('\n'),
    );
    expect(told).toContain('Nothing was written; --write does that.');
  });

  it.each([
    ['lines of Unix, without an end of the last one', '\n', ''],
    ['lines of Windows', '\r\n', '\r\n'],
    ['one line', '', '\n'],
  ])('prints a diff that git applies to a file of %s', async (_, newline, end) => {
    const text = JSON.stringify(
      pipeline(...Array.from({ length: 3 }, () => [deploy, unrelated, invoke]).flat()),
      null,
      2,
    );
    const file = write(text.replace(/\n */g, (line) => line.replace('\n', newline)) + end);
    await migrate(file);
    writeFileSync(join(folder, 'patch'), out.replaceAll(file, 'pipeline.json'));
    execFileSync('git', ['apply', '--whitespace=nowarn', 'patch'], { cwd: folder, stdio: 'pipe' });
    const applied = read(file);
    write(text.replace(/\n */g, (line) => line.replace('\n', newline)) + end);

    await migrate('--write', file);

    expect(applied).toBe(read(file));
    expect(applied).toContain('preconfiguredWebhook');
  });

  it('converts standard input to standard output', async () => {
    input = '\uFEFF{"stages":[{"type":"Aws.LambdaDeleteStage"}]}';

    const code = await migrate('-');

    expect(out).toBe('\uFEFF{"stages":[{"type":"Aws.LambdaDeleteStage","alias":"preconfiguredWebhook"}]}');
    // Its target is missing.
    expect(code).toBe(1);
  });

  it('says what it could not carry, with the place, and converts the rest', async () => {
    const odd = {
      ...deploy,
      targetGroups: 'shop',
      enableLambdaAtEdge: true,
      functionName: 'checkout',
      description: '${#stage("Call").context.lambdaObject} ${functionARN}',
    };
    const byUrl = { artifact: { type: 's3/object', reference: 's3://a/b' } };
    const file = write(
      JSON.stringify(
        pipeline(odd, { ...invoke, payload: null, payloadArtifact: byUrl }, { type: 'lambdaDelete' }),
        null,
        1,
      ),
    );

    const code = await migrate('--write', file);

    expect(code).toBe(1);
    expect(lambdaStagesOf(JSON.parse(read(file))).every((stage) => stage.isConverted)).toBe(true);
    expect(
      told
        .split('\n')
        .filter((line) => line.includes('pipeline.json:'))
        .map((line) => line.trim().slice(folder.length + 1)),
    ).toEqual([
      expect.stringMatching(
        /^pipeline.json:13:4 Deploy: functionName is used exactly as written, checkout\. .*write shop-checkout$/,
      ),
      expect.stringMatching(/^pipeline.json:23:4 Deploy: targetGroups is not supported yet/),
      expect.stringMatching(/^pipeline.json:24:4 Deploy: enableLambdaAtEdge/),
      expect.stringMatching(/^pipeline.json:42:4 Call: payloadArtifact .*s3\/object/),
      expect.stringMatching(
        /^pipeline.json:25:22 #stage\("Call"\)\.context\.lambdaObject reads lambdaObject, which Lambda Stages does not report$/,
      ),
      expect.stringMatching(/^pipeline.json:25:63 functionARN reads functionARN of a stage that it does not name/),
      expect.stringMatching(/^pipeline.json:50:4 lambdaDelete is another name for Aws.LambdaDeleteStage/),
    ]);
    expect(told).toContain('6 things need your attention.');
  });

  const route = { ...TARGET, type: 'Aws.LambdaTrafficRoutingStage', aliasName: 'live', versionNameA: '$LATEST' };
  const artifact = { artifact: { type: 'embedded/base64', reference: 'e30=' } };

  it.each<[string, object, object]>([
    ['a payload beside ours', { ...invoke, invokePayload: '{}' }, { field: 'payload', code: 'overwrittenByOrca' }],
    [
      'a payload beside an artifact, which the native executor reads instead',
      { ...invoke, payloadArtifact: artifact },
      { code: 'payloadWasIgnored', values: { read: 'payloadArtifact', ignored: 'payload', now: 'invokePayload' } },
    ],
    [
      'the same without an expression, which is certain to be given',
      { ...invoke, payload: '{}', payloadArtifact: artifact },
      { code: 'payloadWasIgnored' },
    ],
    ['a number of calls that calls nothing', { ...invoke, executionCount: 0 }, { field: 'executionCount' }],
    [
      'an artifact by its ID',
      { ...invoke, payload: null, payloadArtifact: { id: 'a1' } },
      { field: 'payloadArtifact', code: 'artifactById' },
    ],
    [
      'weights without a share',
      { ...route, deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS' },
      { field: 'trafficPercentA', code: 'required' },
    ],
    [
      'older versions without a number to keep',
      { ...TARGET, type: 'Aws.LambdaDeleteStage', version: '$MOVING' },
      { field: 'retentionNumber', code: 'required' },
    ],
    ['an event source without a name', { ...deploy, triggerArns: [''] }, { field: 'triggerArns.0' }],
  ])('names what the sidecar would reject: %s', async (_, stage, problem) => {
    const code = await migrate('--format', 'json', write(JSON.stringify({ stages: [stage] })));

    const report = JSON.parse(out) as MigrationReport;
    expect(code).toBe(1);
    expect(report.files[0]?.pipelines[0]?.stages[0]?.open).toMatchObject([problem]);
  });

  it('moves references in every stage and in notifications, also of stages that were converted before', async () => {
    const read = "${#stage('Deploy').context.versionId}";
    const moved = "${#stage('Deploy').context.webhook.monitor.body.outputs.versionId}";
    const value = (reference: string): object => ({
      ...pipeline({ ...deploy, alias: 'preconfiguredWebhook' }, { type: 'wait', comments: reference }),
      notifications: [{ message: { 'pipeline.complete': { text: `Version\t${reference} "done"` } } }],
    });
    const file = write(JSON.stringify(value(read)));

    await migrate('--write', file);

    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(value(moved));
    expect(told).toContain('0 stages converted to Lambda Stages.');
    expect(told).toContain("    Expressions:\n      Native: Outputs are in the stage's context");
  });

  it('reports as JSON, for programs', async () => {
    const file = write(JSON.stringify(native));

    await migrate('--format', 'json', file);

    const report = JSON.parse(out) as MigrationReport;
    expect(report).toMatchObject({
      formatVersion: 1,
      direction: 'toOurs',
      written: false,
      files: [{ file, changed: true }],
    });
    expect(report.files[0]?.pipelines[0]?.stages[0]).toMatchObject({
      name: 'Deploy',
      line: 1,
      column: 50,
      moved: true,
      changes: [{ code: 'aliasGained' }, { code: 'valuesStay' }],
      differences: expect.arrayContaining([
        expect.objectContaining({ code: 'existingAliasesKeepRouting', values: { aliases: ['live'] } }),
      ]),
    });
  });

  it.each([
    ['text that is not JSON', '{"stages": [}', 'pipeline.json:1:13 is not JSON: value expected'],
    ['comments', '{\n// no\n}', 'pipeline.json:2:1 is not JSON: invalid comment token'],
  ])('refuses %s, and then converts no file', async (_, text, words) => {
    const other = write(JSON.stringify(native), 'a.json');
    write(text);

    const code = await migrate('--write', folder);

    expect(code).toBe(2);
    expect(told).toContain(words);
    expect(read(other)).toBe(JSON.stringify(native));
  });

  it('refuses bytes that are not UTF-8, which it could not write back', async () => {
    const file = join(folder, 'latin1.json');
    writeFileSync(file, Buffer.from('{"name":"caf\xe9"}', 'latin1'));

    await expect(migrate('--write', file)).rejects.toThrow(UnreadablePathError);
  });

  it('changes no field of the old plugin that nobody has ever read, and says so', async () => {
    const file = write(JSON.stringify(pipeline({ ...deploy, describeName: 'functional' })));

    await migrate('--write', '--format', 'json', file);

    const stage = (JSON.parse(out) as MigrationReport).files[0]?.pipelines[0]?.stages[0];
    expect(read(file)).toContain('"describeName":"functional"');
    expect(stage?.changes).toContainEqual(expect.objectContaining({ values: { fields: ['describeName'] } }));
    expect(stage?.notes).toEqual([]);
  });

  it('does not mix a JSON report with a converted pipeline', async () => {
    expect(await migrate('--format', 'json', '-')).toBe(2);
  });

  it('finds nothing to do in other JSON', async () => {
    const file = write('{"name": "x"}');

    expect(await migrate(file)).toBe(0);
    expect([out, told]).toEqual(['', '0 pipelines in 1 file: 0 stages converted to Lambda Stages.\n']);
  });
});

describe('migrate --to-native', () => {
  it('leaves stages that use what only Lambda Stages has, and names why', async () => {
    const alias = 'preconfiguredWebhook';
    const ours = pipeline(
      { ...deploy, alias, tagsMode: 'own' },
      { ...invoke, alias, name: 'Plain', payload: undefined, invokePayload: '{}' },
      {
        ...invoke,
        alias,
        payload: undefined,
        comments: "${#stage('Read').context.webhook.monitor.body.outputs.response}",
      },
      { ...invoke, alias, name: 'Read', payload: undefined },
    );
    const file = write(JSON.stringify(ours));

    const code = await migrate('--write', '--to-native', file);

    expect(code).toBe(1);
    expect(lambdaStagesOf(JSON.parse(read(file))).map(({ name, isConverted }) => [name, isConverted])).toEqual([
      ['Deploy', true],
      ['Plain', false],
      ['Call', false],
      ['Read', true],
    ]);
    expect(read(file)).toContain('"payload":"{}"');
    expect(told).toContain("Deploy: stays on Lambda Stages: Spinnaker's own executor has no tagsMode");
    expect(told).toMatch(/Read: #stage\('Read'\).* reads what only Lambda Stages reports/);
    expect(told).toContain('pipeline.json:1:1 Deploy and Read stay on Lambda Stages, Plain and Call do not');
    expect(told).toContain("2 stages converted to Spinnaker's own executor.");
  });

  it.each([
    ['with an empty payload directly behind it', { payload: '', ...TARGET }],
    ['with an empty payload further down', { ...TARGET, payload: null }],
  ])('converts a stage that begins with its alias, %s', async (_, fields) => {
    const { type } = invoke;
    const file = write(
      JSON.stringify({ stages: [{ alias: 'preconfiguredWebhook', ...fields, type, invokePayload: '{}' }] }),
    );

    const code = await migrate('--write', '--to-native', file);

    expect(code).toBe(0);
    expect(JSON.parse(read(file))).toEqual({ stages: [{ ...TARGET, type, payload: '{}' }] });
  });

  it('does not touch native stages', async () => {
    const text = JSON.stringify(native);
    const file = write(text);

    expect(await migrate('--write', '--to-native', file)).toBe(0);
    expect(read(file)).toBe(text);
  });
});

describe('a converted pipeline', () => {
  const withoutAlias = nativeStages.map(
    ({ title, type, stage: { alias: _alias, ...stage } }) => [title, { ...stage, type }] as const,
  );

  it.each(withoutAlias)('is accepted: %s', async (_, stage) => {
    input = JSON.stringify({ stages: [stage] });

    const code = await migrate('-');

    const [converted] = lambdaStagesOf(JSON.parse(out));
    expect(code).toBe(0);
    expect(converted?.isConverted).toBe(true);
    expect(checkStage(converted?.type ?? 'Aws.LambdaInvokeStage', converted?.stage ?? {}).problems).toEqual([]);
  });

  /** JSON in which nothing but its meaning is certain. */
  const written = fc
    .record({
      indent: fc.constantFrom('', ' ', '  ', '    ', '\t'),
      newline: fc.constantFrom('', '\n', '\r\n'),
      colon: fc.constantFrom(':', ': ', ' : ', ':\t'),
      comma: fc.constantFrom(',', ', ', ' ,'),
      isSorted: fc.boolean(),
      mark: fc.constantFrom('', '\uFEFF'),
      end: fc.constantFrom('', '\n', '\r\n  '),
      picks: fc.array(fc.nat(withoutAlias.length - 1), { minLength: 1, maxLength: 4 }),
      shape: fc.constantFrom('pipeline', 'list', 'stages', 'stage'),
    })
    .map(({ picks, shape, mark, end, ...style }) => {
      const stages = [...picks.map((pick) => withoutAlias[pick]?.[1] ?? {}), invoke];
      const whole = { name: 'Release', limit: 'LONG', stages: [deploy, ...stages] };
      const value = { pipeline: whole, list: [whole, whole], stages, stage: stages[0] }[shape];
      return mark + jsonIn(style, value, '').replace(/"LONG"/g, '12345678901234567890.10') + end;
    });

  it('keeps everything else byte for byte, is converted only once, and goes back byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (text) => {
        input = text;
        await migrate('-');
        const converted = out;
        input = converted;
        await migrate('-');
        const again = out;
        await migrate('--to-native', '-');

        expect(again).toBe(converted);
        expect(out).toBe(text);
        expect(lambdaStagesOf(firstPipeline(converted)).every((stage) => stage.isConverted)).toBe(true);
        expect(
          converted
            .replace(/\s*,\s*"alias"\s*:\s*"preconfiguredWebhook"|"alias"\s*:\s*"preconfiguredWebhook"\s*,\s*/g, '')
            .replace(/"invokePayload"/g, '"payload"')
            .replace(/\.webhook\.monitor\.body\.outputs/g, '')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 150 },
    );
  });
});

/** The first pipeline of a document, whatever form it has. */
function firstPipeline(text: string): unknown {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'object' && first !== null && 'stages' in first) return first;
  return { stages: Array.isArray(value) ? value : [value] };
}

interface Style {
  indent: string;
  newline: string;
  colon: string;
  comma: string;
  isSorted: boolean;
}

/** A value as JSON in some style. */
function jsonIn(style: Style, value: unknown, depth: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = depth + style.indent;
  const entries = Array.isArray(value)
    ? value.map((entry: unknown) => jsonIn(style, entry, inner))
    : Object.entries(value)
        .sort(([a], [b]) => (style.isSorted && a < b ? -1 : style.isSorted && a > b ? 1 : 0))
        .map(([name, entry]) => `${JSON.stringify(name)}${style.colon}${jsonIn(style, entry, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  return `${open}${style.newline}${inner}${entries.join(`${style.comma}${style.newline}${inner}`)}${style.newline}${depth}${close}`;
}

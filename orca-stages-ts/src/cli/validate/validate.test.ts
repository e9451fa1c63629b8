import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { UnreadablePathError } from '../pipelines/readPipelineFiles';
import { runCommand } from '../testing/runCommand';

const place = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const deploy = {
  type: 'Aws.LambdaUpdateCodeStage',
  alias: 'preconfiguredWebhook',
  name: 'Deploy',
  refId: '1',
  requisiteStageRefIds: [],
  ...place,
  s3bucket: 'builds',
  s3key: '${parameters.key}',
  publish: 'true',
};
const route = {
  type: 'Aws.LambdaTrafficRoutingStage',
  alias: 'preconfiguredWebhook',
  name: 'Route',
  refId: '2',
  requisiteStageRefIds: ['1'],
  ...place,
  aliasName: 'live',
  deploymentStrategy: '$SIMPLE',
  versionNameA: '$LATEST',
};

describe('lambda-stages validate', () => {
  let folder = '';
  let printed = '';
  let exitCode = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'validate-'));
    [printed, exitCode] = ['', 0];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, content: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return file;
  };
  const validate = async (words: readonly string[], input = ''): Promise<string[]> => {
    ({ exitCode, out: printed } = await runCommand(['validate', ...words], input));
    return printed.replaceAll(`${folder}/`, '').trimEnd().split('\n');
  };

  it('says so when there is nothing to complain about', async () => {
    write('a.json', { name: 'Release', stages: [deploy, route] });
    write('package.json', { name: 'not a pipeline' });

    const lines = await validate([folder]);

    expect([lines, exitCode]).toEqual([['2 Lambda stages in 1 pipeline: no mistakes'], 0]);
  });

  it('names file, line, column, stage and field of each mistake, in the order of the lines', async () => {
    const steps = [{ weightPercent: 10 }, { weightPercent: 5 }];
    write('a.json', {
      stages: [
        { ...deploy, publish: false, codeUri: 'http://builds' },
        { ...route, deploymentStrategy: '$GRADUAL', steps, owner: 'me' },
      ],
    });

    const lines = await validate([folder]);

    expect([lines, exitCode]).toEqual([
      [
        'a.json:15:7: error: "Deploy": codeUri must be s3://bucket/key. [expectedForm]',
        'a.json:30:7: error: "Route": versionNameA is $LATEST, but “Deploy” publishes no version, so this is not what it deploys; set publish: true there. [notPublished]',
        'a.json:36:11: error: "Route": steps.1.weightPercent is 5, but an earlier weight is 10; each weight must be higher than the one before. [weightNotHigher]',
        'a.json:39:7: warning: "Route": owner is not a field of this stage and is not used. [unknownFieldIgnored]',
        '2 Lambda stages in 1 pipeline: 3 errors, 1 warning',
      ],
      1,
    ]);
  });

  it.each<[string, unknown, string]>([
    ['an Invoke with payload', { type: 'Aws.LambdaInvokeStage', payload: '{}' }, 'overwrittenByOrca'],
    ['a stage without our alias', { alias: undefined }, 'halfConverted'],
    [
      'holds beyond the timeout',
      { deploymentStrategy: '$GRADUAL', preset: 'Linear10PercentEvery10Minutes' },
      'takesTooLong',
    ],
    ['a stage that does not exist', { aliasDescription: "${#stage('Biuld').name}" }, 'noSuchStage'],
    ['a misspelled field', { aliasNam: 'live', aliasName: undefined }, 'unknownField'],
  ])('finds %s', async (_, fields, code) => {
    write('a.json', { stages: [deploy, { ...route, ...Object(fields) }] });

    const lines = await validate([folder]);

    expect([lines.join('\n'), exitCode]).toEqual([expect.stringContaining(`[${code}]`), 1]);
  });

  it('leaves alone what Orca or a template engine will replace', async () => {
    const open = { region: '{{ region }}', account: '{% if prod %}prod{% endif %}' };
    write('a.json', {
      stages: [
        { ...deploy, ...open },
        { ...route, ...open, versionNameA: '${parameters.v}', aliasName: '${ #root }' },
      ],
    });

    expect(await validate([folder])).toEqual(['2 Lambda stages in 1 pipeline: no mistakes']);
  });

  it('only warns of what is wrong with a pipeline that runs on the native executor, and does not say what only matters here', async () => {
    const native = { ...deploy, alias: undefined, type: 'Aws.LambdaInvokeStage', region: 'mars', payload: '{}' };
    write('a.json', { stages: [native] });

    const lines = await validate([folder]);

    expect(lines.map((line) => line.replace(/.*\[(.*)\]/, '$1'))).toEqual([
      'runsNatively',
      'expectedForm',
      'unknownFieldIgnored',
      'unknownFieldIgnored',
      'unknownFieldIgnored',
      '1 Lambda stage in 1 pipeline: 5 warnings',
    ]);
    expect(exitCode).toBe(0);
  });

  it('fails for warnings, too, if asked', async () => {
    write('a.json', { stages: [{ ...route, requisiteStageRefIds: [] }] });

    await validate([folder]);
    const before = exitCode;
    await validate([folder, '--strict']);

    expect([before, exitCode]).toEqual([0, 1]);
  });

  it('reads standard input, also a stage alone as Deck shows it', async () => {
    const lines = await validate(['-'], JSON.stringify({ ...route, aliasName: '' }, null, 2));

    expect(lines[0]).toBe('standard input:12:3: error: "Route": aliasName is required (Alias). [required]');
  });

  it.each([
    ['{"stages": [', '1:13: error: This is not JSON: close bracket expected. [notJson]'],
    [
      '{"name": "x"}',
      '1:1: error: This is neither a pipeline nor a Lambda stage: there is no "stages" list. [noPipeline]',
    ],
  ])('complains about the file %s', async (text, line) => {
    const lines = await validate([write('a.json', text)]);

    expect([lines[0], exitCode]).toEqual([`a.json:${line}`, 1]);
  });

  it('refuses a path that cannot be read', async () => {
    await expect(validate([join(folder, 'missing')])).rejects.toThrow(UnreadablePathError);
  });

  it('prints JSON for programs', async () => {
    write('a.json', { name: 'Release', stages: [deploy, { ...route, aliasName: 7.5 }] });

    const report: unknown = JSON.parse((await validate([folder, '--format', 'json'])).join('\n'));

    expect(report).toMatchObject({
      formatVersion: 1,
      counts: { files: 1, pipelines: 1, stages: 2, errors: 1, warnings: 0 },
      findings: [{ pipeline: 'Release', stage: 'Route', field: 'aliasName', code: 'expectedForm', level: 'error' }],
    });
  });

  it('prints SARIF for code scanning', async () => {
    const file = write('a b.json', { stages: [{ ...route, requisiteStageRefIds: [] }] });

    await validate([file, '--format', 'sarif']);

    const { version, runs } = JSON.parse(printed) as Log;
    const result = runs[0]?.results?.[0];
    expect([version, runs[0]?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id]).toEqual(['2.1.0', result?.ruleId]);
    expect(result).toMatchObject({
      ruleId: 'noDeploymentBefore',
      level: 'warning',
      message: { text: expect.stringMatching(/^Route: versionNameA is \$LATEST/) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: expect.stringMatching(/\/a%20b\.json$/) },
            region: { startLine: 14, startColumn: 7 },
          },
        },
      ],
    });
  });

  it('finds nothing in the samples of this repository', async () => {
    const samples = join(__dirname, '../../../../sandbox/samples');

    await validate([join(samples, 'canaryWithJudgment.json'), join(samples, 'rollBack.json'), '--strict']);

    expect([printed, exitCode]).toEqual(['7 Lambda stages in 2 pipelines: no mistakes\n', 0]);
    expect(readFileSync(join(samples, 'rollBack.json'), 'utf8')).toContain('"stages"');
  });
});

import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { orcaConfigYaml } from '../../orca-stages-ts/src/cli/orcaConfig';
import { freePort } from '../../orca-stages-ts/src/testing/freePort';
import { startSpinnaker, type Spinnaker } from '../../sandbox/src/gate';
import canary from '../../sandbox/samples/canaryWithJudgment.json';

const root = join(__dirname, '..', '..');
const examples = join(root, 'docs', 'examples');

interface Workflow {
  jobs: Record<string, { steps: { name?: string; run?: string; if?: string }[] }>;
}

/** The scripts that a CI example runs if all goes well, in their order. */
const SCRIPTS: Readonly<Record<string, () => string[]>> = {
  'the GitHub workflow': () => {
    const { jobs } = parse(readFileSync(join(examples, 'github-actions.yml'), 'utf8')) as Workflow;
    return Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap((step) => (step.run === undefined || step.if !== undefined ? [] : [step.run])),
    );
  },
  'the Jenkinsfile': () =>
    [...readFileSync(join(examples, 'Jenkinsfile'), 'utf8').matchAll(/\bsh '([^']+)'/g)].map(
      ([, script]) => script ?? '',
    ),
};

describe('the examples for CI', () => {
  let folder = '';
  let gate = '';
  let spinnaker: Spinnaker;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ci-'));
    const port = await freePort();
    gate = `http://127.0.0.1:${port}/gate`;
    spinnaker = await startSpinnaker({
      port,
      stateDir: join(folder, 'spinnaker'),
      orcaConfigYaml: orcaConfigYaml({ publicUrl: gate, token: 'token-of-orca-0123456789', textPayload: false }),
    });
    mkdirSync(join(folder, 'bin'));
    const command = join(folder, 'bin', 'lambda-stages');
    const built = join(root, 'orca-stages-ts/dist/lambda-stages.cjs');
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`);
    chmodSync(command, 0o755);
    mkdirSync(join(folder, 'pipelines'));
    cpSync(join(examples, 'pushPipelines.mjs'), join(folder, 'pushPipelines.mjs'));
  });
  afterEach(async () => {
    await spinnaker.close();
    rmSync(folder, { recursive: true });
  });

  const write = (pipeline: object): void =>
    writeFileSync(join(folder, 'pipelines', 'canary.json'), JSON.stringify(pipeline, null, 2));

  /** Runs scripts until one fails, as a CI job does. */
  const runAll = async (scripts: readonly string[]): Promise<{ exitCode: number; output: string }> => {
    let output = '';
    for (const script of scripts) {
      const ended = await inShell(script);
      output += ended.output;
      if (ended.exitCode !== 0) return { exitCode: ended.exitCode, output };
    }
    return { exitCode: 0, output };
  };
  const inShell = (script: string): Promise<{ exitCode: number; output: string }> =>
    new Promise((resolve) => {
      const env = {
        ...process.env,
        PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
        GATE_URL: gate,
      };
      execFile('bash', ['-e', '-c', script], { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), output: stdout + stderr });
      });
    });
  const saved = async (): Promise<{ id: string; name: string; description?: string }[]> =>
    (await fetch(`${gate}/applications/demo/pipelineConfigs`)).json() as Promise<{ id: string; name: string }[]>;

  it.each(Object.keys(SCRIPTS))(
    '%s checks the pipelines and saves them, again under the same id',
    async (example) => {
      const scripts = SCRIPTS[example]?.() ?? [];
      write(canary);
      const first = await runAll(scripts);
      const [before] = await saved();
      write({ ...canary, description: 'changed' });
      const second = await runAll(scripts);

      expect([first, second].map(({ exitCode, output }) => [exitCode, output])).toEqual([
        [0, expect.stringContaining('Created demo/Canary with judgment')],
        [0, expect.stringContaining('Updated demo/Canary with judgment')],
      ]);
      expect(await saved()).toMatchObject([{ id: before?.id, name: 'Canary with judgment', description: 'changed' }]);
    },
    60_000,
  );

  it.each(Object.keys(SCRIPTS))(
    '%s saves nothing if a pipeline has a mistake, and says where',
    async (example) => {
      const [deploy, ...others] = canary.stages;
      write({ ...canary, stages: [{ ...deploy, region: 'mars' }, ...others] });

      const ended = await runAll(SCRIPTS[example]?.() ?? []);

      expect(ended.exitCode).toBe(1);
      expect(ended.output).toMatch(/pipelines\/canary\.json:\d+:7: error: "Deploy": region must be an AWS region/);
      expect(await saved()).toEqual([]);
    },
    60_000,
  );

  it('the script that saves says what Gate complains about', async () => {
    write({ application: 'demo' });

    const ended = await inShell('node pushPipelines.mjs pipelines/canary.json');

    expect(ended).toEqual({ exitCode: 1, output: expect.stringContaining('must have "application" and "name"') });
  });
});

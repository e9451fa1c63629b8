import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { sandboxPorts } from '../../orca-stages-ts/src/testing/freePort';

const repository = join(__dirname, '..', '..');
let temporary: string;
const running: ChildProcess[] = [];

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(temporary, { recursive: true, force: true });
});

/** The command as `npm start` runs it, on free ports. Its temporary files are in a folder of their own. */
async function startDemo(): Promise<{ child: ChildProcess; output: () => string; ended: Promise<number | null> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/src/start.ts', '--demo', 'bad-canary'], {
    cwd: repository,
    env: { ...process.env, ...(await sandboxPorts()), TMPDIR: temporary, SANDBOX_CLOUDWATCH_DELAY: 'ignored' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) };
}

const stateFolders = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('sandbox-demo-'));

describe('npm start -- --demo bad-canary', () => {
  it('shows how a bad version gets a part of the real calls, is found, and goes back by itself', async () => {
    const demo = await startDemo();

    const exitCode = await demo.ended;

    const phases = [...demo.output().matchAll(/^ +\d\d:\d\d {2}(\w+(?: \w+)?) {2,}(.+)$/gm)];
    expect(phases.map(([, phase, sentence]) => `${phase}: ${sentence}`)).toEqual([
      expect.stringMatching(/^deployed: v1/),
      expect.stringMatching(/^traffic: 20 calls per second/),
      expect.stringMatching(/^deployed: v2, which fails one call in five/),
      expect.stringMatching(/^weight: live sends 25% to v2/),
      expect.stringMatching(/^verdict: v2 is worse: \d+% of \d+ calls of v2 failed, against 0% of v1/),
      'went back: Reverted: live → v1 100%, as before this execution.',
    ]);
    expect(exitCode).toBe(0);
    expect(stateFolders()).toEqual([]);
  }, 240_000);

  it('stops everything on Ctrl-C, and does not claim to have succeeded', async () => {
    const demo = await startDemo();
    const [, url = ''] = await eventually('the address', () => {
      const match = /Watch them at (\S+)/.exec(demo.output());
      return match ?? new NotYet(demo.output());
    });

    demo.child.kill('SIGINT');

    expect(await demo.ended).toBe(130);
    expect(stateFolders()).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
  }, 120_000);
});

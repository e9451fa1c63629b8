import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { superviseChild } from './supervisedChild';
import { eventually } from 'strict-lambda/src/testing/eventually';

describe('a supervised child', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'supervised-child-'));
  });

  afterEach(() => rmSync(dir, { recursive: true }));

  const supervise = (script: string, onEnd: (reason: string, restarting: boolean) => void) =>
    superviseChild({
      name: 'helper',
      command: process.execPath,
      arguments: ['-e', script],
      environment: process.env,
      logFile: join(dir, 'log'),
      onEnd,
    });

  const readLog = (): string => readFileSync(join(dir, 'log'), 'utf8');
  const isRunning = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('that dies at startup is reported with its last output and not restarted', async () => {
    const told: [string, boolean][] = [];
    const child = supervise('console.error("no such file: x.yaml"); process.exit(7)', (reason, restarting) =>
      told.push([reason, restarting]),
    );

    const reason = await child.endedAtStart;

    expect(reason).toMatch(/The helper ended with exit code 7\.[^]*no such file: x\.yaml/);
    expect(told).toEqual([[reason, false]]);
    await child.stop();
  });

  it('ends with a process that fails without stopping it', async () => {
    const script = join(dir, 'failing.ts');
    const child = `console.log(process.pid); setInterval(() => undefined, 1000)`;
    writeFileSync(
      script,
      `const { superviseChild } = require(${JSON.stringify(join(__dirname, 'supervisedChild.ts'))});
superviseChild({
  name: 'helper',
  command: process.execPath,
  arguments: ['-e', ${JSON.stringify(child)}],
  environment: process.env,
  logFile: ${JSON.stringify(join(dir, 'log'))},
  onEnd: () => undefined,
});
process.stdin.once('data', () => { throw new Error('unexpected'); });`,
    );
    const parent = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'ignore', 'ignore'] });
    const ended = new Promise((resolve) => parent.once('exit', resolve));
    const pid = await eventually('the child to be up', () => {
      const logged = existsSync(join(dir, 'log')) ? Number(readLog()) : 0;
      return logged > 0 && logged;
    });

    parent.stdin.write('fail\n');

    expect(await ended).toBe(1);
    await eventually('the end of the child', () => !isRunning(pid));
  });

  it('ends on stop without being reported', async () => {
    const told: string[] = [];
    const child = supervise(
      'process.on("SIGTERM", () => { console.log("bye"); process.exit(0) }); console.log("up"); setInterval(() => undefined, 1000)',
      (reason) => told.push(reason),
    );
    await eventually('the child to be up', () => readFileSync(join(dir, 'log'), 'utf8').includes('up'));

    await child.stop();

    expect(readFileSync(join(dir, 'log'), 'utf8')).toBe('up\nbye\n');
    expect(told).toEqual([]);
  });
});

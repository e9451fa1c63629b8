import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Build, isFresh, runBuild } from './build';
import { makeBuilds } from './makeBuilds';

describe('a build', () => {
  let dir: string;
  const never = new AbortController().signal;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'build-'));
  });

  afterEach(() => rmSync(dir, { recursive: true }));

  const building = (script: string): Build => ({
    name: 'thing',
    inputHash: 'abc',
    stampFile: join(dir, 'stamps', 'thing'),
    outputs: [join(dir, 'out.js')],
    command: process.execPath,
    arguments: ['-e', script],
    workingDir: dir,
  });
  const good = 'require("fs").writeFileSync("out.js", "")';

  it('is fresh after it was built, until its inputs change or its output is gone', async () => {
    const build = building(good);

    const before = isFresh(build);
    await runBuild(build, never);
    const after = isFresh(build);
    const changed = isFresh({ ...build, inputHash: 'abd' });
    rmSync(join(dir, 'out.js'));
    const gone = isFresh(build);

    expect({ before, after, changed, gone }).toEqual({ before: false, after: true, changed: false, gone: false });
  });

  it('that fails shows the end of its output and is not fresh', async () => {
    const build = building(`${good}; console.error("no such module"); process.exit(3)`);

    await expect(runBuild(build, never)).rejects.toThrow(/Building the thing failed \(exit code 3\)[^]*no such module/);

    expect(isFresh(build)).toBe(false);
  });

  it('that produces nothing has failed, whatever its exit code', async () => {
    await expect(runBuild(building(''), never)).rejects.toThrow(/it did not create .*out\.js/);
  });

  it('that is fresh is skipped silently', async () => {
    const build = building(good);
    const said: string[] = [];
    await makeBuilds([build], () => undefined, never);

    await makeBuilds([build], (line) => said.push(line), never);

    expect(said).toEqual([]);
  });

  it('ends if another one fails, and that failure is reported', async () => {
    const slow = {
      ...building('setTimeout(() => require("fs").writeFileSync("late.js", ""), 60_000)'),
      name: 'slow thing',
    };

    const making = makeBuilds([slow, building('process.exit(1)')], () => undefined, never);

    await expect(making).rejects.toThrow('Building the thing failed');
    expect(existsSync(join(dir, 'late.js'))).toBe(false);
  });

  it('ends if the start is aborted', async () => {
    const stop = new AbortController();
    const making = makeBuilds([building('setTimeout(() => undefined, 60_000)')], () => stop.abort(), stop.signal);

    await expect(making).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openStateFolder } from './stateFolder';

describe('the state folder', () => {
  let parent: string;
  let dir: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'state-folder-'));
    dir = join(parent, 'state');
  });

  afterEach(() => rmSync(parent, { recursive: true }));

  it('creates the token once, readable only by this user', () => {
    const first = openStateFolder(dir, false);
    first.release();

    const second = openStateFolder(dir, false);

    expect(second.token).toBe(first.token);
    expect(second.token).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(second.tokenFile).mode & 0o777).toBe(0o600);
  });

  it('remembers what was seeded until it is reset', () => {
    const first = openStateFolder(dir, false);
    first.writeSeeded({ applications: ['demo'], pipelines: ['Canary with judgment'], objects: { 'a.zip': '1' } });
    first.release();
    const kept = openStateFolder(dir, false);
    const remembered = kept.readSeeded();
    kept.release();

    const reset = openStateFolder(dir, true);

    expect(remembered).toEqual({
      applications: ['demo'],
      pipelines: ['Canary with judgment'],
      objects: { 'a.zip': '1' },
    });
    expect(reset.readSeeded()).toEqual({ applications: [], pipelines: [], objects: {} });
  });

  it('rejects a folder that no sandbox created, and does not empty it', () => {
    const thesis = join(parent, 'thesis.txt');
    writeFileSync(thesis, 'years of work');

    expect(() => openStateFolder(parent, true)).toThrow('contains files that no sandbox wrote');

    expect(existsSync(thesis)).toBe(true);
  });

  it('rejects a folder that another running process uses', () => {
    openStateFolder(dir, false);
    writeFileSync(join(dir, 'pid'), String(process.ppid));

    expect(() => openStateFolder(dir, false)).toThrow(`is used by process ${process.ppid}`);
  });

  it('takes over a folder whose process is gone', () => {
    openStateFolder(dir, false);
    writeFileSync(join(dir, 'pid'), '999999999');

    expect(openStateFolder(dir, false).dir).toBe(dir);
  });
});

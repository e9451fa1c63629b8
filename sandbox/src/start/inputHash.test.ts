import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inputHash } from './inputHash';

describe("the fingerprint of a build's inputs", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'input-hash-'));
    mkdirSync(join(root, 'src', 'deep'), { recursive: true });
    writeFileSync(join(root, 'src', 'a.ts'), 'a');
    writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'b');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('is the same for the same files', () => {
    expect(inputHash(root, ['src'], ['x'])).toBe(inputHash(root, ['src'], ['x']));
  });

  it.each<[string, () => void]>([
    ['a file changes', () => writeFileSync(join(root, 'src', 'deep', 'b.ts'), 'B')],
    ['a file is added', () => writeFileSync(join(root, 'src', 'c.ts'), '')],
    ['a file is renamed', () => renameSync(join(root, 'src', 'a.ts'), join(root, 'src', 'z.ts'))],
    ['the folder disappears', () => rmSync(join(root, 'src'), { recursive: true })],
  ])('differs if %s', (_what, change) => {
    const before = inputHash(root, ['src']);

    change();

    expect(inputHash(root, ['src'])).not.toBe(before);
  });

  it('differs if a text such as a locked version changes', () => {
    expect(inputHash(root, ['src'], ['1.0.0'])).not.toBe(inputHash(root, ['src'], ['1.0.1']));
  });

  it.each(['dist/index.js', 'node_modules/x.js', '.cache/y', 'a.test.ts', 'build/z.js'])(
    'does not depend on %s',
    (path) => {
      const before = inputHash(root, ['src']);

      mkdirSync(join(root, 'src', path, '..'), { recursive: true });
      writeFileSync(join(root, 'src', path), 'output');

      expect(inputHash(root, ['src'])).toBe(before);
    },
  );
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { STAGE_TYPES, stageDefinitions } from 'stage-contract';
import { stageRegistry } from './stageRegistry';

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const has = (folder: string, ...names: string[]): boolean =>
  names.some((name) => existsSync(join(__dirname, folder, name)));

describe('the registry of stages', () => {
  it('lists every stage of the contract under its own type', () => {
    expect(STAGE_TYPES.map((type) => stageRegistry[type].type)).toEqual([...STAGE_TYPES]);
  });

  it('has a folder for each stage, named by its key, and no other', () => {
    expect(folders.sort()).toEqual(STAGE_TYPES.map((type) => stageDefinitions[type].key).sort());
  });

  it.each(folders)(
    'finds in %s the same files as in the other folders: index, form and a test of the form',
    (folder) => {
      expect([has(folder, 'index.ts'), has(folder, 'Form.ts', 'Form.tsx'), has(folder, 'Form.test.tsx')]).toEqual([
        true,
        true,
        true,
      ]);
    },
  );
});

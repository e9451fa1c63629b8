import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(__dirname, '..', '..', ...path), 'utf8'));

describe('plugin-manifest.json', () => {
  it('has the format that Deck reads: a list of one, with a two-part ID as Spinnaker requires', () => {
    expect(read('plugin-manifest.json')).toEqual([
      {
        id: expect.stringMatching(/^[A-Za-z]+\.[A-Za-z]+$/),
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        url: expect.stringMatching(/\/index\.js$/),
      },
    ]);
  });

  it('has the version of the packages', () => {
    expect([read('package.json'), read('deck-plugin', 'package.json')]).toEqual([
      expect.objectContaining(versionOf()),
      expect.objectContaining(versionOf()),
    ]);
  });
});

const versionOf = (): { version: unknown } => {
  const manifest = read('plugin-manifest.json');
  return { version: Array.isArray(manifest) ? (Reflect.get(Object(manifest[0]), 'version') as unknown) : undefined };
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(__dirname, '..', '..', ...path), 'utf8'));

describe('plugin-manifest.json', () => {
  it('has the form that Deck reads: a list of one, with an id of two parts as Spinnaker wants it', () => {
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

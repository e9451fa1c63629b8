import fc from 'fast-check';
import { artifactOf } from '../../testing/artifactOf';
import { base64FromText, readArtifact, textFromBase64, withText } from './artifactText';

describe('an artifact', () => {
  it('returns any text unchanged', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'binary' })
          .filter(
            (text) => text === new TextDecoder().decode(new TextEncoder().encode(text)) && !text.startsWith('\uFEFF'),
          ),
        (text) => {
          expect(textFromBase64(base64FromText(text))).toBe(text);
        },
      ),
    );
  });

  it.each([
    [undefined, { kind: 'none' }],
    [artifactOf('embedded/base64', 'eyJhIjoxfQ=='), { kind: 'inline', text: '{"a":1}' }],
    [artifactOf('embedded/base64', '%%%'), { kind: 'other', words: 'An inline artifact whose content is not text' }],
    [artifactOf('embedded/base64', '/w=='), { kind: 'other', words: 'An inline artifact whose content is not text' }],
    [artifactOf('s3/object', 's3://a/b'), { kind: 'other', words: 'An artifact of type s3/object at s3://a/b' }],
    [{ id: 'abc' }, { kind: 'other', words: 'Expected artifact abc' }],
    [{ artifact: { type: { odd: 1 } } }, { kind: 'other', words: 'An artifact of type unknown' }],
    [{}, { kind: 'other', words: 'An artifact without content' }],
  ])('%j reads as %j', (value, reading) => {
    expect(readArtifact(value)).toEqual(reading);
  });

  it('keeps its other contents when its text changes, and is removed with its text', () => {
    expect(withText({ id: 'a', artifact: { name: 'n', reference: 'eA==' } }, 'y')).toEqual({
      id: 'a',
      artifact: { name: 'n', type: 'embedded/base64', reference: 'eQ==' },
    });
    expect(withText({ id: 'a' }, '')).toBeUndefined();
  });
});

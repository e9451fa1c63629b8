import fc from 'fast-check';
import { artifactOf } from '../testing/artifactOf';
import { base64FromText, readArtifact, textFromBase64, withText } from '../fields/transforms/artifactText';
import { bytesOf, expressionsIn, looseText, looseValue, readJson } from './looseJson';
import { payloadText, payloadWords, typedPayload } from '../stages/invoke/transforms/payloadText';

describe('a value that may be JSON or text', () => {
  it.each([
    ['200', 200],
    ['"200"', '200'],
    ['abc', 'abc'],
    ['{"a":1}', { a: 1 }],
    ['true', true],
    ['null', null],
    ['{', '{'],
  ])('%s is written as %j', (text, value) => {
    expect(looseValue(text)).toEqual(value);
  });

  it('is shown so that it reads back as the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(looseValue(looseText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('says what is wrong with JSON, and counts bytes and expressions', () => {
    expect(readJson('{').ok).toBe(false);
    expect([bytesOf('ü'), expressionsIn('${a} ${b}'), expressionsIn('a')]).toEqual([2, 2, 0]);
  });
});

describe('a payload', () => {
  it('stays as typed, unless JSON stood there before', () => {
    expect([
      typedPayload('{"a": 1}', undefined),
      typedPayload('{"a": 1}', { b: 1 }),
      typedPayload('{"a"', { b: 1 }),
      typedPayload('', 'x'),
    ]).toEqual(['{"a": 1}', { a: 1 }, '{"a"', undefined]);
    expect([payloadText({ a: 1 }), payloadText('x'), payloadText(undefined)]).toEqual(['{\n  "a": 1\n}', 'x', '']);
  });

  it.each([
    ['{"a":1}', 'Valid JSON', '7 bytes'],
    ['hello', 'Text, sent as a JSON string', '5 bytes'],
    ['{"a":${b}}', 'Text, or JSON once it is evaluated', '10 bytes'],
    ['{"a"', 'Begins like JSON but is none, so the stage would refuse it', '4 bytes'],
  ])('%s is called %s of %s', (text, kind, size) => {
    expect(payloadWords(text)).toMatchObject({ kind, size });
  });
});

describe('an artifact', () => {
  it('gives back any text', () => {
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
    [artifactOf('embedded/base64', '%%%'), { kind: 'other', words: 'An inline artifact whose content is no text' }],
    [artifactOf('embedded/base64', '/w=='), { kind: 'other', words: 'An inline artifact whose content is no text' }],
    [artifactOf('s3/object', 's3://a/b'), { kind: 'other', words: 'An artifact of type s3/object at s3://a/b' }],
    [{ id: 'abc' }, { kind: 'other', words: 'Expected artifact abc' }],
    [{ artifact: { type: { odd: 1 } } }, { kind: 'other', words: 'An artifact of type unknown' }],
    [{}, { kind: 'other', words: 'An artifact without content' }],
  ])('%j reads as %j', (value, reading) => {
    expect(readArtifact(value)).toEqual(reading);
  });

  it('keeps what else it holds when its text changes, and goes when the text is gone', () => {
    expect(withText({ id: 'a', artifact: { name: 'n', reference: 'eA==' } }, 'y')).toEqual({
      id: 'a',
      artifact: { name: 'n', type: 'embedded/base64', reference: 'eQ==' },
    });
    expect(withText({ id: 'a' }, '')).toBeUndefined();
  });
});

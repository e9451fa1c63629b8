import { nativePayloadWords, payloadText, payloadWords, typedPayload } from './payloadText';

describe("a payload of Spinnaker's own executor", () => {
  it.each([
    [{ payload: '{}' }, 'Spinnaker’s own executor sends the field payload'],
    [{ payload: '{}', alias: 'preconfiguredWebhook' }, undefined],
    [{ payload: '' }, undefined],
  ])('with %j is mentioned as %s', (values, words) => {
    expect(nativePayloadWords(values)?.split('.')[0]).toBe(words);
  });
});

describe('a payload', () => {
  it('stays as typed, unless it was JSON before', () => {
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
    ['{"a":${b}}', 'Text, or JSON after evaluation', '10 bytes'],
    ['{"a"', 'Looks like JSON but is not valid, so the stage would fail', '4 bytes'],
  ])('%s is shown as %s with %s', (text, kind, size) => {
    expect(payloadWords(text)).toMatchObject({ kind, size });
  });
});

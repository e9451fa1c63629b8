import { problem, type Problem } from 'stage-contract';
import { PAYLOAD_LIMIT_BYTES, payloadText } from '.';

const artifact = (text: string) => ({
  artifact: { type: 'embedded/base64', reference: Buffer.from(text).toString('base64') },
});

describe('the event that a function gets', () => {
  it.each<[string, object, string]>([
    ['an empty object when nothing is given', {}, '{}'],
    ['an object as JSON', { invokePayload: { path: '/basket' } }, '{"path":"/basket"}'],
    ['a number as JSON', { invokePayload: 0 }, '0'],
    ['JSON text byte for byte', { invokePayload: '{ "a": 1.0 }' }, '{ "a": 1.0 }'],
    ['other text as a JSON string', { invokePayload: 'ping "me"' }, '"ping \\"me\\""'],
    ['the content of an inline artifact', { payloadArtifact: artifact('{"ü": 1}') }, '{"ü": 1}'],
  ])('is %s', (_title, source, expected) => {
    const payload = payloadText(source);

    expect(payload).toEqual({ ok: true, text: expected });
  });

  it.each<[string, object, Problem]>([
    ['text that was meant as JSON', { invokePayload: '{"a": 1' }, problem('invokePayload', 'brokenJson', {})],
    [
      'an artifact that was meant as JSON',
      { payloadArtifact: artifact('[1,') },
      problem('payloadArtifact', 'brokenJson', {}),
    ],
    [
      'an artifact that is not inline',
      { payloadArtifact: { artifact: { type: 's3/object' } } },
      problem('payloadArtifact', 'artifactType', { type: 's3/object' }),
    ],
  ])('is rejected for %s, without showing it', (_title, source, expected) => {
    const payload = payloadText(source);

    expect(payload).toEqual({ ok: false, problem: expected });
  });

  it.each(['RequestResponse', 'Event'] as const)('respects the limit of a call of type %s', (type) => {
    const fits = payloadText({ invokePayload: 'x'.repeat(PAYLOAD_LIMIT_BYTES[type] - 2) }, type);
    const tooLong = payloadText({ invokePayload: 'x'.repeat(PAYLOAD_LIMIT_BYTES[type] - 1) }, type, 'healthCheck.');

    expect(fits.ok).toBe(true);
    expect(tooLong).toEqual({
      ok: false,
      problem: problem('healthCheck.invokePayload', 'payloadTooLarge', {
        bytes: PAYLOAD_LIMIT_BYTES[type] + 1,
        limitBytes: PAYLOAD_LIMIT_BYTES[type],
      }),
    });
  });
});

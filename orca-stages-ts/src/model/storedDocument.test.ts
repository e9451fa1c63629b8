import { z } from 'zod';
import { storedDocument, type StoredDocument } from './storedDocument';

interface Weight {
  percent: number;
  version: string;
}

/** A document whose first release called the version "candidate", and whose second one used fractions. */
const weights: StoredDocument<Weight> = storedDocument({
  name: 'weight',
  version: 3,
  schema: z.object({ percent: z.number(), version: z.string() }),
  upgrades: {
    1: ({ candidate, ...rest }) => ({ ...rest, version: candidate }),
    2: ({ fraction, ...rest }) => ({ ...rest, percent: Number(fraction) * 100 }),
  },
});

describe('a stored document', () => {
  it('without a version has the first shape, and is upgraded step by step', () => {
    const reading = weights.read('{"fraction":0.25,"candidate":"42"}');

    expect(reading).toEqual({ ok: true, value: { percent: 25, version: '42' } });
  });

  it('of a version in between is upgraded from there', () => {
    const reading = weights.read('{"v":2,"fraction":0.25,"version":"42"}');

    expect(reading).toEqual({ ok: true, value: { percent: 25, version: '42' } });
  });

  it('is written with its version inside, and read back unchanged', () => {
    const text = weights.write({ percent: 10, version: '42' });

    expect(JSON.parse(text)).toEqual({ percent: 10, version: '42', v: 3 });
    expect(weights.read(text)).toEqual({ ok: true, value: { percent: 10, version: '42' } });
  });

  it('of the first shape is written without one, as in release 0.1.0', () => {
    const document = storedDocument({ name: 'list', version: 1, schema: z.array(z.string()) });

    expect(document.write(['a'])).toBe('["a"]');
    expect(document.read('["a"]')).toEqual({ ok: true, value: ['a'] });
  });

  it('keeps what a newer release has added to the same version', () => {
    const reading = weights.read('{"v":3,"percent":10,"version":"42","evidence":"e1"}');

    expect(reading).toEqual({ ok: true, value: { percent: 10, version: '42', evidence: 'e1' } });
  });

  it.each([
    ['a newer version', '{"v":4,"percent":10,"version":"42"}', /version 4.*up to 3/],
    ['a field of another name', '{"v":3,"weight":10,"version":"42"}', /^percent: /],
    ['a field of another kind', '{"v":3,"percent":"ten","version":"42"}', /^percent: /],
    ['a version that is no number', '{"v":"three","percent":10}', /version/],
    ['something that is no object', '17', /object/],
    ['a text that is cut off', '{"v":3,"perc', /not JSON/],
  ])('with %s cannot be read, and says why', (_what, text, reason) => {
    const reading = weights.read(text);

    expect(reading).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it('never quotes a value in the reason, because it may be a secret', () => {
    const reading = weights.read('{"v":3,"percent":"hunter2","version":"42"}');

    expect(JSON.stringify(reading)).not.toContain('hunter2');
  });

  it('may have other names in the journal than in the code, and keeps what it does not know', () => {
    const named = storedDocument<{ version: string }>({
      name: 'named',
      version: 1,
      schema: z.object({ version: z.string() }),
      names: {
        fromStored: ({ candidate, ...rest }) => ({ ...rest, version: candidate }),
        toStored: ({ version, ...rest }) => ({ ...rest, candidate: version }),
      },
    });

    const reading = named.read('{"candidate":"42","evidence":"e1"}');

    expect(reading).toEqual({ ok: true, value: { version: '42', evidence: 'e1' } });
    expect(reading.ok && JSON.parse(named.write(reading.value))).toEqual({ candidate: '42', evidence: 'e1' });
  });

  it('is parsed only once for the same text if it is cached', () => {
    let parsed = 0;
    const kept = storedDocument({ name: 'kept', version: 1, kept: 2, schema: z.unknown().refine(() => ++parsed > 0) });

    const [first, second] = [kept.read('{"a":1}'), kept.read('{"a":1}')];

    expect(second).toBe(first);
    expect(parsed).toBe(1);
  });

  it('is no longer cached once another one has replaced it', () => {
    let parsed = 0;
    const kept = storedDocument({ name: 'kept', version: 1, kept: 2, schema: z.unknown().refine(() => ++parsed > 0) });
    kept.read('{"a":1}');
    kept.read('{"a":2}');

    kept.forget('{"a":1}');
    kept.read('{"a":2}');
    kept.read('{"a":1}');

    expect(parsed).toBe(3);
  });
});

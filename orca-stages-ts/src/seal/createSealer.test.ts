import { randomBytes } from 'node:crypto';
import { StageError } from 'stage-contract';
import { createSealer } from './createSealer';
import { readSealingKey, sealingKeyOf } from './sealingKey';

const key = () => sealingKeyOf(randomBytes(32));
const caught = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('createSealer', () => {
  it.each(['', 'short', 'ä✓ \n {"DB_PASSWORD":"hunter2"}', 'x'.repeat(100_000)])('opens what it sealed', (text) => {
    const sealer = createSealer([key()]);

    const sealed = sealer.seal(text);

    expect(sealer.open(sealed)).toBe(text);
  });

  it('never seals a text the same way twice, nor shows it', () => {
    const sealer = createSealer([key()]);

    const [one, two] = [sealer.seal('hunter2'), sealer.seal('hunter2')];

    expect(one).not.toBe(two);
    expect(one).not.toContain('hunter2');
    expect(one).not.toContain(Buffer.from('hunter2').toString('base64url'));
  });

  it('opens texts of an earlier key after a rotation, and seals with the new one', () => {
    const [earlier, present] = [key(), key()];
    const sealed = createSealer([earlier]).seal('text');
    const sealer = createSealer([present, earlier]);

    const opened = sealer.open(sealed);

    expect(opened).toBe('text');
    expect(sealer.seal('text')).toContain(`.${present.id}.`);
  });

  it('names the missing key and the remedy when a key was taken away too early', () => {
    const [earlier, present] = [key(), key()];
    const sealed = createSealer([earlier]).seal('text');

    const error = caught(() => createSealer([present]).open(sealed));

    expect(error).toBeInstanceOf(StageError);
    expect(String(error)).toMatch(new RegExp(`key ${earlier.id} is not configured.*Add the earlier key`));
  });

  it.each([
    [
      'ciphertext',
      (parts: string[]) => [...parts.slice(0, 4), `A${parts[4]?.slice(1) === undefined ? '' : parts[4].slice(1)}`],
    ],
    ['nonce', (parts: string[]) => [parts[0], parts[1], 'A'.repeat(16), parts[3], parts[4]]],
    ['form', () => ['plain text']],
  ])('refuses a text whose %s was altered', (_, alter) => {
    const sealer = createSealer([key()]);
    const sealed = sealer.seal('\u0000 some text');

    const error = caught(() => sealer.open(alter(sealed.split('.')).join('.')));

    expect(error).toBeInstanceOf(StageError);
  });
});

describe('readSealingKey', () => {
  const bytes = randomBytes(32);

  it.each([
    ['hexadecimal', bytes.toString('hex')],
    ['base64', bytes.toString('base64')],
    ['base64url', bytes.toString('base64url')],
    ['hexadecimal with a line end', `${bytes.toString('hex')}\n`],
  ])('reads %s', (_, text) => {
    const read = readSealingKey(text);

    expect(read?.bytes).toEqual(bytes);
  });

  it.each(['', 'secret', 'ab'.repeat(31), 'not-a-key-but-43-characters-long-so-nearly!!'])('refuses %j', (text) => {
    expect(readSealingKey(text)).toBeUndefined();
  });
});

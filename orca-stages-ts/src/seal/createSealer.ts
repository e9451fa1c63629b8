import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { present, say, StageError, type Saying, type SayingValues } from 'stage-contract';
import type { Sealer } from '../model/sealer';
import type { SealingKey } from './sealingKey';

const ENVELOPE = /^s1\.([0-9a-f]{12})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]*)$/;

/** AES-256-GCM. The first key encrypts; every key decrypts, so that keys can be replaced one at a time. */
export function createSealer(keys: readonly [SealingKey, ...SealingKey[]]): Sealer {
  return {
    seal: (text) => sealWith(keys[0], text),
    open(sealed) {
      const [, id, nonce, tag, content] = ENVELOPE.exec(sealed) ?? [];
      if (id === undefined || nonce === undefined || tag === undefined || content === undefined)
        throw unreadable({ why: 'notSealed' });
      const key = keys.find((candidate) => candidate.id === id);
      if (key === undefined) throw unreadable({ why: 'keyMissing', key: id }, say('addEarlierKey', {}));
      return openWith(key, { nonce, tag, content });
    },
  };
}

function sealWith(key: SealingKey, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(Buffer.from(key.id));
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [
    's1',
    key.id,
    nonce.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
    content.toString('base64url'),
  ].join('.');
}

function openWith(key: SealingKey, envelope: { nonce: string; tag: string; content: string }): string {
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(envelope.nonce, 'base64url'));
  decipher.setAAD(Buffer.from(key.id));
  decipher.setAuthTag(Buffer.from(envelope.tag, 'base64url'));
  try {
    return Buffer.concat([decipher.update(Buffer.from(envelope.content, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    throw unreadable({ why: 'altered' });
  }
}

const unreadable = (fault: SayingValues['sealedTextNotOpened'], next?: Saying): StageError =>
  new StageError({
    code: 'internal',
    what: say('sealedTextNotOpened', fault),
    where: 'journal',
    ...present({ next }),
  });

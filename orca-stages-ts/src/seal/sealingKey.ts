import { createHash } from 'node:crypto';

/** A 32-byte key with the short name that sealed texts carry. */
export interface SealingKey {
  id: string;
  bytes: Buffer;
}

/** Reads a key from 64 hexadecimal digits or 32 base64-encoded bytes; undefined if it is neither. */
export function readSealingKey(text: string): SealingKey | undefined {
  const trimmed = text.trim();
  const bytes = /^[0-9a-fA-F]{64}$/.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)
      ? Buffer.from(trimmed, 'base64')
      : undefined;
  return bytes?.length === 32 ? sealingKeyOf(bytes) : undefined;
}

/** Names a key by its hash, so that nobody has to number keys and the name reveals nothing about the key. */
export function sealingKeyOf(bytes: Buffer): SealingKey {
  return {
    id: createHash('sha256').update('lambda-stages sealing key').update(bytes).digest('hex').slice(0, 12),
    bytes,
  };
}

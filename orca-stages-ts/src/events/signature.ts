import { createHmac } from 'node:crypto';

/** Fewest and most bytes of a key. Source: Standard Webhooks 1.0.0, "Signature scheme". */
const KEY_BYTES = { least: 24, most: 64 };
const PREFIX = 'whsec_';

/** A key from its text: base64 of 24 to 64 bytes, with or without the prefix `whsec_`. Undefined if it is anything else. */
export function readSigningKey(text: string): Buffer | undefined {
  const trimmed = text.trim(),
    base64 = trimmed.startsWith(PREFIX) ? trimmed.slice(PREFIX.length) : trimmed;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return undefined;
  const key = Buffer.from(base64, 'base64');
  return key.length >= KEY_BYTES.least && key.length <= KEY_BYTES.most ? key : undefined;
}

/** What is signed: the ID, the time of this attempt, and the body as it is sent. */
interface Signed {
  id: string;
  nowMs: number;
  body: string;
}

/**
 * The headers by which a receiver recognizes the sidecar and refuses replays: the symmetric scheme of Standard Webhooks
 * 1.0.0, for which there are libraries in most languages.
 */
export function signatureHeaders(key: Buffer, { id, nowMs, body }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

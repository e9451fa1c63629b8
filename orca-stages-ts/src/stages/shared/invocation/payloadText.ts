import { inlineArtifactText, problem, type Problem, type StageArtifact } from 'stage-contract';

/** AWS's limits for an event, in bytes: synchronous and asynchronous. */
export const PAYLOAD_LIMIT_BYTES = { RequestResponse: 6_291_556, DryRun: 6_291_556, Event: 1_048_576 } as const;

/** Where a payload may come from. */
export interface PayloadSource {
  invokePayload?: unknown;
  payloadArtifact?: StageArtifact | undefined;
}

/** The event to send as JSON text, or what is wrong with it. */
export type PayloadText = { ok: true; text: string } | { ok: false; problem: Problem };

/**
 * The event that a function gets: JSON as it is, other text as a JSON string, an empty object if nothing is given.
 * AWS accepts only JSON. Text that begins like JSON but is not valid was meant as JSON, so it is rejected.
 */
export function payloadText(
  source: PayloadSource,
  invocationType: keyof typeof PAYLOAD_LIMIT_BYTES = 'RequestResponse',
  place = '',
): PayloadText {
  if (source.payloadArtifact === undefined)
    return asJson(source.invokePayload ?? {}, `${place}invokePayload`, invocationType);
  const field = `${place}payloadArtifact`;
  const read = inlineArtifactText(source.payloadArtifact, field);
  return read.ok ? asJson(read.text, field, invocationType) : read;
}

function asJson(value: unknown, field: string, invocationType: keyof typeof PAYLOAD_LIMIT_BYTES): PayloadText {
  const text = typeof value === 'string' && isJson(value) ? value : JSON.stringify(value);
  if (typeof value === 'string' && /^\s*[[{]/.test(value) && !isJson(value))
    return { ok: false, problem: problem(field, 'brokenJson', {}) };
  const bytes = Buffer.byteLength(text),
    limit = PAYLOAD_LIMIT_BYTES[invocationType];
  return bytes <= limit
    ? { ok: true, text }
    : { ok: false, problem: problem(field, 'payloadTooLarge', { bytes, limitBytes: limit }) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

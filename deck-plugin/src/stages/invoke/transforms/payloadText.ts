import { bytesOf, expressionsIn, readJson } from '../../../values/looseJson';
import { isGiven, jsonOf } from '../../../values/readValue';

/** A payload as it is edited: text as it stands, anything else as JSON. */
export const payloadText = (value: unknown): string =>
  !isGiven(value) ? '' : typeof value === 'string' ? value : jsonOf(value, 2);

/** What to write for a typed payload: text as typed, so that neither layout nor long numbers are lost; where JSON stood before, JSON as long as it is some. */
export function typedPayload(text: string, before: unknown): unknown {
  if (text === '') return undefined;
  const reading = typeof before === 'object' && before !== null ? readJson(text) : undefined;
  return reading?.ok === true && typeof reading.value === 'object' && reading.value !== null ? reading.value : text;
}

/** What stands below the payload. */
export interface PayloadWords {
  json: boolean;
  wrong: boolean;
  kind: string;
  size: string;
  expressions: string;
}

/** Whether a payload is JSON, how large it is, and how many expressions it holds; nothing for an empty one. */
export function payloadWords(text: string): PayloadWords | undefined {
  if (text === '') return undefined;
  const json = readJson(text).ok;
  const bytes = bytesOf(text);
  const expressions = expressionsIn(text);
  const wrong = !json && expressions === 0 && /^\s*[[{]/.test(text);
  return {
    json,
    wrong,
    kind: json
      ? 'Valid JSON'
      : wrong
        ? 'Begins like JSON but is none, so the stage would refuse it'
        : expressions > 0
          ? 'Text, or JSON once it is evaluated'
          : 'Text, sent as a JSON string',
    size: bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en-US')} bytes`,
    expressions:
      expressions === 1 ? '1 expression, checked at run time' : `${expressions} expressions, checked at run time`,
  };
}

import { bytesOf, expressionsIn, readJson } from '../../../values/looseJson';
import { isConverted } from 'stage-contract';
import { entryOf, isGiven, jsonOf, type Values } from '../../../values/readValue';

/** A payload as it is edited: text stays text, anything else becomes JSON. */
export const payloadText = (value: unknown): string =>
  !isGiven(value) ? '' : typeof value === 'string' ? value : jsonOf(value, 2);

/**
 * What to write for a typed payload: the text as typed, so that neither layout nor long numbers are lost. If there was
 * JSON before, it stays JSON as long as it is valid.
 */
export function typedPayload(text: string, before: unknown): unknown {
  if (text === '') return undefined;
  const reading = typeof before === 'object' && before !== null ? readJson(text) : undefined;
  return reading?.ok === true && typeof reading.value === 'object' && reading.value !== null ? reading.value : text;
}

/** What is shown below the payload. */
export interface PayloadWords {
  json: boolean;
  wrong: boolean;
  kind: string;
  size: string;
  expressions: string;
}

/** Whether a payload is JSON, how large it is, and how many expressions it contains; undefined if it is empty. */
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
        ? 'Looks like JSON but is not valid, so the stage would fail'
        : expressions > 0
          ? 'Text, or JSON after evaluation'
          : 'Text, sent as a JSON string',
    size: bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en-US')} bytes`,
    expressions:
      expressions === 1 ? '1 expression, evaluated at run time' : `${expressions} expressions, evaluated at run time`,
  };
}

/**
 * What a native stage sends, which has no control here: Orca's webhook stage would overwrite its field. Undefined if
 * the stage has no such payload, or no longer sends it.
 */
export const nativePayloadWords = (values: Values): string | undefined =>
  isConverted(values) || !isGiven(entryOf(values, 'payload'))
    ? undefined
    : 'Spinnaker’s own executor sends the field payload. Converting the stage makes it the payload here.';

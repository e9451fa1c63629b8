import { isObject, type JsonObject } from '../../model/storedDocument';

/** Stands for the answer of a function wherever the answer cannot be read. */
export const WITHHELD = '(encrypted in the journal)';

/** Texts whose code and values are beside them in `told`. */
const TEXTS_OF_TOLD = ['what', 'sentence', 'measured', 'reason', 'note'] as const;

/**
 * A document without what functions have answered and what the answers were compared with: responses, log tails,
 * values in conditions, and every sentence that quotes them. It still fits its schema. Undefined if the document
 * contains none of that. Pure.
 */
export function withoutAnswers(document: unknown): unknown {
  let leftOut = 0;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const inner: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(value)) {
      const before = leftOut;
      inner[name] = walk(part);
      // A sentence quotes what its values contain.
      if (leftOut === before) continue;
      if (name === 'values' && 'words' in value) return { words: WITHHELD };
      if (name === 'told' || name.endsWith('Told')) withholdText(inner, name);
    }
    const bearing = withoutOwnAnswer(value, inner);
    if (bearing === undefined) return inner;
    leftOut += 1;
    return bearing;
  };
  const value = walk(document);
  return leftOut === 0 ? undefined : withoutFailureMessage(value);
}

function withholdText(said: Record<string, unknown>, told: string): void {
  delete said[told];
  const texts: readonly string[] = told === 'told' ? TEXTS_OF_TOLD : [told.slice(0, -'Told'.length)];
  for (const text of texts) if (typeof said[text] === 'string') said[text] = WITHHELD;
}

/** An object that contains an answer itself, without it; undefined for any other object. */
function withoutOwnAnswer(value: JsonObject, inner: JsonObject): JsonObject | undefined {
  if ('condition' in value && 'expected' in value && 'got' in value) {
    const { expectedTold: _expected, gotTold: _got, ...condition } = inner;
    return { ...condition, expected: withheldLike(value['expected']), got: withheldLike(value['got']) };
  }
  if (!('response' in value) && !('logTail' in value)) return undefined;
  // Spinnaker's own format of a result, in which both texts are required.
  const texts = Array.isArray(value['errors']) ? { body: '', response: '' } : {};
  const { response: _response, responseSha256: _hash, logTail: _tail, logs: _logs, ...rest } = inner;
  return { ...rest, ...texts };
}

const withheldLike = (value: unknown): unknown => (typeof value === 'string' ? WITHHELD : { words: WITHHELD });

/** This output has no code of its own, and repeats the failure. */
function withoutFailureMessage(document: unknown): unknown {
  if (!isObject(document) || !isObject(document['outputs'])) return document;
  const { outputs } = document;
  return 'failureMessage' in outputs ? { ...document, outputs: { ...outputs, failureMessage: WITHHELD } } : document;
}

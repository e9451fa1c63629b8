import { entryOf, isExpression, isGiven, isMap, textOf } from '../../values/readValue';

/** The only kind of artifact whose content a form can show and write. */
const INLINE_TYPE = 'embedded/base64';

/**
 * How an artifact is shown: its text, a description if its content is stored elsewhere, or nothing for an expression,
 * which has a control of its own.
 */
export type ArtifactReading = { kind: 'none' } | { kind: 'inline'; text: string } | { kind: 'other'; words: string };

/** Reads an artifact field. */
export function readArtifact(value: unknown): ArtifactReading {
  if (!isGiven(value) || isExpression(value)) return { kind: 'none' };
  const artifact = entryOf(value, 'artifact');
  if (isExpression(artifact)) return { kind: 'other', words: `The artifact ${artifact}` };
  if (!isMap(artifact)) {
    const id = textOf(entryOf(value, 'id'));
    return {
      kind: 'other',
      words: id === undefined || id === '' ? 'An artifact without content' : `Expected artifact ${id}`,
    };
  }
  const type = textOf(entryOf(artifact, 'type')) ?? '';
  const reference = textOf(entryOf(artifact, 'reference')) ?? '';
  if (type !== INLINE_TYPE)
    return { kind: 'other', words: otherWords(type, textOf(entryOf(artifact, 'name')) ?? '', reference) };
  if (isExpression(reference)) return { kind: 'other', words: `An inline artifact with the content ${reference}` };
  const text = textFromBase64(reference);
  return text === undefined
    ? { kind: 'other', words: 'An inline artifact whose content is not text' }
    : { kind: 'inline', text };
}

const otherWords = (type: string, name: string, reference: string): string =>
  `An artifact of type ${type === '' ? 'unknown' : type}${name !== '' ? ` named ${name}` : reference !== '' ? ` at ${reference}` : ''}`;

/** The artifact with new text; everything else in it stays. */
export function withText(value: unknown, text: string): Record<string, unknown> | undefined {
  if (text === '') return undefined;
  const before = isMap(value) ? value : {};
  const artifact = entryOf(before, 'artifact');
  return {
    ...before,
    artifact: { ...(isMap(artifact) ? artifact : {}), type: INLINE_TYPE, reference: base64FromText(text) },
  };
}

/** UTF-8 text as base64. */
export function base64FromText(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** Text from base64 (both alphabets); undefined if it is not base64 or not UTF-8. */
export function textFromBase64(reference: string): string | undefined {
  try {
    const binary = atob(reference.replace(/\s/g, '').replace(/-/g, '+').replace(/_/g, '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (character) => character.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

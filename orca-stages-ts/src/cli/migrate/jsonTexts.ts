import type { Edit, Node } from 'jsonc-parser';

/** A text in a JSON document. */
export interface JsonText {
  text: string;
  /** The edit of the document that changes a part of the text. */
  edit(part: { offset: number; length: number; content: string }): Edit;
  /** Where a part of the text begins in the document. */
  offsetOf(offset: number): number;
}

/** Every text in a part of a document, names included: Orca evaluates expressions in all of them. */
export function jsonTextsIn(document: string, node: Node): JsonText[] {
  if (node.type === 'string') return [jsonTextOf(document, node)];
  return (node.children ?? []).flatMap((child) => jsonTextsIn(document, child));
}

function jsonTextOf(document: string, { offset: start, length: written, value }: Node): JsonText {
  let offsets: readonly number[] | undefined;
  const offsetOf = (offset: number): number => {
    offsets ??= offsetsOf(document.slice(start + 1, start + written - 1));
    return start + 1 + (offsets[offset] ?? 0);
  };
  return {
    text: String(value),
    offsetOf,
    edit: ({ offset, length, content }) => ({
      offset: offsetOf(offset),
      length: offsetOf(offset + length) - offsetOf(offset),
      content: JSON.stringify(content).slice(1, -1),
    }),
  };
}

/** Where each character of a text stands in what is written, and where it ends. */
function offsetsOf(written: string): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < written.length; at += lengthAt(written, at)) offsets.push(at);
  return [...offsets, written.length];
}

/** The length of one character as it is written: `a`, `\n` or `\u0041`. */
const lengthAt = (written: string, at: number): number => (written[at] !== '\\' ? 1 : written[at + 1] === 'u' ? 6 : 2);

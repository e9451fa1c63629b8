import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';

/** A path inside a JSON document: names and positions from the root. */
export type JsonPath = readonly (string | number)[];

/** A place in a text, counted from 1, as editors and SARIF do; columns count UTF-16 code units. */
export interface Place {
  line: number;
  column: number;
}

/** Why a text is not JSON. */
export interface JsonFault extends Place {
  words: string;
}

/** A JSON text that still knows where each of its values stands. */
export interface JsonSource {
  /** The file's path, or `-` for standard input. */
  file: string;
  text: string;
  /** The byte order mark with which editors on Windows begin a file, and which JSON does not know; usually empty. */
  mark: string;
  /** Undefined if there are faults. */
  value: unknown;
  faults: readonly JsonFault[];
  /** The value with all its parts, as they are written; undefined if there is none. */
  root: Node | undefined;
  placeAt(offset: number): Place;
  /** Where the value at a path begins; its nearest holder that exists, if there is no such value. */
  placeOf(path: JsonPath): Place;
}

/** Reads JSON as Gate does: comments and trailing commas are faults. */
export function readJsonSource(file: string, given: string): JsonSource {
  const text = given.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const placeAt = placesIn(text);
  const faults = errors.map(({ error, offset }) => ({
    ...placeAt(offset),
    words: faultWords(printParseErrorCode(error)),
  }));
  return {
    file,
    text,
    mark: given.slice(0, given.length - text.length),
    faults,
    root,
    placeAt,
    value: faults.length > 0 || root === undefined ? undefined : getNodeValue(root),
    placeOf: (path) => placeAt(root === undefined ? 0 : offsetOf(root, path)),
  };
}

/** `CommaExpected` as `comma expected`. */
const faultWords = (code: string): string => code.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

function offsetOf(root: Node, path: JsonPath): number {
  for (let length = path.length; length > 0; length--) {
    const found = findNodeAtLocation(root, path.slice(0, length));
    if (found === undefined) continue;
    // The name says more than the value does; entries of lists have none.
    return found.parent?.type === 'property' ? found.parent.offset : found.offset;
  }
  return root.offset;
}

/** Turns offsets into places; looks a line up instead of counting lines from the start for each one. */
function placesIn(text: string): (offset: number) => Place {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

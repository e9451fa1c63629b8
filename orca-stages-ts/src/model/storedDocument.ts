import { LRUCache } from 'lru-cache';
import type { z } from 'zod';

/** A document that was read, or why it could not be: never with one of its values, because they may be secret. */
export type DocumentReading<T> = { ok: true; value: T } | { ok: false; reason: string };

/** One kind of document in the journal, with the shapes that it has had. */
export interface StoredDocument<T> {
  /** What it is, for people: `steps`, `input`. */
  readonly name: string;
  readonly version: number;
  /** Reads what any release has written. A shape that this release doesn't know is a value, not an exception. */
  read(text: string): DocumentReading<T>;
  write(value: T): string;
  /** Says that nobody will read this text again, because another one has replaced it. */
  forget(text: string): void;
}

export type JsonObject = Readonly<Record<string, unknown>>;
type Upgrade = (stored: JsonObject) => JsonObject;

/**
 * Names of fields in the journal that differ from those in the code: stored documents keep their names, so that the
 * previous release can still read them.
 */
export interface StoredNames {
  /** Must accept anything, because its input has not been checked. */
  fromStored(stored: JsonObject): JsonObject;
  toStored(value: JsonObject): JsonObject;
}

/** Several renamings of one document, in the order in which stored data passes through them. */
export const namesInTurn = (...names: readonly StoredNames[]): StoredNames => ({
  fromStored: (stored) => names.reduce((current, each) => each.fromStored(current), stored),
  toStored: (value) => names.reduceRight((current, each) => each.toStored(current), value),
});

/** What a document consists of. */
export interface DocumentShape<T> {
  name: string;
  /**
   * Version of the stored shape that `schema` describes, with the code's names. It only grows if a reader of the previous
   * version would misunderstand the document; a field that can be left out needs no new version. A release can be
   * rolled back by one, so a new version is first only read, and written by the next release.
   */
  version: number;
  schema: z.ZodType<T>;
  /** By version: converts to the next one. Must accept anything, because its input has not been checked. */
  upgrades?: Readonly<Record<number, Upgrade>>;
  /** Names in the journal that differ from those in `schema`. */
  names?: StoredNames;
  /** How many parsed texts to cache, for documents that are read far more often than written. */
  kept?: number;
}

/** Longer texts are parsed every time. */
const LONGEST_KEPT = 16_384;

/**
 * Creates the codec of a document. The version is in the document itself (`v`; absent means 1), so that release
 * 0.1.0, which knows no versions, can still read it. Fields that this release doesn't know are kept when it writes
 * the document again.
 */
export function storedDocument<T>(shape: DocumentShape<T>): StoredDocument<T> {
  const kept = shape.kept === undefined ? undefined : new LRUCache<string, DocumentReading<T>>({ max: shape.kept });
  return {
    name: shape.name,
    version: shape.version,
    read: (text) => {
      const known = kept?.get(text);
      if (known !== undefined) return known;
      const reading = readText(shape, text);
      if (text.length <= LONGEST_KEPT) kept?.set(text, reading);
      return reading;
    },
    forget: (text) => {
      kept?.delete(text);
    },
    write: (value) => {
      const stored = shape.names !== undefined && isObject(value) ? shape.names.toStored(value) : value;
      return JSON.stringify(shape.version === 1 ? stored : { ...stored, v: shape.version });
    },
  };
}

function readText<T>(shape: DocumentShape<T>, text: string): DocumentReading<T> {
  const json = jsonOf(text);
  if (!json.ok) return json;
  if (!isObject(json.value)) return checked(shape, json.value);
  const { v: version = 1, ...document } = json.value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { ok: false, reason: 'its version is not a number' };
  if (version > shape.version)
    return { ok: false, reason: `it has version ${version}, and this release knows versions up to ${shape.version}` };
  let current: JsonObject = document;
  let upgrade: Upgrade | undefined;
  for (let from = version; (upgrade = shape.upgrades?.[from]) !== undefined; from++) current = upgrade(current);
  current = shape.names?.fromStored(current) ?? current;
  const reading = checked(shape, current);
  // Fields that a newer release has added must not be dropped.
  return reading.ok ? { ok: true, value: { ...current, ...reading.value } } : reading;
}

function checked<T>(shape: DocumentShape<T>, value: unknown): DocumentReading<T> {
  const result = shape.schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  return { ok: false, reason: `${place}${issue?.message ?? 'it has another shape'}` };
}

/** A stored text as plain JSON, for code that must not depend on the document's shape and version. */
export function jsonOf(text: string): DocumentReading<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
}

/** Whether a value is a JSON object: neither a list nor null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

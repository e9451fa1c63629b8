import { bareSchema, OUTCOME_MOMENTS, schemaForm, type Schema, type SchemaPart, type ValueOf } from 'stage-contract';
import type { ViewOf } from './outcomeView';
import { isRecord, readField, readFlag, readList, readNumber, readText, readTimeMs, readWord } from './readers';

/** How to read one schema, in addition to what it says itself. */
interface Manner {
  /** Converts what other writers leave into the contract's format; `position` counts the entries of a list from 0. */
  accept?(value: unknown, position: number): unknown;
  /** A word that the schema doesn't know, from a newer sidecar, is kept as it was written. */
  keepsUnknownWords?: true;
  /** Stands where nothing could be read. */
  otherwise?: unknown;
  /** Required parts; by default everything that the schema requires, except times. */
  needs?: readonly string[];
  /** Corrects what was read; undefined drops it. */
  keep?(read: unknown): unknown;
}

/** The options of each schema that has some. */
export type Manners = ReadonlyMap<Schema, Manner>;

interface MannerOf<View> extends Omit<Manner, 'keep'> {
  keep?(read: NonNullable<View>): View | undefined;
}

/** Connects options to their schema. */
export const manner = <S extends Schema>(schema: S, of: MannerOf<ViewOf<ValueOf<S>>>): readonly [Schema, Manner] => [
  bareSchema(schema),
  of,
];

/**
 * Reads what fits a schema of the outcome and drops the rest: text and numbers in each other's spelling, lists up to
 * a limit, long texts truncated, times in ms since 1970. Never throws; undefined if nothing fits.
 */
export function readLeniently<S extends Schema>(
  schema: S,
  value: unknown,
  manners: Manners,
): ViewOf<ValueOf<S>> | undefined;
export function readLeniently(schema: Schema, value: unknown, manners: Manners): unknown {
  return readAt(schema, value, manners, 0);
}

function readAt(schema: Schema, value: unknown, manners: Manners, position: number): unknown {
  const bare = bareSchema(schema);
  const { accept, keepsUnknownWords, otherwise, keep, needs } = manners.get(bare) ?? {};
  const accepted = accept === undefined ? value : accept(value, position);
  const known = readForm(bare, accepted, manners, needs);
  const read = known ?? (keepsUnknownWords === true ? readText(accepted) : undefined) ?? otherwise;
  return keep === undefined || read === undefined ? read : keep(read);
}

function readForm(bare: Schema, value: unknown, manners: Manners, needs: Manner['needs']): unknown {
  const known = schemaForm(bare);
  switch (known.form) {
    case 'text':
      return readText(value);
    case 'number':
      return readNumber(value);
    case 'flag':
      return readFlag(value);
    case 'word':
      return readWord(known.words, value);
    case 'list':
      return readList(value, (entry, position) => readAt(known.entry, entry, manners, position));
    case 'map':
      return isRecord(value) ? readEntries(known.value, value, manners) : undefined;
    case 'parts':
      return isRecord(value) ? readParts(known.parts, value, manners, needs) : undefined;
    case 'any':
      return value;
  }
}

const isThere = ([, read]: readonly [string, unknown]): boolean => read !== undefined;

function readEntries(schema: Schema, value: object, manners: Manners): Record<string, unknown> {
  const entries = Object.entries(value).map(([name, entry]) => [name, readAt(schema, entry, manners, 0)] as const);
  return Object.fromEntries(entries.filter(isThere));
}

const isMoment = (name: string): boolean => OUTCOME_MOMENTS.some((moment) => moment === name);

/** A part in the reader's own format. An optional list that becomes empty counts as absent. */
function readPart({ name, schema, isOptional }: SchemaPart, value: object, manners: Manners): unknown {
  const given = readField(value, name);
  const read = isMoment(name) ? readTimeMs(given) : readAt(schema, given, manners, 0);
  return isOptional && Array.isArray(read) && read.length === 0 ? undefined : read;
}

function readParts(
  parts: readonly SchemaPart[],
  value: object,
  manners: Manners,
  needs: readonly string[] = parts.filter(({ name, isOptional }) => !isOptional && !isMoment(name)).map(nameOf),
): Record<string, unknown> | undefined {
  const read = parts.map((part) => [part.name, readPart(part, value, manners)] as const);
  if (read.some(([name, part]) => part === undefined && needs.includes(name))) return undefined;
  return Object.fromEntries(read.filter(isThere).map(([name, part]) => [isMoment(name) ? `${name}Ms` : name, part]));
}

const nameOf = ({ name }: SchemaPart): string => name;

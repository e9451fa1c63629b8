import { DEEPEST_JSON } from 'strict-lambda';
import { spendCharacters, spendSteps } from './budget';
import { SpelError } from './spelError';

/** A Java object as expressions see it: only the listed properties, never a JavaScript one. */
export class SpelObject {
  constructor(
    readonly typeName: string,
    private readonly properties: ReadonlyMap<string, () => unknown>,
  ) {}

  has(name: string): boolean {
    return this.properties.has(name);
  }

  get(name: string): unknown {
    return this.properties.get(name)?.() ?? null;
  }

  entries(): [string, unknown][] {
    return [...this.properties].map(([name, read]) => [name, read()]);
  }
}

/** One of Orca's statuses. It is not text, but Orca treats it as equal to the text of its name. */
export class SpelEnum {
  constructor(readonly name: string) {}
}

/** What `#this` is inside a selection or projection over a map. */
export class SpelMapEntry {
  constructor(
    readonly key: string,
    readonly value: unknown,
  ) {}
}

/** A class named by T(…). */
export class SpelType {
  constructor(readonly simpleName: string) {}
}

/** A map in expressions: an object of which only its own properties count. */
export type SpelMap = Record<string, unknown>;

/** An empty map without a prototype, so that no key can reach one. */
export function emptyMap(): SpelMap {
  return Object.create(null) as SpelMap;
}

/** True for JSON objects; false for arrays, null and this module's own classes. */
export function isMap(value: unknown): value is SpelMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Prints a value as Java's toString() does: `{a=1, b=[1, 2]}`, `null`, `a=1` for a map entry. */
export function javaText(value: unknown): string {
  const text = textOf(value);
  spendCharacters(text.length);
  return text;
}

function textOf(value: unknown): string {
  spendSteps(1);
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (value instanceof SpelMapEntry) return `${value.key}=${javaText(value.value)}`;
  if (value instanceof SpelEnum) return value.name;
  if (value instanceof SpelObject) return value.typeName;
  if (value instanceof SpelType) return `class ${value.simpleName}`;
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}=${javaText(item)}`)
      .join(', ')}}`;
  return String(value);
}

/** Java's equals(), except that SpEL considers numbers of different types equal if they have the same value. */
export function javaEquals(left: unknown, right: unknown): boolean {
  spendSteps(1);
  if (typeof left === 'string' && typeof right === 'string')
    spendCharacters(left.length === right.length ? left.length : 0);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => javaEquals(item, right[index]));
  }
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && javaEquals(left[key], right[key]))
    );
  }
  return enumName(left) === enumName(right);
}

function enumName(value: unknown): unknown {
  return value instanceof SpelEnum ? value.name : (value ?? null);
}

/** Turns a value into plain JSON data, for contexts and requests; a map entry becomes its text. */
export function toPlain(value: unknown, depth = 0): unknown {
  spendSteps(1);
  if (depth > DEEPEST_JSON)
    throw new SpelError(
      'evaluation',
      `Document nesting depth (${depth}) exceeds the maximum allowed (${DEEPEST_JSON})`,
    );
  if (typeof value === 'string') spendCharacters(value.length);
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth + 1));
  if (value instanceof SpelEnum) return value.name;
  if (value instanceof SpelMapEntry || value instanceof SpelType) return javaText(value);
  if (value instanceof SpelObject) return fromEntries(value.entries(), depth + 1);
  if (isMap(value)) return fromEntries(Object.entries(value), depth + 1);
  return value;
}

function fromEntries(entries: [string, unknown][], depth: number): SpelMap {
  const map = emptyMap();
  for (const [key, item] of entries) map[key] = toPlain(item, depth);
  return map;
}

/** A boolean where SpEL needs one; the texts true and false are converted, nothing else. */
export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw new SpelError('evaluation', `EL1001E: Type conversion problem, cannot convert '${javaText(value)}' to boolean`);
}

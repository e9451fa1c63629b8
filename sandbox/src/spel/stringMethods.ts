import { spendCharacters } from './budget';
import { findMatches, matchesPattern } from './runPattern';
import { SpelError } from './spelError';
import { javaText } from './spelValue';

/** A method of a Java class: its target and arguments in, its value out. */
export type Method<T> = (target: T, args: readonly unknown[]) => unknown;

const text = (value: unknown): string => javaText(value ?? null);

function whole(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new SpelError('evaluation', `EL1001E: Type conversion problem, cannot convert '${javaText(value)}' to int`);
}

function substring(target: string, args: readonly unknown[]): string {
  const begin = whole(args[0]);
  const end = args.length > 1 ? whole(args[1]) : target.length;
  if (begin < 0 || end > target.length || begin > end) {
    throw new SpelError('evaluation', `begin ${begin}, end ${end}, length ${target.length}`);
  }
  return target.slice(begin, end);
}

/** Java drops empty strings at the end of a split, and keeps those at the start. */
function split(target: string, args: readonly unknown[]): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of findMatches(text(args[0]), target)) {
    const end = match.index + match[0].length;
    if (end === 0) continue;
    parts.push(target.slice(from, match.index));
    from = end;
  }
  parts.push(target.slice(from));
  while (parts.length > 1 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}

function charAt(target: string, args: readonly unknown[]): string {
  const index = whole(args[0]);
  if (index < 0 || index >= target.length) throw new SpelError('evaluation', `index ${index}, length ${target.length}`);
  return target.charAt(index);
}

function replaceMatches(target: string, [pattern, by]: readonly unknown[], most: number): string {
  const matches = findMatches(text(pattern), target).slice(0, most);
  const replacement = text(by);
  const parts: string[] = [];
  let from = 0;
  for (const match of matches) {
    parts.push(target.slice(from, match.index), ...expanded(replacement, match));
    from = match.index + match[0].length;
  }
  spendCharacters(target.length);
  return parts.join('') + target.slice(from);
}

/** Java's replacements: `$1` is a group, and a backslash makes the next character plain. */
function expanded(replacement: string, match: readonly (string | undefined)[]): string[] {
  const pieces = replacement.match(/\\[^]|\$\d|[^\\$]+|[^]/g) ?? [];
  return pieces.map((piece) => {
    const put = piece.startsWith('$') ? groupOf(piece, match) : piece.replace(/^\\(?=[^])/, '');
    spendCharacters(put.length);
    return put;
  });
}

function groupOf(reference: string, match: readonly (string | undefined)[]): string {
  const number = Number(reference.slice(1));
  if (reference === '$') throw new SpelError('evaluation', 'Illegal group reference');
  if (number >= match.length) throw new SpelError('evaluation', `No group ${number}`);
  return match[number] ?? '';
}

function replace(target: string, args: readonly unknown[]): string {
  const parts = target.split(text(args[0]));
  const by = text(args[1]);
  spendCharacters(target.length + (parts.length - 1) * by.length);
  return parts.join(by);
}

function repeat(target: string, args: readonly unknown[]): string {
  const count = whole(args[0]);
  if (count < 0) throw new SpelError('evaluation', `count is negative: ${count}`);
  spendCharacters(target.length * count);
  return target.repeat(count);
}

/** java.lang.String, as far as pipelines use it. */
export const stringMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ['toString', (target) => target],
  ['matches', (target, args) => matchesPattern(text(args[0]), target)],
  ['startsWith', (target, args) => target.startsWith(text(args[0]))],
  ['endsWith', (target, args) => target.endsWith(text(args[0]))],
  ['contains', (target, args) => target.includes(text(args[0]))],
  ['equals', (target, args) => target === args[0]],
  ['equalsIgnoreCase', (target, args) => typeof args[0] === 'string' && target.toLowerCase() === args[0].toLowerCase()],
  ['compareTo', (target, args) => Math.sign(target < text(args[0]) ? -1 : Number(target > text(args[0])))],
  ['length', (target) => target.length],
  ['isEmpty', (target) => target === ''],
  ['isBlank', (target) => target.trim() === ''],
  ['toLowerCase', (target) => target.toLowerCase()],
  ['toUpperCase', (target) => target.toUpperCase()],
  ['trim', (target) => target.trim()],
  ['strip', (target) => target.trim()],
  ['charAt', charAt],
  ['concat', (target, args) => target + text(args[0])],
  ['indexOf', (target, args) => target.indexOf(text(args[0]), args.length > 1 ? whole(args[1]) : 0)],
  ['lastIndexOf', (target, args) => target.lastIndexOf(text(args[0]))],
  ['repeat', repeat],
  ['replace', replace],
  ['replaceAll', (target, args) => replaceMatches(target, args, Infinity)],
  ['replaceFirst', (target, args) => replaceMatches(target, args, 1)],
  ['split', split],
  ['substring', substring],
]);

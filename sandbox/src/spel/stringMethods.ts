import { javaPattern } from './javaPattern';
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
  const parts = target.split(javaPattern(text(args[0]), false));
  while (parts.length > 1 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}

function charAt(target: string, args: readonly unknown[]): string {
  const index = whole(args[0]);
  if (index < 0 || index >= target.length) throw new SpelError('evaluation', `index ${index}, length ${target.length}`);
  return target.charAt(index);
}

function replaceFirst(target: string, args: readonly unknown[]): string {
  const pattern = javaPattern(text(args[0]), false);
  return target.replace(new RegExp(pattern.source, pattern.flags.replace('g', '')), text(args[1]));
}

/** java.lang.String, as far as pipelines use it. */
export const stringMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ['toString', (target) => target],
  ['matches', (target, args) => javaPattern(text(args[0]), true).test(target)],
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
  ['repeat', (target, args) => target.repeat(whole(args[0]))],
  ['replace', (target, args) => target.split(text(args[0])).join(text(args[1]))],
  ['replaceAll', (target, args) => target.replace(javaPattern(text(args[0]), false), text(args[1]))],
  ['replaceFirst', replaceFirst],
  ['split', split],
  ['substring', substring],
]);

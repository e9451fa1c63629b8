import { spendCharacters } from './budget';
import { SpelError } from './spelError';
import { javaText, SpelType } from './spelValue';

type StaticMethod = (args: readonly unknown[]) => unknown;

/** The classes that T(…) may name; Orca's own allow list is longer. Any other class is rejected by name. */
const ALLOWED: ReadonlyMap<string, string> = new Map([
  ...['Math', 'Integer', 'Long', 'Double', 'String', 'Boolean'].flatMap((name): [string, string][] => [
    [name, name],
    [`java.lang.${name}`, name],
  ]),
  ['java.util.Map', 'Map'],
  ['java.util.List', 'List'],
]);

function parseWhole(value: unknown): number {
  const digits = javaText(value);
  if (!/^[+-]?\d+$/.test(digits)) throw new SpelError('evaluation', `For input string: "${digits}"`);
  return Number(digits);
}

function parseReal(value: unknown): number {
  const digits = javaText(value).trim();
  const result = Number(digits);
  if (digits === '' || Number.isNaN(result)) throw new SpelError('evaluation', `For input string: "${digits}"`);
  return result;
}

const numbers = (args: readonly unknown[]): number[] => args.map(parseReal);
const math =
  (of: (...values: number[]) => number): StaticMethod =>
  (args) =>
    of(...numbers(args));

function join(args: readonly unknown[]): string {
  const separator = javaText(args[0]);
  const texts = (Array.isArray(args[1]) ? args[1] : args.slice(1)).map((item) => javaText(item));
  spendCharacters(texts.reduce((sum, text) => sum + text.length + separator.length, 0));
  return texts.join(separator);
}

const STATICS: ReadonlyMap<string, StaticMethod> = new Map<string, StaticMethod>([
  ['Math.abs', math(Math.abs)],
  ['Math.max', math(Math.max)],
  ['Math.min', math(Math.min)],
  ['Math.round', math(Math.round)],
  ['Math.floor', math(Math.floor)],
  ['Math.ceil', math(Math.ceil)],
  ['Math.pow', math(Math.pow)],
  ['Math.sqrt', math(Math.sqrt)],
  ['Integer.parseInt', (args) => parseWhole(args[0])],
  ['Integer.valueOf', (args) => parseWhole(args[0])],
  ['Integer.toString', (args) => javaText(args[0])],
  ['Long.parseLong', (args) => parseWhole(args[0])],
  ['Long.valueOf', (args) => parseWhole(args[0])],
  ['Double.parseDouble', (args) => parseReal(args[0])],
  ['Double.valueOf', (args) => parseReal(args[0])],
  ['String.valueOf', (args) => javaText(args[0])],
  ['String.join', join],
  ['Boolean.parseBoolean', (args) => javaText(args[0]).toLowerCase() === 'true'],
  ['Boolean.valueOf', (args) => javaText(args[0]).toLowerCase() === 'true'],
]);

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['Integer.MAX_VALUE', 2_147_483_647],
  ['Integer.MIN_VALUE', -2_147_483_648],
  ['Math.PI', Math.PI],
]);

/** The class that T(name) stands for; throws for anything outside the allow list. */
export function staticType(name: string): SpelType {
  const simpleName = ALLOWED.get(name);
  if (simpleName === undefined)
    throw new SpelError(
      'evaluation',
      `EL1005E: Type cannot be found '${name}': it is not one of the types that expressions may use`,
    );
  return new SpelType(simpleName);
}

/** Calls a static method such as T(Math).max(1, 2). */
export function callStatic(type: SpelType, name: string, args: readonly unknown[]): unknown {
  const method = STATICS.get(`${type.simpleName}.${name}`);
  if (method === undefined)
    throw new SpelError(
      'evaluation',
      `EL1004E: Method call: Method ${name}() cannot be found on type ${type.simpleName}`,
    );
  return method(args);
}

/** Reads a constant such as T(Integer).MAX_VALUE. */
export function staticConstant(type: SpelType, name: string): number {
  const constant = CONSTANTS.get(`${type.simpleName}.${name}`);
  if (constant === undefined)
    throw new SpelError(
      'evaluation',
      `EL1008E: Property or field '${name}' cannot be found on type ${type.simpleName}`,
    );
  return constant;
}

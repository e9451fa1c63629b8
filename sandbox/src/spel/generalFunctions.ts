import { parse } from 'yaml';
import { SpelError } from './spelError';
import { javaText, toPlain } from './spelValue';

/** A function of Orca's expressions, called as `#name(…)`; throws a SpelError. */
export type SpelFunction = (args: readonly unknown[]) => unknown;

function readJson(args: readonly unknown[]): unknown {
  try {
    return JSON.parse(javaText(args[0])) as unknown;
  } catch (error) {
    throw new SpelError('function', `#readJson: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readYaml(args: readonly unknown[]): unknown {
  try {
    return parse(javaText(args[0])) as unknown;
  } catch (error) {
    throw new SpelError('function', `#readYaml: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Functions of Orca that read from an address: expressions in the sandbox reach nothing outside it. */
const ofUrls = ['fromUrl', 'jsonFromUrl', 'propertiesFromUrl', 'yamlFromUrl'].map((name): [string, SpelFunction] => [
  name,
  () => {
    throw new SpelError('function', `#${name} is not supported in the sandbox, whose expressions read no addresses`);
  },
]);

function number(name: string, pattern: RegExp): SpelFunction {
  return (args) => {
    const digits = javaText(args[0]).trim();
    if (!pattern.test(digits)) throw new SpelError('function', `#${name}: For input string: "${digits}"`);
    return Number(digits);
  };
}

/** Orca rejects text that still contains an expression, so that none can be smuggled in through JSON. */
function toJson(args: readonly unknown[]): string {
  const json = JSON.stringify(toPlain(args[0] ?? null));
  if (json.includes('${')) throw new SpelError('function', 'result for toJson cannot contain an expression');
  return json;
}

/** The functions of Orca's expressions that need no execution. */
export const generalFunctions: ReadonlyMap<string, SpelFunction> = new Map<string, SpelFunction>([
  ['toJson', toJson],
  ['readJson', readJson],
  ['readYaml', readYaml],
  ...ofUrls,
  ['toInt', number('toInt', /^[+-]?\d+$/)],
  ['toFloat', number('toFloat', /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/)],
  ['toBoolean', (args) => javaText(args[0]).toLowerCase() === 'true'],
  ['toBase64', (args) => Buffer.from(javaText(args[0]), 'utf8').toString('base64')],
  ['fromBase64', (args) => Buffer.from(javaText(args[0]), 'base64').toString('utf8')],
  ['alphanumerical', (args) => javaText(args[0]).replace(/[^A-Za-z0-9]/g, '')],
]);

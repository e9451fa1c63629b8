import { listMethods, mapMethods, numberMethods } from './collectionMethods';
import { SpelError } from './spelError';
import { isMap, javaEquals, javaText, SpelEnum, SpelMapEntry, SpelObject, SpelType } from './spelValue';
import { callStatic, staticConstant } from './staticMembers';
import { stringMethods } from './stringMethods';

/** The Java name of a value's class, for messages. */
function typeName(value: unknown): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'number') return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  if (Array.isArray(value)) return 'java.util.ArrayList';
  if (value instanceof SpelMapEntry) return 'java.util.HashMap$Node';
  if (value instanceof SpelObject) return value.typeName;
  if (value instanceof SpelEnum) return 'com.netflix.spinnaker.orca.api.pipeline.models.ExecutionStatus';
  return 'java.util.HashMap';
}

/**
 * Reads a property. On a map, an unknown key is null if `allowUnknownKeys` is set, which is how Orca evaluates stages.
 * On anything else, an unknown property is an error. JavaScript's own properties are never visible.
 */
export function readProperty(target: unknown, name: string, allowUnknownKeys: boolean): unknown {
  if (target === null || target === undefined)
    throw new SpelError('evaluation', `EL1007E: Property or field '${name}' cannot be found on null`);
  if (isMap(target)) {
    if (Object.hasOwn(target, name)) return target[name];
    if (allowUnknownKeys) return null;
  }
  if (target instanceof SpelObject && target.has(name)) return target.get(name);
  if (target instanceof SpelType) return staticConstant(target, name);
  if (target instanceof SpelMapEntry) throw refusedOnEntry(name);
  if (target instanceof SpelEnum && name === 'name') return target.name;
  throw new SpelError(
    'evaluation',
    `EL1008E: Property or field '${name}' cannot be found on object of type '${typeName(target)}' - maybe not public or not valid?`,
  );
}

/**
 * Reads `target[index]`: a list's item, a map's value (null if missing), an object's property, a string's character.
 */
export function readIndex(target: unknown, index: unknown): unknown {
  if (target === null || target === undefined)
    throw new SpelError('evaluation', 'EL1012E: Cannot index into a null value');
  if (isMap(target)) {
    const key = javaText(index);
    return Object.hasOwn(target, key) ? target[key] : null;
  }
  if (Array.isArray(target) || typeof target === 'string') {
    const at = Number(index);
    if (!Number.isInteger(at) || at < 0 || at >= target.length) {
      throw new SpelError(
        'evaluation',
        `EL1025E: The collection has '${target.length}' elements, index '${javaText(index)}' is invalid`,
      );
    }
    return target[at];
  }
  if (target instanceof SpelObject && typeof index === 'string') return readProperty(target, index, false);
  throw new SpelError('evaluation', `EL1027E: Indexing into type '${typeName(target)}' is not supported`);
}

/** Calls a method of the Java class that the target represents; unknown methods are an error. */
export function callMethod(target: unknown, name: string, args: readonly unknown[]): unknown {
  if (target === null || target === undefined)
    throw new SpelError(
      'evaluation',
      `EL1011E: Method call: Attempted to call method ${name}() on null context object`,
    );
  if (target instanceof SpelType) return callStatic(target, name, args);
  const call = methodOf(target, name, args);
  if (call === undefined)
    throw new SpelError(
      'evaluation',
      `EL1004E: Method call: Method ${name}() cannot be found on type ${typeName(target)}`,
    );
  return call();
}

function methodOf(target: unknown, name: string, args: readonly unknown[]): (() => unknown) | undefined {
  if (typeof target === 'string') return bind(stringMethods.get(name), target, args);
  if (typeof target === 'number') return bind(numberMethods.get(name), target, args);
  if (Array.isArray(target)) return bind(listMethods.get(name), target, args);
  if (isMap(target)) return bind(mapMethods.get(name), target, args);
  if (name === 'toString') return () => javaText(target);
  if (name === 'equals') return () => javaEquals(target, args[0]);
  if (target instanceof SpelEnum && name === 'name') return () => target.name;
  if (target instanceof SpelMapEntry) throw refusedOnEntry(name);
  return target instanceof SpelObject ? getter(target, name) : undefined;
}

/** `stage.getName()` reads the property `name`. */
function getter(target: SpelObject, name: string): (() => unknown) | undefined {
  const property = /^get[A-Z]/.test(name) ? name.charAt(3).toLowerCase() + name.slice(4) : '';
  return target.has(property) ? () => target.get(property) : undefined;
}

function bind<T>(
  method: ((target: T, args: readonly unknown[]) => unknown) | undefined,
  target: T,
  args: readonly unknown[],
) {
  return method === undefined ? undefined : () => method(target, args);
}

/** Measured on the real Orca: `.?[key != 'x']` fails there, only toString() of an entry works. */
function refusedOnEntry(name: string): SpelError {
  return new SpelError(
    'evaluation',
    `EL1008E: Property or field '${name}' cannot be found on object of type 'java.util.HashMap$Node': Orca lets expressions see a map entry only through toString(), which is 'key=value'`,
  );
}

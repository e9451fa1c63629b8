import { javaEquals, javaText, type SpelMap } from './spelValue';
import type { Method } from './stringMethods';

type List = readonly unknown[];

const contains = (list: List, item: unknown): boolean => list.some((candidate) => javaEquals(candidate, item));
const own = (map: SpelMap, key: unknown): unknown => {
  const name = javaText(key);
  return Object.hasOwn(map, name) ? map[name] : null;
};

/** java.util.List, only its reading methods: an expression changes nothing. */
export const listMethods: ReadonlyMap<string, Method<List>> = new Map<string, Method<List>>([
  ['toString', (list) => javaText(list)],
  ['equals', (list, args) => javaEquals(list, args[0])],
  ['size', (list) => list.length],
  ['isEmpty', (list) => list.length === 0],
  ['contains', (list, args) => contains(list, args[0])],
  ['containsAll', (list, args) => Array.isArray(args[0]) && args[0].every((item) => contains(list, item))],
  ['get', (list, args) => list[Number(args[0])] ?? null],
  ['indexOf', (list, args) => list.findIndex((item) => javaEquals(item, args[0]))],
  ['subList', (list, args) => list.slice(Number(args[0]), Number(args[1]))],
]);

/** java.util.Map, only its reading methods. */
export const mapMethods: ReadonlyMap<string, Method<SpelMap>> = new Map<string, Method<SpelMap>>([
  ['toString', (map) => javaText(map)],
  ['equals', (map, args) => javaEquals(map, args[0])],
  ['size', (map) => Object.keys(map).length],
  ['isEmpty', (map) => Object.keys(map).length === 0],
  ['containsKey', (map, args) => Object.hasOwn(map, javaText(args[0]))],
  ['containsValue', (map, args) => contains(Object.values(map), args[0])],
  ['get', (map, args) => own(map, args[0])],
  ['getOrDefault', (map, args) => (Object.hasOwn(map, javaText(args[0])) ? own(map, args[0]) : args[1])],
  ['keySet', (map) => Object.keys(map)],
  ['values', (map) => Object.values(map)],
]);

/** java.lang.Integer, Long and Double. */
export const numberMethods: ReadonlyMap<string, Method<number>> = new Map<string, Method<number>>([
  ['toString', (value) => javaText(value)],
  ['equals', (value, args) => value === args[0]],
  ['intValue', (value) => Math.trunc(value)],
  ['longValue', (value) => Math.trunc(value)],
  ['doubleValue', (value) => value],
  ['compareTo', (value, args) => Math.sign(value - Number(args[0]))],
]);

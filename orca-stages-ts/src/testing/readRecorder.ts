/** Records which fields of a stage's input are read. */
export interface ReadRecorder {
  /** Paths of what was read, such as `healthCheck.expect.body`; list entries are `*`. */
  readonly read: ReadonlySet<string>;
  /** The same value, but everything that is read from it is recorded. */
  watch<T extends object>(value: T): T;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A new recorder. Reading an absent field counts as well: the stage looked for it. */
export function readRecorder(): ReadRecorder {
  const read = new Set<string>();
  const watched = <T extends object>(value: T, place: string): T =>
    new Proxy(value, {
      get(target, name) {
        const part: unknown = Reflect.get(target, name);
        if (typeof name !== 'string' || typeof part === 'function') return part;
        const key = Array.isArray(target) ? '*' : name;
        const inside = place === '' ? key : `${place}.${key}`;
        read.add(inside);
        return isObject(part) ? watched(part, inside) : part;
      },
    });
  return { read, watch: (value) => watched(value, '') };
}

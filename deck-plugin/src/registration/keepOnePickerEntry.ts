import { entryOf } from '../values/readValue';

/** The part of a stage's registration that tells ours from others with the same key. */
interface Registered {
  key: string;
  component?: unknown;
}

/**
 * Leaves only our entry for each of our stages in the stage picker: Gate may also list the webhooks behind them, and
 * Spinnaker's own Lambda stages have the same keys. It uses the registry's private list, so it does nothing if that
 * list looks different; then the picker shows an entry twice, and our form is still the one that is used.
 */
export function keepOnePickerEntry(registry: object, ours: readonly Registered[]): void {
  const isOther = (config: unknown): boolean =>
    ours.some(({ key, component }) => entryOf(config, 'key') === key && entryOf(config, 'component') !== component);
  const registered: unknown = Reflect.get(registry, 'stageTypes');
  if (Array.isArray(registered))
    Reflect.set(
      registry,
      'stageTypes',
      registered.filter((config: unknown) => !isOther(config)),
    );
  const register: unknown = Reflect.get(registry, 'registerStage');
  if (typeof register !== 'function') return;
  Reflect.set(registry, 'registerStage', (config: unknown, ...rest: unknown[]): unknown =>
    isOther(config) ? undefined : (Reflect.apply(register, registry, [config, ...rest]) as unknown),
  );
  forgetFoundConfigs(registry);
}

/** Deck caches which registration belongs to a type; this makes it look again. */
function forgetFoundConfigs(registry: object): void {
  const find: unknown = Reflect.get(registry, 'getStageConfig');
  const cache: unknown = typeof find === 'function' ? Reflect.get(find, 'cache') : undefined;
  const clear: unknown = typeof cache === 'object' && cache !== null ? Reflect.get(cache, 'clear') : undefined;
  if (typeof clear === 'function') Reflect.apply(clear, cache, []);
}

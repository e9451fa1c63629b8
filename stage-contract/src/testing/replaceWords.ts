import { z } from 'zod';
import { PROBLEM_WORDS } from '../messages/problem';
import { SAYING_WORDS } from '../messages/say';
import { keysOf, layersOf, schemaAt } from '../schemaAt';
import { STAGE_TYPES } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';

/** The words of a field that people read; everything else in its metadata controls behavior. */
const TEXTS = ['label', 'help', 'whenAbsent', 'placeholder', 'example', 'unit', 'noControl', 'entry'] as const;
const TEXT_MAPS = ['choices', 'choiceHelp'] as const;

/**
 * Replaces all words of the contract with words that nobody has seen: messages of all codes, labels, help texts,
 * words of choices, titles. Used by tests that show that nothing depends on words; `restore` undoes it.
 */
export function replaceWords(): { restore(): void } {
  const undo: (() => void)[] = [];
  let made = 0;
  const word = (): string => `Qx${++made} zyg`;
  const replaceCatalogue = (catalogue: object): void => {
    for (const [code, before] of Object.entries(catalogue)) {
      Reflect.set(catalogue, code, () => word());
      undo.push(() => Reflect.set(catalogue, code, before));
    }
  };
  const replaceMeta = (schema: z.core.$ZodType): void => {
    const meta = z.globalRegistry.get(schema);
    if (meta === undefined || typeof meta['label'] !== 'string') return;
    const texts = TEXTS.filter((name) => typeof meta[name] === 'string').map((name) => [name, word()]);
    const maps = TEXT_MAPS.filter((name) => meta[name] !== undefined).map((name) => [
      name,
      Object.fromEntries(Object.keys(Object(meta[name])).map((value) => [value, word()])),
    ]);
    z.globalRegistry.add(schema, { ...meta, ...Object.fromEntries([...texts, ...maps]) });
    undo.push(() => z.globalRegistry.add(schema, meta));
  };
  replaceCatalogue(PROBLEM_WORDS);
  replaceCatalogue(SAYING_WORDS);
  const seen = new Set<z.core.$ZodType>();
  const visit = (schema: z.core.$ZodType): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    replaceMeta(schema);
    const inner = layersOf(schema).at(-1);
    const parts = [...keysOf(schema), ...(inner instanceof z.ZodArray ? ['0'] : [])];
    for (const key of parts) {
      const part = schemaAt(schema, [key]);
      if (part !== undefined) visit(part);
    }
  };
  for (const type of STAGE_TYPES) {
    Object.values<z.core.$ZodType>(stageDefinitions[type].schema.shape).forEach(visit);
    for (const section of stageDefinitions[type].sections) {
      const { title } = section;
      Reflect.set(section, 'title', word());
      undo.push(() => Reflect.set(section, 'title', title));
    }
  }
  return { restore: () => undo.forEach((back) => back()) };
}

import { fieldMetaOf, stageDefinitions, type FieldMeta, type StageType } from 'stage-contract';

/** The type of value that a field takes, read from its schema. It decides which control is used. */
export type FieldKind =
  | { kind: 'text' }
  | { kind: 'number'; min: number | undefined; max: number | undefined }
  | { kind: 'flag' }
  | { kind: 'choice'; values: readonly string[]; inList: boolean }
  | { kind: 'list' }
  | { kind: 'map' }
  | { kind: 'object' }
  | { kind: 'any' };

/** One field of a stage, with the contract's words and limits only. */
export interface FieldSpec {
  name: string;
  meta: FieldMeta;
  kind: FieldKind;
}

const defOf = (schema: unknown): unknown =>
  typeof schema === 'object' && schema !== null ? Reflect.get(schema, 'def') : undefined;
const part = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).filter((entry): entry is string => typeof entry === 'string')
    : [];

/** Looks through a schema's wrappers (optional, preprocessed) for the type of value inside. */
export function kindOf(schema: unknown): FieldKind {
  const def = defOf(schema);
  switch (part(def, 'type')) {
    case 'optional':
    case 'nullable':
    case 'default':
      return kindOf(part(def, 'innerType'));
    case 'pipe':
      return kindOf(part(def, 'out'));
    case 'string':
    case 'literal':
      return { kind: 'text' };
    case 'union':
      return { kind: 'text' };
    case 'number':
      return { kind: 'number', min: numberIn(part(schema, 'minValue')), max: numberIn(part(schema, 'maxValue')) };
    case 'boolean':
      return { kind: 'flag' };
    case 'enum':
      return { kind: 'choice', values: textsIn(part(def, 'entries')), inList: false };
    case 'array':
      return listKindOf(part(def, 'element'));
    case 'record':
      return { kind: 'map' };
    case 'object':
      return { kind: 'object' };
    default:
      return { kind: 'any' };
  }
}

/** A list with at most one entry from a fixed set is a choice that is written as a list (AWS's architectures). */
function listKindOf(element: unknown): FieldKind {
  const inner = kindOf(element);
  return inner.kind === 'choice' ? { ...inner, inList: true } : { kind: 'list' };
}

/** Every field of a stage, in the contract's order. */
export function fieldSpecsOf(type: StageType): FieldSpec[] {
  return Object.entries(stageDefinitions[type].schema.shape).map(([name, schema]) => {
    const shown = schema as Parameters<typeof fieldMetaOf>[0];
    return { name, meta: fieldMetaOf(shown), kind: kindOf(shown) };
  });
}

/**
 * Whether the form has a control for the field. It has none if the contract gives a reason, or if this release rejects
 * the field.
 */
export const hasControl = (type: StageType, spec: FieldSpec): boolean =>
  spec.meta.noControl === undefined &&
  spec.meta.section !== undefined &&
  !(spec.name in stageDefinitions[type].notSupportedYet);

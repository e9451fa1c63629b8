import { z } from 'zod';
import type { Remedy } from './messages/remedies';
import { schemaAt } from './schemaAt';

/** What a form, the reference docs and messages need to know about one field, beside its type. */
export interface FieldMeta {
  /** The words beside the control, and in messages. */
  label: string;
  /** One or two sentences for the help bubble and the docs. */
  help?: string;
  /** Id of the form section that shows it. */
  section?: string;
  placeholder?: string;
  unit?: string;
  /** Offered as suggestions; any other value of the type stays legal. */
  suggestions?: readonly string[];
  /** The value is a secret: masked in forms, never in outcomes or logs. */
  secret?: boolean;
  /** Must be present in every stage of the type. */
  required?: boolean;
  /** What holds when the field is absent, in words. */
  whenAbsent?: string;
  /** Spinnaker's own stages know the field. */
  native?: boolean;
  /** Why no form shows the field (it is for JSON, or another spelling of a field that has a control). */
  noControl?: string;
  /** Why no stage reads the field: a field that nobody reads and that gives no reason fails a test. */
  unread?: string;
  /** One entry of a list or map, where messages count or name them. */
  entry?: string;
  /** Words for the values of a choice. */
  choices?: Readonly<Record<string, string>>;
  /** A sentence about each value of a choice, shown while it is chosen. */
  choiceHelp?: Readonly<Record<string, string>>;
  /** The choice that holds when the field is absent. */
  defaultChoice?: string;
  /** An absent field leaves what is there as it is. */
  leftAloneWhenAbsent?: true;
  /** Values that the schema knows and this release refuses, with what to do instead. */
  refused?: Readonly<Record<string, Remedy>>;
  /** A control of its own kind, where the type does not say enough. */
  control?: 'textArea' | 'versionMacro' | 'cards' | 'json' | 'artifact' | 'environment';
  [key: string]: unknown;
}

/** An optional field with its words; also one inside the value of another field. */
export const field = <S extends z.ZodType>(schema: S, meta: FieldMeta): z.ZodOptional<S> =>
  schema.optional().meta(meta);

/** A field without which no stage of the type can run. */
export const requiredField = <S extends z.ZodType>(schema: S, meta: FieldMeta): S =>
  schema.meta({ ...meta, required: true });

/** The words of a schema that is a field, or a part of one; undefined for one that has none. */
export function labelledMetaOf(schema: z.core.$ZodType): FieldMeta | undefined {
  const meta = z.globalRegistry.get(schema);
  return meta !== undefined && typeof meta['label'] === 'string' ? { ...meta, label: meta['label'] } : undefined;
}

/** The words of a field; every field of a stage schema has them. */
export function fieldMetaOf(schema: z.core.$ZodType): FieldMeta {
  const meta = labelledMetaOf(schema);
  if (meta === undefined) throw new Error('A field without a label has no place in a stage schema.');
  return meta;
}

/** The words of a named part of a map. */
export function partMetaOf(schema: z.core.$ZodType, name: string): FieldMeta {
  const part = schemaAt(schema, [name]);
  if (part === undefined) throw new Error(`There is no part ${name}.`);
  return fieldMetaOf(part);
}

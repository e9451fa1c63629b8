import { z } from 'zod';
import type { Remedy } from './messages/remedies';
import { schemaAt } from './schemaAt';

/** What forms, the reference docs and messages need to know about a field, besides its type. */
export interface FieldMeta {
  /** The label next to the control, and in messages. */
  label: string;
  /** One or two sentences for the help bubble and the docs. */
  help?: string;
  /** ID of the form section that contains it. */
  section?: string;
  /** An example of a value; an empty control shows it as one. */
  example?: string;
  /** What to do in the empty control, if an example would say less. */
  placeholder?: string;
  unit?: string;
  /** Suggestions; any other value of the type is allowed too. */
  suggestions?: readonly string[];
  /** The value is a secret: masked in forms, and never in outcomes or logs. */
  secret?: boolean;
  /** Must be set in every stage of the type. */
  required?: boolean;
  /** What applies if the field is absent, in words. */
  whenAbsent?: string;
  /** Spinnaker's own stages have this field. */
  native?: boolean;
  /** Why no form shows the field (it is only for JSON, or an alternative spelling of a field that has a control). */
  noControl?: string;
  /** Why no stage reads the field. A test fails for a field that nobody reads and that gives no reason. */
  unread?: string;
  /** What one entry of a list or map is called, in messages that count or name entries. */
  entry?: string;
  /** Words for the values of a choice. */
  choices?: Readonly<Record<string, string>>;
  /** A sentence about each value of a choice, shown while the value is selected. */
  choiceHelp?: Readonly<Record<string, string>>;
  /** The choice that applies if the field is absent. */
  defaultChoice?: string;
  /** An absent field leaves the current setting unchanged. */
  leftAloneWhenAbsent?: true;
  /** The strategies of a Route that use the field; absent: all of them. */
  strategies?: readonly string[];
  /** Values that the schema allows and this release rejects, with what to do instead. */
  refused?: Readonly<Record<string, Remedy>>;
  /** A special control, if the type alone is not enough to choose one. */
  control?: 'textArea' | 'versionMacro' | 'cards' | 'json' | 'artifact' | 'environment';
  [key: string]: unknown;
}

/** An optional field with its words; also for a field inside another field's value. */
export const field = <S extends z.ZodType>(schema: S, meta: FieldMeta): z.ZodOptional<S> =>
  schema.optional().meta(meta);

/** A field that every stage of the type needs. */
export const requiredField = <S extends z.ZodType>(schema: S, meta: FieldMeta): S =>
  schema.meta({ ...meta, required: true });

/** The words of a schema that is a field or part of one; undefined if it has none. */
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

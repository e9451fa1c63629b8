import type { z } from 'zod';
import { labelledMetaOf, type FieldMeta } from '../fieldMeta';
import { ownEntry } from '../ownEntry';
import { holdsEntries, schemaAt } from '../schemaAt';
import type { StageType } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';
import type { Voice } from './voice';

/** A label inside a sentence: "Function" becomes "function"; "S3 bucket" and "X-Ray" stay unchanged. */
export const inSentence = (label: string): string =>
  /^.[a-z ]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

const fieldSchema = (type: StageType, name: string): z.core.$ZodType | undefined =>
  Object.entries<z.core.$ZodType>(stageDefinitions[type].schema.shape).find(([known]) => known === name)?.[1];

const metaOf = (schema: z.core.$ZodType | undefined): FieldMeta | undefined =>
  schema === undefined ? undefined : labelledMetaOf(schema);

/** A field's label, or its name if the contract doesn't know it. */
export const fieldLabel = (type: StageType, name: string): string => metaOf(fieldSchema(type, name))?.label ?? name;

/**
 * The labels along a path inside a field: list entries by number, starting at 1, and named entries by name. `skipped`:
 * how many names of the path the reader already knows; by default only the field itself.
 */
export function partLabels(type: StageType, path: string, skipped = 1): string[] {
  const [name = '', ...rest] = path.split('.');
  const schema = fieldSchema(type, name);
  return rest.slice(Math.max(0, skipped - 1)).map((key, offset) => {
    const index = offset + Math.max(0, skipped - 1);
    const holder = schema === undefined ? undefined : schemaAt(schema, rest.slice(0, index));
    if (holder === undefined) return key;
    if (holdsEntries(holder)) return `${metaOf(holder)?.entry ?? 'Entry'} ${/^\d+$/.test(key) ? Number(key) + 1 : key}`;
    return metaOf(schemaAt(holder, [key]))?.label ?? key;
  });
}

/** A field plus the part of it that a path leads to: "Health check (expectations, body equals)". */
export function placeWords(type: StageType, path: string): string {
  const label = fieldLabel(type, path.split('.')[0] ?? '');
  const parts = partLabels(type, path).map(inSentence);
  return parts.length === 0 ? label : `${label} (${parts.join(', ')})`;
}

/** Units of time that stand beside a control, in words. */
const TIME_UNITS: Readonly<Record<string, string>> = { s: 'seconds', ms: 'milliseconds', days: 'days' };

function unitWords(type: StageType, path: string): string {
  const [name = '', ...rest] = path.split('.');
  const schema = fieldSchema(type, name);
  const unit = metaOf(schema === undefined ? undefined : schemaAt(schema, rest))?.unit;
  const words = unit === undefined ? undefined : ownEntry(TIME_UNITS, unit);
  return words === undefined ? '' : ` of ${words}`;
}

/** The voice of a stage's form: it uses the labels of fields and the words of choices. */
export const formVoice = (type: StageType): Voice => ({
  reader: 'form',
  field: (path) => placeWords(type, path),
  unit: (path) => unitWords(type, path),
  choice: (field, value) => `“${ownEntry(metaOf(fieldSchema(type, field))?.choices, value) ?? value}”`,
  hint: () => '',
});

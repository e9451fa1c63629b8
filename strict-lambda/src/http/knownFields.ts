import { invalidParameter } from '../errors';
import type { RequestFields } from './requestFields';

/** Rejects fields that would otherwise be dropped here although AWS acts on them, such as those of newer parts of the API. */
export function requireKnownFields(fields: RequestFields, known: readonly string[]): void {
  for (const name of fields.names()) {
    const unknown = fieldsAt(fields, name, known).find((field) => !known.includes(field));
    if (unknown !== undefined) throw invalidParameter(`${unknown} is not supported yet by this emulator.`);
  }
}

function fieldsAt(fields: RequestFields, name: string, known: readonly string[]): string[] {
  if (!known.some((field) => field.startsWith(`${name}.`))) return [name];
  const given = Array.isArray(fields.raw(name)) ? fields.structures(name) : [fields.structure(name)];
  return (given ?? []).flatMap((structure) => structure?.names() ?? []).map((member) => `${name}.${member}`);
}

import { z } from 'zod';
import { DELETE_MACROS, ROUTE_MACROS, VERSION_NUMBER } from '../macros';
import type { Problem } from '../problem';

const trimmed = (value: unknown): unknown =>
  typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : value;
const macroOrNumber = (macros: readonly string[]) => {
  const message = `must be one of ${macros.join(', ')} or a version number`;
  // One pattern rather than a check of our own, so that the JSON Schema has it too.
  const pattern = new RegExp(`^(?:${macros.map((macro) => macro.replace('$', '\\$')).join('|')}|[1-9]\\d{0,18})$`);
  return z.preprocess(trimmed, z.string({ error: message }).regex(pattern, message));
};

/** A macro that names one version, or a bare number. */
export const routeVersion = () => macroOrNumber(ROUTE_MACROS);
/** A macro of Delete, or a bare number. */
export const deleteVersion = () => macroOrNumber(DELETE_MACROS);
/** A published version's number, given as text or number. */
export const versionNumber = () =>
  z.preprocess(
    trimmed,
    z.string({ error: 'must be a version number' }).regex(VERSION_NUMBER, 'must be the number of a published version'),
  );

/** `$PROVIDED` needs its number. */
export function providedRule(name: string | undefined, number: string | undefined, numberField: string): Problem[] {
  return name === '$PROVIDED' && number === undefined
    ? [{ field: numberField, message: "is required with $PROVIDED: the version's number" }]
    : [];
}

import { newestFirst } from './versionOrder';

/** Most versions that are named where one does not exist. */
const NAMED = 5;

/** The versions that exist where one does not: the newest ones, and how many more there are. Pure. */
export function newestExisting(versions: readonly string[]): { versions: string[]; more: number } {
  const existing = newestFirst(versions);
  return { versions: existing.slice(0, NAMED), more: Math.max(0, existing.length - NAMED) };
}

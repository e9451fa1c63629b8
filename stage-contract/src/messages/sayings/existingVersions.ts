import { joined } from '../joined';

/** The versions that exist where one does not: the newest ones, and how many more there are. Absent: not known. */
export interface ExistingVersions {
  versions?: readonly string[];
  more?: number;
}

/** The versions that exist, after a sentence without its full stop that says which one does not. */
export function existingVersionsWords({ versions, more = 0 }: ExistingVersions): string {
  if (versions === undefined) return '';
  if (versions.length === 0) return ': nothing has been published';
  const named = joined(versions.map((version) => `v${version}`));
  return more === 0 ? `, only ${named}` : `; the newest are ${named}, and there are ${more} more`;
}

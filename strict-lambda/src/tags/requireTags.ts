import { invalidParameter } from '../errors';
import { Constraints } from '../http/constraints';

const limit = 50;

/** Rejects more than fifty tags in total, tags that are too long, and AWS's own prefix. */
export function requireTags(added: Record<string, string>, present: Record<string, string> = {}): void {
  const constraints = new Constraints();
  for (const [key, value] of Object.entries(added))
    constraints.length('tags', key, 1, 128).length('tags', value, 0, 256);
  constraints.enforce();
  if (Object.keys(added).some((key) => key.toLowerCase().startsWith('aws:')))
    throw invalidParameter('Tag keys may not start with the reserved prefix aws:.');
  if (Object.keys({ ...present, ...added }).length > limit)
    throw invalidParameter('Number of tags exceeds resource tag limit.');
}

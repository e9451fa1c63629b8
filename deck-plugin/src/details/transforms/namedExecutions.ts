import type { StageDetails } from '../read/readDetails';
import { isRecord, readText } from '../read/readers';

/** The name under which the values of a saying have the ID of an execution. */
const NAME = 'executionId';

/** How deep the values of sayings are nested at most. */
const DEEPEST = 12;

function idsIn(value: unknown, depth = 0): string[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  const own = isRecord(value) ? readText(value[NAME]) : undefined;
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap((part) => idsIn(part, depth + 1))];
}

/** The other executions that the outcome names in what it says, such as the one that holds the alias. */
export const namedExecutions = ({ outcome, refusal }: Pick<StageDetails, 'outcome' | 'refusal'>): ReadonlySet<string> =>
  new Set(idsIn([outcome, refusal]));

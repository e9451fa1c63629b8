import { say, type DeleteInput, type DeletionReport, type NothingThere } from 'stage-contract';
import { reasonOf } from '../../model/report';
import { newestFirst } from '../shared/versions';
import type { DeleteObserved } from './observed';

/** What a rule selected; `none` says why there is nothing to delete. */
export interface Chosen {
  versions: string[];
  kept: DeletionReport[];
  none?: NothingThere;
}

const DAY_MS = 86_400_000;

/** `$MOVING`: all versions except the newest ones and those younger than the given number of days. Pure. */
export function olderVersions(
  input: Pick<DeleteInput, 'retentionNumber' | 'retentionDays'>,
  observed: Pick<DeleteObserved, 'versions' | 'now'>,
): Chosen {
  const keepNewest = input.retentionNumber ?? Infinity;
  const publishedAt = new Map(observed.versions.map((one) => [one.version, Date.parse(one.publishedAt)]));
  const youngest = Date.parse(observed.now) - (input.retentionDays ?? 0) * DAY_MS;
  const versions: string[] = [],
    kept: DeletionReport[] = [];
  newestFirst([...publishedAt.keys()]).forEach((version, index) => {
    const age = publishedAt.get(version) ?? NaN;
    // A time that cannot be read counts as recent, because a deletion can't be undone.
    const young = input.retentionDays !== undefined && !(age <= youngest);
    if (index < keepNewest)
      kept.push({ version, result: 'kept', ...reasonOf(say('amongNewest', { count: keepNewest })) });
    else if (young)
      kept.push({ version, result: 'kept', ...reasonOf(say('youngerThan', { days: input.retentionDays ?? 0 })) });
    else versions.push(version);
  });
  if (versions.length > 0) return { versions: versions.reverse(), kept };
  const count = observed.versions.length;
  return {
    versions,
    kept,
    none: count === 0 ? { why: 'noVersions' } : { why: 'ruleKeepsAll', count },
  };
}

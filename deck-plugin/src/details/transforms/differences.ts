import type { Difference } from 'stage-contract';

/** One row of the configuration table. */
export interface DifferenceRow {
  key: string;
  change: Difference['change'];
  setting: string;
  before: string;
  after: string;
}

/** What stands for a value: nothing where there was none, hidden where it is a secret, never the secret itself. */
function shown(value: string | undefined, isThere: boolean, isSecret: boolean): string {
  if (!isThere) return 'none';
  return isSecret ? 'hidden' : (value ?? 'not recorded');
}

/** Rows of the configuration table; secret values are hidden even when a document carries them by mistake. */
export const differenceRows = (differences: readonly Difference[]): DifferenceRow[] =>
  differences.map((difference, index) => {
    const isSecret = difference.secret === true;
    return {
      key: `${index} ${difference.setting}`,
      change: difference.change,
      setting: difference.setting,
      before: shown(difference.before, difference.change !== 'new', isSecret),
      after: shown(difference.after, difference.change !== 'removed', isSecret),
    };
  });

import type { Difference, StageType } from 'stage-contract';
import { fieldSpecsOf } from '../../fields/transforms/fieldSpec';

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

/** Rows of the configuration table; what is secret, by itself or as the stage's field, is hidden even when a document carries it by mistake. */
export const differenceRows = (type: StageType, differences: readonly Difference[]): DifferenceRow[] => {
  if (differences.length === 0) return [];
  const secrets = fieldSpecsOf(type).flatMap(({ name, meta }) => (meta.secret === true ? [name] : []));
  return differences.map((difference, index) => {
    const isSecret = difference.secret === true || secrets.includes(difference.field?.split('.')[0] ?? '');
    return {
      key: `${index} ${difference.setting}`,
      change: difference.change,
      setting: difference.setting,
      before: shown(difference.before, difference.change !== 'new', isSecret),
      after: shown(difference.after, difference.change !== 'removed', isSecret),
    };
  });
};

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

/** Text for a value: none if there was none, hidden if it is a secret, never the secret itself. */
function shown(value: string | undefined, isThere: boolean, isSecret: boolean): string {
  if (!isThere) return 'none';
  return isSecret ? 'hidden' : (value ?? 'not recorded');
}

/**
 * Rows of the configuration table. Secrets, by their own flag or by the stage's field, are hidden even if a document
 * contains them by mistake.
 */
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

import type { Said, ValuesIn } from '../messages/catalogue';
import { clippedValue } from '../messages/clipped';
import { MIGRATION_GAP_WORDS } from '../messages/migrationGapWords';

type MigrationGapCode = keyof typeof MIGRATION_GAP_WORDS;

/** Something that needs a person when a pipeline is converted, or converted back. */
export type MigrationGap = {
  [C in MigrationGapCode]: Said<C, ValuesIn<typeof MIGRATION_GAP_WORDS, C>>;
}[MigrationGapCode];

/** Says what needs a person. */
export function migrationGap<C extends MigrationGapCode>(
  code: C,
  given: ValuesIn<typeof MIGRATION_GAP_WORDS, C>,
): Said<C, ValuesIn<typeof MIGRATION_GAP_WORDS, C>> {
  const values = clippedValue(given) as ValuesIn<typeof MIGRATION_GAP_WORDS, C>;
  const words = MIGRATION_GAP_WORDS[code] as (values: ValuesIn<typeof MIGRATION_GAP_WORDS, C>) => string;
  return { code, values, words: words(values) };
}

import { sayingOf, type Said, type ValuesIn } from '../messages/catalogue';
import { clippedValue } from '../messages/clipped';
import { MIGRATION_GAP_WORDS } from '../messages/migrationGapWords';

type MigrationGapCode = keyof typeof MIGRATION_GAP_WORDS;

/** Something that needs a person when a pipeline is converted, or converted back. */
export type MigrationGap = {
  [C in MigrationGapCode]: Said<C, ValuesIn<typeof MIGRATION_GAP_WORDS, C>>;
}[MigrationGapCode];

const say = sayingOf(MIGRATION_GAP_WORDS);

/** Says what needs a person. */
export const migrationGap = <C extends MigrationGapCode>(
  code: C,
  values: ValuesIn<typeof MIGRATION_GAP_WORDS, C>,
): Said<C, ValuesIn<typeof MIGRATION_GAP_WORDS, C>> =>
  say(code, clippedValue(values) as ValuesIn<typeof MIGRATION_GAP_WORDS, C>);

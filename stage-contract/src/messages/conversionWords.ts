import type { Catalogue } from './catalogue';
import { joined } from './joined';

const code = (text: string): string => `\`${text}\``;

/**
 * What converting a stage does to its JSON, as phrases about the stage. Deck's notice and the command line say them.
 * Text between backquotes is code.
 */
export const CONVERSION_WORDS = {
  aliasGained: ({ alias }: { alias: string }) => `gains ${code(`"alias": "${alias}"`)}`,
  /** `from`: the JSON of the alias that the stage had. */
  aliasReplaced: ({ from, alias }: { from: string; alias: string }) =>
    `${code(`"alias": ${from}`)} becomes ${code(`"alias": "${alias}"`)}`,
  fieldRenamed: ({ from, to }: { from: string; to: string }) => `${code(from)} becomes ${code(to)}`,
  valuesStay: () => 'its own values stay as they are',
  deadFieldsIgnored: ({ fields }: { fields: readonly string[] }) =>
    `${fields.length === 1 ? 'the dead field' : 'the dead fields'} ${joined(fields.map(code))} ${fields.length === 1 ? 'is' : 'are'} ignored`,
  aliasLost: ({ alias }: { alias: string }) => `loses ${code(`"alias": "${alias}"`)}`,
} as const satisfies Catalogue;

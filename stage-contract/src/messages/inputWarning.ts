import type { Catalogue, Said, ValuesIn } from './catalogue';
import { counted } from './counted';
import type { Voice } from './voice';

/** What is said of an accepted input that somebody should know about. */
export const INPUT_WARNING_SAYINGS = {
  expressionTakenLiterally: ({ field }: { field: string }, voice: Voice) =>
    `${voice.field(field)} contains \${…} text that Orca did not evaluate; the text was used as is.`,
  unknownFieldIgnored: ({ field }: { field: string }, voice: Voice) =>
    `${voice.field(field)} is not a field of this stage and is not used.`,
  moreFieldsIgnored: ({ count }: { count: number }) =>
    `${counted(count, 'more name')} ${count === 1 ? 'is' : 'are'} not a field of this stage and ${count === 1 ? 'is' : 'are'} not used.`,
} as const satisfies Catalogue;

type InputWarningCode = keyof typeof INPUT_WARNING_SAYINGS;

/** A warning about a stage's input. */
export type InputWarning = {
  [C in InputWarningCode]: Said<C, ValuesIn<typeof INPUT_WARNING_SAYINGS, C>>;
}[InputWarningCode];

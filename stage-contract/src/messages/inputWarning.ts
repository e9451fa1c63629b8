import type { Catalogue, Said, ValuesIn } from './catalogue';
import { API_VOICE, type Voice } from './voice';

const INPUT_WARNINGS = {
  expressionTakenLiterally: ({ field }: { field: string }, voice: Voice) =>
    `${voice.field(field)} contains \${…} text that Orca did not evaluate; the text was used as is.`,
  unknownFieldIgnored: ({ field }: { field: string }, voice: Voice) =>
    `${voice.field(field)} is not a field of this stage and was not used.`,
} as const satisfies Catalogue;

/** Something in an accepted input that users should know about. */
export type InputWarningCode = keyof typeof INPUT_WARNINGS;

/** The typed values of each code. */
export type InputWarningValues = { [C in InputWarningCode]: ValuesIn<typeof INPUT_WARNINGS, C> };

/** The words of each code; they name fields as the voice does. */
export const INPUT_WARNING_WORDS: {
  readonly [C in InputWarningCode]: (values: InputWarningValues[C], voice: Voice) => string;
} = INPUT_WARNINGS;

/** A warning about a stage's input. */
export type InputWarning = { [C in InputWarningCode]: Said<C, InputWarningValues[C]> }[InputWarningCode];

/** Makes a warning. */
export const inputWarning = <C extends InputWarningCode>(
  code: C,
  values: InputWarningValues[C],
): Said<C, InputWarningValues[C]> => ({ code, values, words: INPUT_WARNING_WORDS[code](values, API_VOICE) });

import type { Told } from '../outcome/told';
import type { Catalogue, Said, ValuesIn } from './catalogue';
import { STEP_SAYINGS } from './sayings/stepSayings';
import { API_VOICE, type Voice } from './voice';

const SAYINGS = { ...STEP_SAYINGS } satisfies Catalogue;

/** Everything that an outcome says of steps, notes, warnings, progress, reasons and failures. Programs decide by it, never by the words. */
export type SayingCode = keyof typeof SAYINGS;

/** The typed values of each code. */
export type SayingValues = { [C in SayingCode]: ValuesIn<typeof SAYINGS, C> };

/** The words of each code; they name fields as the voice does. */
export const SAYING_WORDS: { readonly [C in SayingCode]: (values: SayingValues[C], voice: Voice) => string } = SAYINGS;

/** A saying of one code, with its words in the API's voice. */
export type SaidOf<C extends SayingCode> = Said<C, SayingValues[C]>;

/** Any saying, told apart by `code`. */
export type Saying = { [C in SayingCode]: SaidOf<C> }[SayingCode];

/** Says something: the one way to words for an outcome. */
export const say = <C extends SayingCode>(code: C, values: SayingValues[C]): SaidOf<C> => ({
  code,
  values,
  words: SAYING_WORDS[code](values, API_VOICE),
});

/** What stands in the outcome beside the words. */
export const toldOf = (said: Saying): Told => ({ code: said.code, values: { ...said.values } });

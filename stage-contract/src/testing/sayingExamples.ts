import { SAYING_PARTS, SAYING_WORDS, type SayingCode, type SayingValues } from '../messages/say';
import { API_VOICE, type Voice } from '../messages/voice';
import { failureExamples } from './sayingExamples/failureExamples';
import { noteExamples, reasonExamples } from './sayingExamples/noteExamples';
import { headlineExamples, progressExamples } from './sayingExamples/progressExamples';
import { rolloutExamples } from './sayingExamples/rolloutExamples';
import { stepExamples } from './sayingExamples/stepExamples';
import { watchExamples } from './sayingExamples/watchExamples';
import { adviceExamples, assertionExamples, evidenceExamples, warningExamples } from './sayingExamples/warningExamples';

const VALUES: { readonly [C in SayingCode]: SayingValues[C] } = {
  ...stepExamples,
  ...noteExamples,
  ...progressExamples,
  ...headlineExamples,
  ...reasonExamples,
  ...warningExamples,
  ...failureExamples,
  ...adviceExamples,
  ...evidenceExamples,
  ...assertionExamples,
  ...watchExamples,
  ...rolloutExamples,
};

/** Something that an outcome may say, as an example of its code. */
export interface SayingExample {
  part: string;
  code: SayingCode;
  values: object;
  words(voice?: Voice): string;
}

const exampleOf = <C extends SayingCode>(part: string, code: C): SayingExample => ({
  part,
  code,
  values: { ...VALUES[code] },
  words: (voice = API_VOICE) => SAYING_WORDS[code](VALUES[code], voice),
});

const isSayingCode = (code: string): code is SayingCode => Object.hasOwn(VALUES, code);

/** One example of everything that an outcome says, by part of the catalogue. */
export const sayingExamples: readonly SayingExample[] = Object.entries(SAYING_PARTS).flatMap(([part, sayings]) =>
  Object.keys(sayings)
    .filter(isSayingCode)
    .map((code) => exampleOf(part, code)),
);

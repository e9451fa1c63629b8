import type { Told } from '../outcome/told';
import type { Catalogue, Said, ValuesIn } from './catalogue';
import { INPUT_WARNING_SAYINGS } from './inputWarning';
import { ADVICE_SAYINGS } from './sayings/adviceSayings';
import { ALIAS_FAILURE_SAYINGS } from './sayings/aliasFailureSayings';
import { ALIAS_STEP_SAYINGS } from './sayings/aliasStepSayings';
import { ASSERTION_SAYINGS } from './sayings/assertionSayings';
import { AWS_FAILURE_SAYINGS } from './sayings/awsFailureSayings';
import { CALL_STEP_SAYINGS } from './sayings/callStepSayings';
import { CODE_STEP_SAYINGS } from './sayings/codeStepSayings';
import { ENGINE_FAILURE_SAYINGS } from './sayings/engineFailureSayings';
import { EVIDENCE_SAYINGS } from './sayings/evidenceSayings';
import { FUNCTION_FAILURE_SAYINGS } from './sayings/functionFailureSayings';
import { HEADLINE_SAYINGS } from './sayings/headlineSayings';
import {
  HOOK_EVIDENCE_SAYINGS,
  HOOK_FAILURE_SAYINGS,
  HOOK_NOTE_SAYINGS,
  HOOK_STEP_SAYINGS,
} from './sayings/hookSayings';
import { NOTE_SAYINGS } from './sayings/noteSayings';
import { PROGRESS_SAYINGS } from './sayings/progressSayings';
import { REASON_SAYINGS } from './sayings/reasonSayings';
import { ROLLOUT_SAYINGS } from './sayings/rolloutSayings';
import { WARNING_SAYINGS } from './sayings/warningSayings';
import {
  WATCH_EVIDENCE_SAYINGS,
  WATCH_FAILURE_SAYINGS,
  WATCH_PROGRESS_SAYINGS,
  WATCH_STEP_SAYINGS,
  WATCH_WARNING_SAYINGS,
} from './sayings/watchSayings';
import { API_VOICE, type Voice } from './voice';
import type { Worded } from './worded';

/** The catalogue by kind of text. Each code is in one part only; a test checks that. */
export const SAYING_PARTS = {
  steps: {
    ...CODE_STEP_SAYINGS,
    ...ALIAS_STEP_SAYINGS,
    ...CALL_STEP_SAYINGS,
    ...WATCH_STEP_SAYINGS,
    ...HOOK_STEP_SAYINGS,
  },
  notes: { ...NOTE_SAYINGS, ...HOOK_NOTE_SAYINGS },
  progress: { ...PROGRESS_SAYINGS, ...WATCH_PROGRESS_SAYINGS },
  headlines: HEADLINE_SAYINGS,
  reasons: REASON_SAYINGS,
  warnings: { ...WARNING_SAYINGS, ...INPUT_WARNING_SAYINGS, ...WATCH_WARNING_SAYINGS },
  failures: {
    ...FUNCTION_FAILURE_SAYINGS,
    ...ALIAS_FAILURE_SAYINGS,
    ...AWS_FAILURE_SAYINGS,
    ...ENGINE_FAILURE_SAYINGS,
    ...WATCH_FAILURE_SAYINGS,
    ...HOOK_FAILURE_SAYINGS,
  },
  advice: ADVICE_SAYINGS,
  evidence: { ...EVIDENCE_SAYINGS, ...WATCH_EVIDENCE_SAYINGS, ...HOOK_EVIDENCE_SAYINGS },
  assertions: ASSERTION_SAYINGS,
  rollouts: ROLLOUT_SAYINGS,
} as const satisfies Record<string, Catalogue>;

const SAYINGS = {
  ...SAYING_PARTS.steps,
  ...SAYING_PARTS.notes,
  ...SAYING_PARTS.progress,
  ...SAYING_PARTS.headlines,
  ...SAYING_PARTS.reasons,
  ...SAYING_PARTS.warnings,
  ...SAYING_PARTS.failures,
  ...SAYING_PARTS.advice,
  ...SAYING_PARTS.evidence,
  ...SAYING_PARTS.assertions,
  ...SAYING_PARTS.rollouts,
} satisfies Catalogue;

/**
 * Everything that an outcome says in steps, notes, warnings, progress, reasons and failures. Programs decide by the
 * code, never by the words.
 */
export type SayingCode = keyof typeof SAYINGS;

/** The typed values of each code. */
export type SayingValues = { [C in SayingCode]: ValuesIn<typeof SAYINGS, C> };

/** The words of each code; they name fields as the voice does. */
export const SAYING_WORDS: { readonly [C in SayingCode]: (values: SayingValues[C], voice: Voice) => string } = SAYINGS;

/** A saying of one code, with its words in the API's voice. */
export type SaidOf<C extends SayingCode> = Said<C, SayingValues[C]>;

/** Any saying, distinguished by `code`. */
export type Saying = { [C in SayingCode]: SaidOf<C> }[SayingCode];

/** Says something: the only way to create words for an outcome. */
export const say = <C extends SayingCode>(code: C, values: SayingValues[C]): SaidOf<C> => ({
  code,
  values,
  words: SAYING_WORDS[code](values, API_VOICE),
});

/** Code and values for the outcome, next to the words; undefined for words without a code. */
export function toldOf(said: Saying): Told;
export function toldOf(said: Worded): Told | undefined;
export function toldOf({ code, values }: Worded): Told | undefined {
  return code === undefined ? undefined : { code, values: { ...values } };
}

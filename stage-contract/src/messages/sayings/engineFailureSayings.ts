import { durationWords } from '../../durationWords';
import type { Catalogue } from '../catalogue';
import { wordsOf, type Worded } from '../worded';

/** Why an operation was stopped, or cannot be read. */
export const ENGINE_FAILURE_SAYINGS = {
  unexpected: ({ reason }: { reason: string }) => `Unexpected error: ${reason}`,
  supersededBy: ({ by }: { by: string }) => `Superseded by ${by}.`,
  cancelledBeforeChange: () => 'The execution was cancelled before anything was changed.',
  executionCancelled: () => 'The execution was cancelled.',
  givenUpByOrca: () => 'Orca has not polled this stage for so long that it must have given up on it.',
  deadlinePassed: ({ during }: { during: Worded }) => `The deadline passed during: ${during.words}`,
  waitedTooLong: ({ during, seconds }: { during: Worded; seconds: number }) =>
    `Still not done after ${durationWords(seconds)}: ${during.words}`,
  pinHasExpired: ({ pin }: { pin: string }) =>
    `This execution's choice of ${pin} has expired. The stage does not silently choose another version.`,
  pinNotUnderstood: ({ pin, reason }: { pin: string; reason: string }) =>
    `This execution's choice of ${pin} cannot be read (${reason}). The stage does not silently choose another version.`,
  sealedTextNotOpened: ({ why, key }: { why: SealFault; key?: string }) =>
    `A sealed value in the journal cannot be opened: ${why === 'keyMissing' ? `key ${key ?? ''} is not configured` : SEAL_FAULTS[why]}.`,
  journalNotUnderstood: ({ document, reason, before, begun }: NotUnderstoodValues) =>
    `This operation's ${document} in the journal cannot be read: ${reason}. ${before === undefined ? '' : `Before that: ${before.words} `}${
      begun.length === 0 ? 'Nothing had been changed.' : `This stage had started: ${begun.map(wordsOf).join('; ')}.`
    }`,
} as const satisfies Catalogue;

/** Why a sealed value cannot be opened. */
export type SealFault = 'notSealed' | 'keyMissing' | 'altered';

const SEAL_FAULTS: Readonly<Record<Exclude<SealFault, 'keyMissing'>, string>> = {
  notSealed: 'it is not a sealed value',
  altered: 'it was altered, or it was sealed with another key of the same name',
};

interface NotUnderstoodValues {
  document: string;
  reason: string;
  /** What had failed before. */
  before?: Worded;
  /** The steps that this stage had started, as sentences. */
  begun: readonly Worded[];
}

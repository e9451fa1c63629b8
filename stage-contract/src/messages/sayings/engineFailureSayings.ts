import type { Catalogue } from '../catalogue';
import { wordsOf, type Worded } from '../worded';

/** Why an operation was stopped, or cannot be understood. */
export const ENGINE_FAILURE_SAYINGS = {
  unexpected: ({ reason }: { reason: string }) => `Something unexpected went wrong: ${reason}`,
  supersededBy: ({ by }: { by: string }) => `Superseded by ${by}.`,
  cancelledBeforeChange: () => 'The execution was cancelled before anything was changed.',
  executionCancelled: () => 'The execution was cancelled.',
  givenUpByOrca: () => 'Orca has not asked for this stage for so long that it must have given it up.',
  deadlinePassed: ({ during }: { during: Worded }) => `The deadline passed during: ${during.words}`,
  pinHasExpired: ({ pin }: { pin: string }) =>
    `What this execution chose as ${pin} has expired; another version is not chosen silently.`,
  pinNotUnderstood: ({ pin, reason }: { pin: string; reason: string }) =>
    `What this execution chose as ${pin} cannot be understood (${reason}); another version is not chosen silently.`,
  sealedTextNotOpened: ({ why, key }: { why: SealFault; key?: string }) =>
    `A sealed text in the journal cannot be opened: ${why === 'keyMissing' ? `key ${key ?? ''} is not configured` : SEAL_FAULTS[why]}.`,
  journalNotUnderstood: ({ document, reason, before, begun }: NotUnderstoodValues) =>
    `The journal's ${document} of this operation cannot be understood: ${reason}. ${before === undefined ? '' : `Before that: ${before.words} `}${
      begun.length === 0 ? 'Nothing had been changed.' : `This stage had begun: ${begun.map(wordsOf).join('; ')}.`
    }`,
} as const satisfies Catalogue;

/** Why what was sealed cannot be read. */
export type SealFault = 'notSealed' | 'keyMissing' | 'altered';

const SEAL_FAULTS: Readonly<Record<Exclude<SealFault, 'keyMissing'>, string>> = {
  notSealed: 'it is not a sealed text',
  altered: 'it was altered, or it was sealed with another key that has the same name',
};

interface NotUnderstoodValues {
  document: string;
  reason: string;
  /** What had failed before. */
  before?: Worded;
  /** What this stage had begun, by the sentences of its steps. */
  begun: readonly Worded[];
}

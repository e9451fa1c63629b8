/** What keeps a journal from being used. */
export const JOURNAL_REASONS = ['readOnly', 'diskFull', 'damaged', 'unreachable', 'busy', 'other'] as const;

/** Why the journal cannot be used, by name and in words for operators. Never contains a password. */
export interface JournalTrouble {
  reason: (typeof JOURNAL_REASONS)[number];
  /** What it is, to follow the journal's name: `is read-only`. */
  what: string;
  /** What to do, as a sentence. */
  next: string;
}

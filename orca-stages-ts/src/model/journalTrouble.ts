/** What keeps a journal from being used. */
type JournalReason = 'readOnly' | 'diskFull' | 'damaged' | 'unreachable' | 'busy' | 'other';

/** Why the journal cannot be used, by name and in words for operators. Never contains a password. */
export interface JournalTrouble {
  reason: JournalReason;
  /** What it is, to follow the journal's name: `is read-only`. */
  what: string;
  /** What to do, as a sentence. */
  next: string;
}

import type { DocumentReading, StoredDocument } from '../model/storedDocument';

/** A document in the journal that this release can't read: broken, or written by a newer release. */
export class NotUnderstood extends Error {
  constructor(
    readonly document: string,
    readonly reason: string,
    /** The document belongs to an earlier attempt or to the input, so a new plan would not help. */
    readonly outlivesPlan = document === 'input',
  ) {
    super(`The journal's ${document} of this operation cannot be understood: ${reason}`);
    this.name = 'NotUnderstood';
  }
}

/** Reads a document of the journal. Throws NotUnderstood. */
export function readDocument<T>(document: StoredDocument<T>, text: string): T {
  const reading = document.read(text);
  if (!reading.ok) throw new NotUnderstood(document.name, reading.reason);
  return reading.value;
}

/** Reads a document that may be missing or unreadable; undefined in both cases. */
export function readOrNothing<T>(document: StoredDocument<T>, text: string | null): T | undefined {
  const reading: DocumentReading<T> | undefined = text === null ? undefined : document.read(text);
  return reading?.ok === true ? reading.value : undefined;
}

import type { DocumentReading, StoredDocument } from '../model/storedDocument';

/** A document of the journal that this release doesn't know: broken, or of a newer release. */
export class NotUnderstood extends Error {
  constructor(
    readonly document: string,
    readonly reason: string,
    /** It is of an earlier attempt, or of the input: a new plan would not help. */
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

/** Reads a document that may be missing, or say nothing that this release understands: it is left out then. */
export function readOrNothing<T>(document: StoredDocument<T>, text: string | null): T | undefined {
  const reading: DocumentReading<T> | undefined = text === null ? undefined : document.read(text);
  return reading?.ok === true ? reading.value : undefined;
}

/** The journal itself has failed: what it was to write or tell is not lost, it is asked again later. Never a reason to revert anything. */
export class JournalFault extends Error {
  constructor(cause: unknown) {
    super(`The journal has failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'JournalFault';
  }
}

/** Asks the journal; whatever it throws comes as a JournalFault, so that it is told from an error of the work itself. */
export async function askJournal<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof JournalFault ? error : new JournalFault(error);
  }
}

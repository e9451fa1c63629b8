/** The journal itself has failed. Nothing is lost: the query is retried later. Never a reason to revert anything. */
export class JournalFault extends Error {
  constructor(cause: unknown) {
    super(`The journal failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'JournalFault';
  }
}

/**
 * Queries the journal and turns whatever it throws into a JournalFault, so that it is not mistaken for an error of the
 * work itself.
 */
export async function askJournal<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof JournalFault ? error : new JournalFault(error);
  }
}

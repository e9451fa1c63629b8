import { join } from 'node:path';

/** A journal of one cell: what the sidecar's configuration and environment say of it. */
export interface CellJournal { settings: Record<string, unknown>; environment: Record<string, string>; remove(): Promise<void> }

/** Where the matrix keeps its operations; every journal runs every cell. */
export interface CrashJournal { name: string; make(folder: string): Promise<CellJournal> }

/** One process, started again with the same file. */
export const sqliteJournal: CrashJournal = {
  name: 'SQLite',
  make: (folder) => Promise.resolve({ settings: { journal: { file: join(folder, 'journal.sqlite') } }, environment: {}, remove: () => Promise.resolve() }),
};

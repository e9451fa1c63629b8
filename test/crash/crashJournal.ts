import { join } from 'node:path';

/** A journal of one cell: what the sidecar's configuration and environment say of it. */
export interface CellJournal {
  settings: Record<string, unknown>;
  environment: Record<string, string>;
  /** Makes it as if Orca had not asked since long ago; only where the process that finishes has been there all the time. */
  silenceOrca?(): Promise<void>;
  remove(): Promise<void>;
}

/** Where the matrix keeps its operations; every journal runs every cell. */
export interface CrashJournal {
  name: string;
  /** True: two replicas are there from the start, and the other one takes over. False: another process is started after the kill. */
  isShared: boolean;
  /** An empty journal in the folder, or a copy of one that nobody uses now and whose folder has been copied there. */
  make(folder: string, copied?: CellJournal): Promise<CellJournal>;
  close(): Promise<void>;
}

/** One process, started again with the same file. */
export const sqliteJournal: CrashJournal = {
  name: 'SQLite', isShared: false,
  make: (folder) => Promise.resolve({ settings: { journal: { file: join(folder, 'journal.sqlite') } }, environment: {}, remove: () => Promise.resolve() }),
  close: () => Promise.resolve(),
};

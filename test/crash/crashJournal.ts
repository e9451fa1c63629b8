import { join } from 'node:path';
import Database from 'libsql';

/** The journal of one cell: what the sidecar's configuration and environment say about it. */
export interface CellJournal {
  settings: Record<string, unknown>;
  environment: Record<string, string>;
  /** Runs a statement outside the sidecar. */
  ask(statement: string): Promise<void>;
  remove(): Promise<void>;
}

/** Where the matrix keeps its operations; every cell runs on every journal. */
export interface CrashJournal {
  name: string;
  /**
   * True: two replicas run from the start, and the other one takes over. False: another process starts after the kill.
   */
  isShared: boolean;
  /** An empty journal in the folder, or a copy of one that is not in use and whose folder has been copied there. */
  make(folder: string, copied?: CellJournal): Promise<CellJournal>;
  close(): Promise<void>;
}

/** One process, started again with the same file. */
export const sqliteJournal: CrashJournal = {
  name: 'SQLite',
  isShared: false,
  close: () => Promise.resolve(),
  make(folder) {
    const file = join(folder, 'journal.sqlite');
    return Promise.resolve({
      settings: { journal: { file } },
      environment: {},
      ask: (statement) => Promise.resolve(askFile(file, statement)),
      remove: () => Promise.resolve(),
    });
  },
};

function askFile(file: string, statement: string): void {
  const database = new Database(file);
  try {
    database.exec('pragma busy_timeout = 5000');
    database.exec(statement);
  } finally {
    database.close();
  }
}

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Named JSON documents of one kind; without a folder, they only live in memory. */
export interface StateFolder<T> {
  load(): T[];
  /** Writes the whole document before it returns: after a kill, there is either the old document or the new one. */
  save(id: string, document: T): void;
  remove(id: string): void;
}

/** One file per document in `folder`, which is created if missing; undefined keeps everything in memory. */
export function stateFolder<T>(folder: string | undefined): StateFolder<T> {
  if (folder === undefined) return { load: () => [], save: () => undefined, remove: () => undefined };
  mkdirSync(folder, { recursive: true });
  const fileOf = (id: string): string => path.join(folder, `${encodeURIComponent(id)}.json`);
  return {
    load: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => read<T>(path.join(folder, name))),
    save: (id, document) => {
      const file = fileOf(id);
      writeFileSync(`${file}.new`, JSON.stringify(document));
      renameSync(`${file}.new`, file);
    },
    remove: (id) => rmSync(fileOf(id), { force: true }),
  };
}

function read<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new Error(`The sandbox's state file ${file} cannot be read; move it away or start with --reset`, {
      cause: error,
    });
  }
}

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** File systems take 255 bytes; `.json.new` comes after it. */
const LONGEST_NAME = 240;

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
  const fileOf = (id: string): string => path.join(folder, `${fileNameOf(id)}.json`);
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

/** No id is too long or too strange: what cannot be the name of a file is named by its hash. */
function fileNameOf(id: string): string {
  const isText = Buffer.from(id, 'utf8').toString('utf8') === id;
  const name = isText ? encodeURIComponent(id) : '';
  return name !== '' && name.length <= LONGEST_NAME ? name : createHash('sha256').update(id, 'utf16le').digest('hex');
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

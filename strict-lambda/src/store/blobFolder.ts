import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unpackZip } from '../zip/unpackZip';

/** Zip files, their unpacked contents, and S3 objects, on disk. */
export type BlobFolder = {
  write(name: string, content: Uint8Array): void;
  /** Writes one blob after the other, with only one of them in memory. */
  join(name: string, parts: readonly string[]): void;
  read(name: string): Uint8Array;
  has(name: string): boolean;
  remove(name: string): void;
  /** Unpacks the zip `name` once and returns the folder with its files. */
  unpacked(name: string): string;
  /** Removes everything that was only temporary. */
  close(): void;
};

/** Opens the folder `stateDir/blobs`, or a temporary one that `close` removes. */
export function openBlobFolder(stateDir: string | undefined): BlobFolder {
  const root = stateDir === undefined ? mkdtempSync(join(tmpdir(), 'strict-lambda-')) : resolve(stateDir, 'blobs');
  const pathOf = (name: string): string => join(root, name);
  return {
    write: (name, content) => {
      const path = pathOf(name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, content);
      renameSync(`${path}.new`, path);
    },
    join: (name, parts) => {
      const path = pathOf(name);
      mkdirSync(dirname(path), { recursive: true });
      rmSync(`${path}.new`, { force: true });
      for (const part of parts) appendFileSync(`${path}.new`, readFileSync(pathOf(part)));
      renameSync(`${path}.new`, path);
    },
    read: (name) => readFileSync(pathOf(name)),
    has: (name) => existsSync(pathOf(name)),
    remove: (name) => rmSync(pathOf(name), { force: true }),
    unpacked: (name) => {
      const folder = `${pathOf(name)}.files`;
      if (!existsSync(folder)) unpack(readFileSync(pathOf(name)), folder);
      return folder;
    },
    close: () => {
      if (stateDir === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
}

function unpack(zip: Uint8Array, folder: string): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  unpackZip(zip, partial);
  renameSync(partial, folder);
}

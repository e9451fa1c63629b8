import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonSource, type JsonFault, type JsonSource } from './jsonSource';

/** What stands for standard input among the paths. */
export const STANDARD_INPUT = '-';

/** A file or folder that cannot be read. */
export class UnreadablePathError extends Error {
  override name = 'UnreadablePathError';
}

/**
 * Reads JSON files: each path is a file, a folder (all `*.json` files in it and below, in the order of their names), or
 * `-`. Throws UnreadablePathError.
 */
export function readPipelineFiles(paths: readonly string[], readStandardInput: () => string): JsonSource[] {
  return paths.flatMap((path) =>
    path === STANDARD_INPUT
      ? [readJsonSource(path, readable('Standard input', readStandardInput))]
      : filesAt(path).map((file) =>
          readJsonSource(
            file,
            readable(file, () => utf8Of(readFileSync(file))),
          ),
        ),
  );
}

/** Why some of the files are not JSON, with the places. */
export const faultsIn = (sources: readonly JsonSource[]): string[] =>
  sources.flatMap(({ file, faults }) => faults.map((fault) => faultText(file, fault)));

const faultText = (file: string, { line, column, words }: JsonFault): string =>
  `${file}:${line}:${column} is not JSON: ${words}`;

function filesAt(path: string): string[] {
  if (!readable(path, () => statSync(path)).isDirectory()) return [path];
  const found = readable(path, () => readdirSync(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(^|[\\/])(node_modules|\.git)[\\/]/.test(file.slice(path.length)))
    .sort();
  if (found.length === 0) throw new UnreadablePathError(`${path} contains no *.json files.`);
  return found;
}

/** Throws for other encodings than UTF-8: whoever writes such a text back would lose what it does not understand. */
export const utf8Of = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UnreadablePathError(`${path} cannot be read: ${String(error).replace(/^Error: /, '')}`);
  }
}

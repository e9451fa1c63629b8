import { isUtf8 } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';

/** One file, folder or symbolic link in a zip file. */
export type ZipEntry = {
  kind: 'file' | 'folder' | 'link';
  /** Relative, with single slashes, and never out of the folder into which it is unpacked. */
  path: string;
  isExecutable: boolean;
  unpackedBytes: number;
  /** The text of a link is its target. Throws BadZip if the bytes are not what the directory of the zip says. */
  read(): Buffer;
};

/** A file that cannot be unpacked: no zip, a damaged one, or one whose entries don't fit into one folder. */
export class BadZip extends Error {}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record and its comment. */
const LONGEST_END_BYTES = 22 + 0xffff;
const MOST_16 = 0xffff;
const MOST_32 = 0xffffffff;
/** Below what Linux takes, because the folder comes before it. */
const LONGEST_PATH_BYTES = 3000;
const LONGEST_TARGET_BYTES = 4095;
const STORED = 0;
const DEFLATED = 8;
/** Systems whose upper attributes are a Unix mode: Unix and macOS. */
const UNIX = [3, 19];

/**
 * The entries of a zip file, of which the last one with a path counts, as for `unzip`. Reads only the directory of the
 * zip; throws BadZip.
 */
export function readZip(bytes: Uint8Array): ZipEntry[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, ZipEntry>();
  try {
    let { at, count } = directoryOf(zip);
    for (; count > 0; count -= 1) {
      const { entry, next } = entryAt(zip, at);
      if (entry.path !== '') addTo(entries, entry);
      at = next;
    }
  } catch (error) {
    // Node's Buffer rejects a place outside of the file.
    throw error instanceof BadZip ? error : new BadZip(String(error));
  }
  requireOneTree(entries);
  return [...entries.values()];
}

function addTo(entries: Map<string, ZipEntry>, entry: ZipEntry): void {
  const other = entries.get(entry.path);
  if (other !== undefined && (other.kind === 'folder') !== (entry.kind === 'folder'))
    throw new BadZip(`${entry.path} is a file and a folder.`);
  entries.set(entry.path, entry);
}

function directoryOf(zip: Buffer): { at: number; count: number } {
  let end = zip.length - 22;
  // A comment may contain the same four bytes, but no end whose comment ends with the file.
  while (zip.readUInt32LE(end) !== END || end + 22 + zip.readUInt16LE(end + 20) > zip.length) {
    end -= 1;
    if (zip.length - end > LONGEST_END_BYTES) throw new BadZip('The end of the directory is missing.');
  }
  const count = zip.readUInt16LE(end + 10);
  const at = zip.readUInt32LE(end + 16);
  if (count !== MOST_16 && at !== MOST_32) return { at, count };
  const locator = end - 20;
  if (locator < 0 || zip.readUInt32LE(locator) !== LOCATOR_64) return { at, count };
  const end64 = long(zip, locator + 8);
  if (zip.readUInt32LE(end64) !== END_64) throw new BadZip('The end of the directory is missing.');
  return { at: long(zip, end64 + 48), count: long(zip, end64 + 32) };
}

function entryAt(zip: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (zip.readUInt32LE(at) !== ENTRY) throw new BadZip('An entry of the directory is missing.');
  const flags = zip.readUInt16LE(at + 8);
  const method = zip.readUInt16LE(at + 10);
  const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
  const extraEnd = nameEnd + zip.readUInt16LE(at + 30);
  const name = nameOf(zip.subarray(at + 46, nameEnd));
  if ((flags & 1) !== 0) throw new BadZip(`${name} is encrypted.`);
  if (method !== STORED && method !== DEFLATED) throw new BadZip(`${name} is compressed by method ${method}.`);
  const [unpackedBytes = 0, packedBytes = 0, offset = 0] = wide(
    [zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)],
    zip.subarray(nameEnd, extraEnd),
  );
  const mode = UNIX.includes(zip.readUInt8(at + 5)) ? zip.readUInt32LE(at + 38) >>> 16 : 0;
  const isLink = (mode & 0o170000) === 0o120000;
  return {
    entry: {
      kind: isLink ? 'link' : name.endsWith('/') ? 'folder' : 'file',
      path: pathOf(name),
      isExecutable: (mode & 0o111) !== 0,
      unpackedBytes,
      read: () => {
        const content = contentAt(zip, offset, { method, packedBytes, unpackedBytes });
        return isLink ? requireTarget(content) : content;
      },
    },
    next: extraEnd + zip.readUInt16LE(at + 32),
  };
}

/** Linux keeps a name's bytes. They are UTF-8 from every system of today, although macOS doesn't say so in the zip. */
function nameOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** Sizes and places that need more than 32 bits are in a field of their own, in this order. */
function wide(values: readonly number[], extra: Buffer): number[] {
  let field: Buffer | undefined;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) field = extra.subarray(at + 4);
  let from = 0;
  return values.map((value) => {
    if (value !== MOST_32 || field === undefined) return value;
    from += 8;
    return long(field, from - 8);
  });
}

function contentAt(
  zip: Buffer,
  offset: number,
  { method, packedBytes, unpackedBytes }: { method: number; packedBytes: number; unpackedBytes: number },
): Buffer {
  try {
    if (zip.readUInt32LE(offset) !== LOCAL) throw new BadZip('A file is missing.');
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const packed = zip.subarray(start, start + packedBytes);
    const content =
      method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, unpackedBytes) });
    if (content.length !== unpackedBytes) throw new BadZip('A file has another size than the directory says.');
    return content;
  } catch (error) {
    throw error instanceof BadZip ? error : new BadZip(String(error));
  }
}

function requireTarget(content: Buffer): Buffer {
  if (content.length === 0 || content.length > LONGEST_TARGET_BYTES || content.includes(0))
    throw new BadZip('A link leads nowhere.');
  return content;
}

function pathOf(name: string): string {
  const parts = name.split('/');
  const leavesFolder = name.startsWith('/') || parts.includes('..');
  const isTooLong = Buffer.byteLength(name) > LONGEST_PATH_BYTES || parts.some((part) => Buffer.byteLength(part) > 255);
  if (leavesFolder || name.includes('\0') || isTooLong) throw new BadZip(`An entry is named ${name.slice(0, 300)}.`);
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/** A path cannot be both a file and the folder of another: also not by way of a link, which would lead elsewhere. */
function requireOneTree(entries: ReadonlyMap<string, ZipEntry>): void {
  for (const path of entries.keys()) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const above = entries.get(path.slice(0, slash));
      if (above !== undefined && above.kind !== 'folder') throw new BadZip(`${above.path} is a file and a folder.`);
    }
  }
}

function long(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

/** One entry of a zip file, including those that no zip program would write. */
export type RawEntry = {
  name: string;
  content?: string;
  /** Unix mode with the kind of file; a plain file that its owner may write by default. */
  mode?: number;
  /** The unpacked size in the directory, if it is to be wrong. */
  statedBytes?: number;
  isEncrypted?: boolean;
  /** 0, stored, by default. */
  method?: number;
  /** False if the zip doesn't say that names are UTF-8. */
  saysUtf8?: boolean;
};

/** A zip file with exactly these entries, in this order, not compressed. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', mode = 0o100644, statedBytes, ...flags } of entries) {
    const { isEncrypted = false, method = 0, saysUtf8 = true } = flags;
    const named = Buffer.from(name, 'utf8');
    const bytes = Buffer.from(content, 'utf8');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt8(3, 5);
    entry.writeUInt16LE((saysUtf8 ? 0x800 : 0) | Number(isEncrypted), 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(bytes.length, 20);
    entry.writeUInt32LE(statedBytes ?? bytes.length, 24);
    entry.writeUInt16LE(named.length, 28);
    entry.writeUInt32LE(mode * 0x10000, 38);
    entry.writeUInt32LE(offset, 42);
    files.push(local, named, bytes);
    directory.push(entry, named);
    offset += local.length + named.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}

import { createHash, randomUUID } from 'node:crypto';
import type { Emulator } from '../emulator';
import type { Bucket, MultipartUpload, ObjectVersion, UploadedPart } from '../store/emulatorState';
import { named } from '../store/named';
import { addVersion, type NewObject } from './buckets';
import { s3Error } from './s3Errors';

/** AWS's limit for every part but the last. */
const smallestPartBytes = 5 * 1024 * 1024;
/** S3 takes 5 TB; this protects the machine. Lambda takes no code that is larger unpacked. */
const largestUploadBytes = 1024 * 1024 * 1024;

/** The upload, and the key that it is for. */
type Upload = MultipartUpload & { uploadId: string };

/** A part as CompleteMultipartUpload names it. */
export type NamedPart = { partNumber: number; etag: string };

/** Begins an upload in parts; the object exists once the upload is complete. */
export function beginUpload(
  emulator: Emulator,
  bucketName: string,
  object: Omit<NewObject, 'body'> & { account: string },
): string {
  const uploadId = randomUUID().replaceAll('-', '');
  emulator.state.uploads[uploadId] = {
    bucket: bucketName,
    key: object.key,
    account: object.account,
    contentType: object.contentType ?? 'binary/octet-stream',
    metadata: object.metadata ?? {},
    initiatedAt: new Date(emulator.now()).toISOString(),
    parts: named(),
  };
  emulator.changed();
  return uploadId;
}

/** The upload of this key. Throws NoSuchUpload. */
export function requireUpload(emulator: Emulator, bucketName: string, key: string, uploadId: string): Upload {
  const upload = emulator.state.uploads[uploadId];
  if (upload === undefined || upload.bucket !== bucketName || upload.key !== key) throw s3Error('NoSuchUpload');
  return { ...upload, uploadId };
}

/** Stores a part, in place of an earlier one with its number. Throws EntityTooLarge. */
export function storePart(emulator: Emulator, upload: Upload, partNumber: number, body: Uint8Array): UploadedPart {
  const others = partsOf(upload).filter((part) => part.partNumber !== partNumber);
  if (totalBytes(others) + body.length > largestUploadBytes) throw s3Error('EntityTooLarge');
  const part: UploadedPart = {
    partNumber,
    file: `parts/${upload.uploadId}-${partNumber}`,
    size: body.length,
    etag: createHash('md5').update(body).digest('hex'),
    lastModified: new Date(emulator.now()).toISOString(),
  };
  emulator.blobs.write(part.file, body);
  upload.parts[String(partNumber)] = part;
  emulator.changed();
  return part;
}

/** The parts in the order of their numbers. */
export function partsOf({ parts }: MultipartUpload): UploadedPart[] {
  return Object.values(parts).sort((one, other) => one.partNumber - other.partNumber);
}

/**
 * Makes the object from the named parts and forgets the others. Throws InvalidPartOrder, InvalidPart or EntityTooSmall,
 * and keeps the upload then.
 */
export function completeUpload(
  emulator: Emulator,
  bucket: Bucket,
  upload: Upload,
  wanted: readonly NamedPart[],
): ObjectVersion {
  if (wanted.some((part, index) => part.partNumber <= (wanted[index - 1]?.partNumber ?? 0)))
    throw s3Error('InvalidPartOrder');
  const parts = wanted.map(({ partNumber, etag }) => {
    const part = upload.parts[String(partNumber)];
    if (part === undefined || part.etag !== etag) throw s3Error('InvalidPart');
    return part;
  });
  if (parts.slice(0, -1).some((part) => part.size < smallestPartBytes)) throw s3Error('EntityTooSmall');
  const file = `objects/${randomUUID()}`;
  emulator.blobs.join(
    file,
    parts.map((part) => part.file),
  );
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
  const stored = addVersion(emulator, bucket, upload.key, {
    file,
    size: totalBytes(parts),
    etag: `${createHash('md5').update(digests).digest('hex')}-${parts.length}`,
    contentType: upload.contentType,
    metadata: upload.metadata,
  });
  forgetUpload(emulator, upload);
  return stored;
}

/** Removes an upload with its parts. */
export function forgetUpload(emulator: Emulator, upload: Upload): void {
  for (const part of Object.values(upload.parts)) emulator.blobs.remove(part.file);
  delete emulator.state.uploads[upload.uploadId];
  emulator.changed();
}

/** The uploads of a bucket that are neither complete nor aborted, by key. */
export function uploadsOf(emulator: Emulator, bucketName: string): Upload[] {
  return Object.entries(emulator.state.uploads)
    .map(([uploadId, upload]) => ({ ...upload, uploadId }))
    .filter((upload) => upload.bucket === bucketName)
    .sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
}

function totalBytes(parts: readonly UploadedPart[]): number {
  return parts.reduce((sum, part) => sum + part.size, 0);
}

import { createHash, randomUUID } from 'node:crypto';
import type { Emulator } from '../emulator';
import type { Bucket, ObjectVersion } from '../store/emulatorState';
import { named } from '../store/named';
import { permanentRedirect, s3Error } from './s3Errors';

/** The bucket, which is only reachable in its own region. Throws NoSuchBucket or PermanentRedirect. */
export function requireBucket(emulator: Emulator, region: string, name: string): Bucket {
  const bucket = emulator.state.buckets[name];
  if (bucket === undefined) throw s3Error('NoSuchBucket');
  if (bucket.region !== region) throw permanentRedirect(bucket.region);
  return bucket;
}

/** Creates a bucket. Throws if the name is taken or malformed. */
export function makeBucket(
  emulator: Emulator,
  name: string,
  owner: Pick<Bucket, 'account' | 'region' | 'versioning'>,
): Bucket {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw s3Error('InvalidBucketName');
  const present = emulator.state.buckets[name];
  if (present !== undefined)
    throw s3Error(present.account === owner.account ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists');
  const bucket: Bucket = { ...owner, createdAt: new Date(emulator.now()).toISOString(), objects: named() };
  emulator.state.buckets[name] = bucket;
  emulator.changed();
  return bucket;
}

/** What is stored under a key. */
export type NewObject = {
  key: string;
  body: Uint8Array;
  contentType?: string | undefined;
  metadata?: Record<string, string>;
};

/** Stores an object: as another version if versioning is on, otherwise in place of the earlier one. */
export function storeObject(emulator: Emulator, bucket: Bucket, object: NewObject): ObjectVersion {
  const file = `objects/${randomUUID()}`;
  emulator.blobs.write(file, object.body);
  return addVersion(emulator, bucket, object.key, {
    file,
    size: object.body.length,
    etag: createHash('md5').update(object.body).digest('hex'),
    contentType: object.contentType ?? 'application/octet-stream',
    metadata: object.metadata ?? {},
  });
}

/** Puts what is already stored in a file under its key, in the same way. */
export function addVersion(
  emulator: Emulator,
  bucket: Bucket,
  key: string,
  content: Omit<ObjectVersion, 'versionId' | 'lastModified'>,
): ObjectVersion {
  const versions = bucket.objects[key] ?? [];
  const versionId = bucket.versioning === 'Enabled' ? randomUUID().replaceAll('-', '') : 'null';
  const stored: ObjectVersion = { ...content, versionId, lastModified: new Date(emulator.now()).toISOString() };
  bucket.objects[key] = [...withoutVersion(emulator, versions, versionId), stored];
  emulator.changed();
  return stored;
}

/** Removes one version for good, or hides the object behind a delete marker if versioning is on. */
export function removeObject(
  emulator: Emulator,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): { marker?: string } {
  const versions = bucket.objects[key] ?? [];
  const hides = versionId === undefined && bucket.versioning === 'Enabled';
  const left = hides ? versions : withoutVersion(emulator, versions, versionId ?? 'null');
  if (hides) {
    left.push({
      versionId: randomUUID().replaceAll('-', ''),
      size: 0,
      etag: '',
      lastModified: new Date(emulator.now()).toISOString(),
      contentType: '',
      metadata: {},
    });
  }
  if (left.length > 0) bucket.objects[key] = left;
  else delete bucket.objects[key];
  emulator.changed();
  const marker = hides ? left.at(-1)?.versionId : undefined;
  return marker === undefined ? {} : { marker };
}

/** The newest version, or the requested one. Throws NoSuchKey or NoSuchVersion. */
export function requireObject(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): ObjectVersion & { file: string } {
  const versions = bucket.objects[key] ?? [];
  const found = versionId === undefined ? versions.at(-1) : versions.find((version) => version.versionId === versionId);
  if (found?.file === undefined) throw s3Error(versionId === undefined ? 'NoSuchKey' : 'NoSuchVersion');
  return { ...found, file: found.file };
}

function withoutVersion(emulator: Emulator, versions: ObjectVersion[], versionId: string): ObjectVersion[] {
  for (const version of versions)
    if (version.versionId === versionId && version.file !== undefined) emulator.blobs.remove(version.file);
  return versions.filter((version) => version.versionId !== versionId);
}

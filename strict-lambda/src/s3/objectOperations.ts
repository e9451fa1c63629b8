import type { AwsRequest, AwsResponse, Operation } from '../http/awsRequest';
import type { ObjectVersion } from '../store/emulatorState';
import { byteRange } from './byteRange';
import { removeObject, requireBucket, requireObject, storeObject } from './buckets';
import { s3Error } from './s3Errors';

/** PutObject. */
export const putObject: Operation = (request, emulator) => {
  if (request.headers['x-amz-copy-source'] !== undefined) throw s3Error('NotImplemented');
  const { bucketName, key } = targetOf(request);
  const bucket = requireBucket(emulator, request.region, bucketName);
  const stored = storeObject(emulator, bucket, {
    key,
    body: request.body,
    contentType: request.headers['content-type'],
    metadata: metadataOf(request),
  });
  return {
    status: 200,
    headers: {
      etag: `"${stored.etag}"`,
      ...(bucket.versioning === 'Enabled' ? { 'x-amz-version-id': stored.versionId } : {}),
    },
  };
};

/** GetObject: the whole object, or one range of bytes, as the AWS CLI reads large ones. */
export const getObject: Operation = (request, emulator) => {
  const { bucketName, key } = targetOf(request);
  const bucket = requireBucket(emulator, request.region, bucketName);
  const found = requireObject(bucket, key, versionAsked(request));
  const headers = headersOf(found, bucket.versioning !== 'Off');
  const range = byteRange(request.headers.range, found.size);
  const body = emulator.blobs.read(found.file);
  if (range === undefined) return { status: 200, body, headers };
  return {
    status: 206,
    body: body.subarray(range.from, range.to + 1),
    headers: { ...headers, 'content-range': `bytes ${range.from}-${range.to}/${found.size}` },
  };
};

/** HeadObject. */
export const headObject: Operation = (request, emulator) => {
  const { bucketName, key } = targetOf(request);
  const bucket = requireBucket(emulator, request.region, bucketName);
  const found = requireObject(bucket, key, versionAsked(request));
  return {
    status: 200,
    headers: { ...headersOf(found, bucket.versioning !== 'Off'), 'content-length': String(found.size) },
  };
};

/** DeleteObject; a missing object is not an error. */
export const deleteObject: Operation = (request, emulator): AwsResponse => {
  const { bucketName, key } = targetOf(request);
  const bucket = requireBucket(emulator, request.region, bucketName);
  const { marker } = removeObject(emulator, bucket, key, versionAsked(request));
  return {
    status: 204,
    headers: marker === undefined ? {} : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker },
  };
};

/** The bucket and the key in the path. */
export function targetOf(request: AwsRequest): { bucketName: string; key: string } {
  return { bucketName: request.parameters['Bucket'] ?? '', key: request.parameters['Key'] ?? '' };
}

function versionAsked(request: AwsRequest): string | undefined {
  return request.query.get('versionId') ?? undefined;
}

/** The object's metadata from a request's headers. */
export function metadataOf(request: AwsRequest): Record<string, string> {
  const prefix = 'x-amz-meta-';
  const entries = Object.entries(request.headers).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), String(value)]));
}

function headersOf(object: ObjectVersion, versioned: boolean): Record<string, string> {
  return {
    'content-type': object.contentType,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    ...(versioned ? { 'x-amz-version-id': object.versionId } : {}),
    ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
}

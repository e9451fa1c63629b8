import type { Operation } from '../http/awsRequest';
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  listObjects,
  putBucketVersioning,
} from './bucketOperations';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from './multipartOperations';
import { deleteObject, getObject, headObject, putObject } from './objectOperations';
import { s3Error } from './s3Errors';

/** An S3 operation with the names from the path. */
export type S3Route = { operation: string; parameters: Record<string, string>; handle: Operation };

type Table = ReadonlyMap<string, readonly [operation: string, handle: Operation]>;

const onBucket: Table = new Map<string, [string, Operation]>([
  ['PUT', ['CreateBucket', createBucket]],
  ['HEAD', ['HeadBucket', headBucket]],
  ['DELETE', ['DeleteBucket', deleteBucket]],
  ['GET', ['ListObjectsV2', listObjects]],
  ['GET ?location', ['GetBucketLocation', getBucketLocation]],
  ['GET ?versioning', ['GetBucketVersioning', getBucketVersioning]],
  ['PUT ?versioning', ['PutBucketVersioning', putBucketVersioning]],
  ['GET ?uploads', ['ListMultipartUploads', listMultipartUploads]],
]);
const onObject: Table = new Map<string, [string, Operation]>([
  ['PUT', ['PutObject', putObject]],
  ['GET', ['GetObject', getObject]],
  ['HEAD', ['HeadObject', headObject]],
  ['DELETE', ['DeleteObject', deleteObject]],
  ['POST ?uploads', ['CreateMultipartUpload', createMultipartUpload]],
  ['PUT ?uploadId', ['UploadPart', uploadPart]],
  ['POST ?uploadId', ['CompleteMultipartUpload', completeMultipartUpload]],
  ['DELETE ?uploadId', ['AbortMultipartUpload', abortMultipartUpload]],
  ['GET ?uploadId', ['ListParts', listParts]],
]);
/**
 * Query parts that select another operation. Those that aren't supported are rejected, so that they aren't mistaken for
 * something else.
 */
const selectors = [
  'location',
  'versioning',
  'versions',
  'uploads',
  'uploadId',
  'partNumber',
  'delete',
  'tagging',
  'acl',
  'policy',
  'lifecycle',
  'cors',
  'encryption',
  'notification',
  'attributes',
  'retention',
  'torrent',
];

/** Finds the operation of a path-style request. Throws NotImplemented for what the emulator does not support. */
export function routeS3(method: string, url: URL): S3Route {
  const [, bucket = '', ...rest] = url.pathname.split('/');
  const key = rest.map(decoded).join('/');
  const selector = selectors.find((name) => url.searchParams.has(name));
  if (bucket === '' && method === 'GET') return { operation: 'ListBuckets', parameters: {}, handle: listBuckets };
  const table = key === '' ? onBucket : onObject;
  const [operation, handle] = table.get(selector === undefined ? method : `${method} ?${selector}`) ?? [];
  if (operation === undefined || handle === undefined) throw s3Error('NotImplemented');
  return {
    operation,
    parameters: key === '' ? { Bucket: decoded(bucket) } : { Bucket: decoded(bucket), Key: key },
    handle,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw s3Error('InvalidURI');
  }
}

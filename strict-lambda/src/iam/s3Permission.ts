import { partitionOf } from '../arns';
import { AwsError } from '../errors';
import type { AwsRequest } from '../http/awsRequest';
import type { Permission } from './decide';

/** Actions by operation. Source: the Service Authorization Reference of Amazon S3. */
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['GetObject', 's3:GetObject'],
  ['HeadObject', 's3:GetObject'],
  ['PutObject', 's3:PutObject'],
  ['DeleteObject', 's3:DeleteObject'],
  ['ListObjectsV2', 's3:ListBucket'],
  ['HeadBucket', 's3:ListBucket'],
]);

/** The permission that S3 checks. Throws for an operation whose permission the emulator does not know. */
export function s3Permission(operation: string, { parameters, query, region }: AwsRequest): Permission {
  const action = ACTIONS.get(operation);
  if (action === undefined)
    throw new AwsError(
      'NotImplemented',
      501,
      `The caller's role has a policy, and this emulator does not know yet which permission ${operation} needs.`,
    );
  const { Bucket: bucket = '', Key: key } = parameters;
  const place = { bucket, region, ...(key === undefined ? {} : { key }) };
  return query.has('versionId') && action !== 's3:PutObject'
    ? { action: `${action}Version`, resource: objectArn(place) }
    : { action, resource: objectArn(place) };
}

/** What Lambda needs of the caller to read a zip. */
export const readCodePermission = (place: {
  region: string;
  bucket: string;
  key: string;
  versionId?: string | undefined;
}): Permission => ({
  action: place.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion',
  resource: objectArn(place),
});

/** What a caller needs to learn from S3 that an object does not exist. */
export const listBucketPermission = (place: { region: string; bucket: string }): Permission => ({
  action: 's3:ListBucket',
  resource: objectArn(place),
});

const objectArn = ({ region, bucket, key }: { region: string; bucket: string; key?: string }): string =>
  `arn:${partitionOf(region)}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;

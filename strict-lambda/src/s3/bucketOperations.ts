import { escapeXml } from '../http/answers';
import type { AwsRequest, AwsResponse, Operation } from '../http/awsRequest';
import { makeBucket, requireBucket } from './buckets';
import { s3Error } from './s3Errors';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

function xml(body: string): AwsResponse {
  return { status: 200, body: declaration + body, headers: { 'content-type': 'application/xml' } };
}

function nameOf(request: AwsRequest): string {
  return request.parameters['Bucket'] ?? '';
}

/** CreateBucket, in the region that the request is signed for. */
export const createBucket: Operation = (request, emulator) => {
  makeBucket(emulator, nameOf(request), { account: request.account, region: request.region, versioning: 'Off' });
  return { status: 200, headers: { location: `/${nameOf(request)}` } };
};

/** HeadBucket. */
export const headBucket: Operation = (request, emulator) => {
  const bucket = requireBucket(emulator, request.region, nameOf(request));
  return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } };
};

/** DeleteBucket, when empty. */
export const deleteBucket: Operation = (request, emulator) => {
  const bucket = requireBucket(emulator, request.region, nameOf(request));
  if (Object.keys(bucket.objects).length > 0) throw s3Error('BucketNotEmpty');
  delete emulator.state.buckets[nameOf(request)];
  emulator.changed();
  return { status: 204 };
};

/** GetBucketLocation, from any region. */
export const getBucketLocation: Operation = (request, emulator) => {
  const bucket = emulator.state.buckets[nameOf(request)];
  if (bucket === undefined) throw s3Error('NoSuchBucket');
  // us-east-1 is returned as an empty constraint.
  return xml(
    `<LocationConstraint ${namespace}>${bucket.region === 'us-east-1' ? '' : bucket.region}</LocationConstraint>`,
  );
};

/** ListBuckets of the caller's account. */
export const listBuckets: Operation = (request, emulator) => {
  const mine = Object.entries(emulator.state.buckets).filter(([, bucket]) => bucket.account === request.account);
  const entries = mine.map(
    ([name, bucket]) =>
      `<Bucket><Name>${name}</Name><CreationDate>${bucket.createdAt}</CreationDate><BucketRegion>${bucket.region}</BucketRegion></Bucket>`,
  );
  return xml(
    `<ListAllMyBucketsResult ${namespace}><Owner><ID>${request.account}</ID></Owner><Buckets>${entries.join('')}</Buckets></ListAllMyBucketsResult>`,
  );
};

/** PutBucketVersioning. */
export const putBucketVersioning: Operation = (request, emulator) => {
  const bucket = requireBucket(emulator, request.region, nameOf(request));
  bucket.versioning = /<Status>Enabled<\/Status>/.test(request.body.toString('utf8')) ? 'Enabled' : 'Suspended';
  emulator.changed();
  return { status: 200 };
};

/** GetBucketVersioning. */
export const getBucketVersioning: Operation = (request, emulator) => {
  const { versioning } = requireBucket(emulator, request.region, nameOf(request));
  return xml(
    `<VersioningConfiguration ${namespace}>${versioning === 'Off' ? '' : `<Status>${versioning}</Status>`}</VersioningConfiguration>`,
  );
};

/**
 * ListObjectsV2 with prefix, page size and continuation; common prefixes are rejected because nothing here needs them.
 */
export const listObjects: Operation = (request, emulator) => {
  const bucket = requireBucket(emulator, request.region, nameOf(request));
  if (request.query.get('delimiter') !== null || request.query.get('list-type') !== '2')
    throw s3Error('NotImplemented');
  const prefix = request.query.get('prefix') ?? '';
  const after = request.query.get('continuation-token') ?? request.query.get('start-after') ?? '';
  const most = Math.min(1000, Number(request.query.get('max-keys') ?? 1000));
  const keys = Object.keys(bucket.objects)
    .filter((key) => key.startsWith(prefix) && key > after && bucket.objects[key]?.at(-1)?.file !== undefined)
    .sort();
  const page = keys.slice(0, most);
  const contents = page.map((key) => {
    const object = bucket.objects[key]?.at(-1);
    return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${object?.lastModified}</LastModified><ETag>&quot;${object?.etag}&quot;</ETag><Size>${object?.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
  });
  const more = keys.length > page.length;
  const next = more ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  return xml(
    `<ListBucketResult ${namespace}><Name>${nameOf(request)}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  );
};

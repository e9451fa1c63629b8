import { escapeXml } from '../http/answers';
import type { AwsRequest, Operation } from '../http/awsRequest';
import type { ObjectVersion } from '../store/emulatorState';
import { makeBucket, requireBucket } from './buckets';
import { forgetUpload, uploadsOf } from './multipartUploads';
import { s3Error } from './s3Errors';
import { wholeNumber } from './wholeNumber';
import { namespace, xmlAnswer } from './xml';

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
  for (const upload of uploadsOf(emulator, nameOf(request))) forgetUpload(emulator, upload);
  delete emulator.state.buckets[nameOf(request)];
  emulator.changed();
  return { status: 204 };
};

/** GetBucketLocation, from any region. */
export const getBucketLocation: Operation = (request, emulator) => {
  const bucket = emulator.state.buckets[nameOf(request)];
  if (bucket === undefined) throw s3Error('NoSuchBucket');
  // us-east-1 is returned as an empty constraint.
  return xmlAnswer(
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
  return xmlAnswer(
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
  return xmlAnswer(
    `<VersioningConfiguration ${namespace}>${versioning === 'Off' ? '' : `<Status>${versioning}</Status>`}</VersioningConfiguration>`,
  );
};

/** ListObjectsV2 with prefix, delimiter, page size and continuation. */
export const listObjects: Operation = (request, emulator) => {
  const bucket = requireBucket(emulator, request.region, nameOf(request));
  if (request.query.get('list-type') !== '2') throw s3Error('NotImplemented');
  const prefix = request.query.get('prefix') ?? '';
  const delimiter = request.query.get('delimiter') ?? '';
  const after = request.query.get('continuation-token') ?? request.query.get('start-after') ?? '';
  const most = Math.min(1000, wholeNumber(request, 'max-keys', 1000));
  const keys = Object.keys(bucket.objects).filter(
    (key) => key.startsWith(prefix) && bucket.objects[key]?.at(-1)?.file !== undefined,
  );
  const listed = [...new Set(keys.map((key) => upToDelimiter(key, prefix, delimiter)))].filter((key) => key > after);
  const page = listed.sort().slice(0, most);
  const contents = page.map((key) =>
    isCommonPrefix(key, prefix, delimiter)
      ? `<CommonPrefixes><Prefix>${escapeXml(key)}</Prefix></CommonPrefixes>`
      : contentOf(key, bucket.objects[key]?.at(-1)),
  );
  // A page of nothing has no key after which the next one could begin.
  const more = most > 0 && listed.length > page.length;
  const next = more ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  const given = delimiter === '' ? '' : `<Delimiter>${escapeXml(delimiter)}</Delimiter>`;
  return xmlAnswer(
    `<ListBucketResult ${namespace}><Name>${nameOf(request)}</Name><Prefix>${escapeXml(prefix)}</Prefix>${given}<KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  );
};

/** The key, or what it has in common with its neighbors: everything up to the first delimiter behind the prefix. */
function upToDelimiter(key: string, prefix: string, delimiter: string): string {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? key : key.slice(0, at + delimiter.length);
}

const isCommonPrefix = (key: string, prefix: string, delimiter: string): boolean =>
  delimiter !== '' && key.endsWith(delimiter) && key.length > prefix.length;

function contentOf(key: string, object: ObjectVersion | undefined): string {
  return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${object?.lastModified}</LastModified><ETag>&quot;${object?.etag}&quot;</ETag><Size>${object?.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
}

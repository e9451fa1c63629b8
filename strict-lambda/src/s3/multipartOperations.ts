import { escapeXml } from '../http/answers';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { requireBucket } from './buckets';
import {
  beginUpload,
  completeUpload,
  forgetUpload,
  partsOf,
  requireUpload,
  storePart,
  uploadsOf,
  type NamedPart,
} from './multipartUploads';
import { metadataOf, targetOf } from './objectOperations';
import { s3Error } from './s3Errors';
import { namespace, xmlAnswer } from './xml';

const mostParts = 10_000;
const mostListed = 1000;

/** CreateMultipartUpload. */
export const createMultipartUpload: Operation = (request, emulator) => {
  const { bucketName, key } = targetOf(request);
  requireBucket(emulator, request.region, bucketName);
  const uploadId = beginUpload(emulator, bucketName, {
    key,
    account: request.account,
    contentType: request.headers['content-type'],
    metadata: metadataOf(request),
  });
  return xmlAnswer(
    `<InitiateMultipartUploadResult ${namespace}>${namesOf(request)}<UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`,
  );
};

/** UploadPart; parts can come in any order, and again. */
export const uploadPart: Operation = (request, emulator) => {
  if (request.headers['x-amz-copy-source'] !== undefined) throw s3Error('NotImplemented');
  const partNumber = Number(request.query.get('partNumber'));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > mostParts) throw s3Error('InvalidArgument');
  const { etag } = storePart(emulator, uploadOf(request, emulator), partNumber, request.body);
  return { status: 200, headers: { etag: `"${etag}"` } };
};

/** CompleteMultipartUpload. */
export const completeMultipartUpload: Operation = (request, emulator) => {
  const { bucketName, key } = targetOf(request);
  const bucket = requireBucket(emulator, request.region, bucketName);
  const upload = uploadOf(request, emulator);
  const { etag, versionId } = completeUpload(emulator, bucket, upload, namedParts(request.body.toString('utf8')));
  const location = escapeXml(`${emulator.url()}/${bucketName}/${encodeURIComponent(key)}`);
  return xmlAnswer(
    `<CompleteMultipartUploadResult ${namespace}><Location>${location}</Location>${namesOf(request)}<ETag>&quot;${etag}&quot;</ETag></CompleteMultipartUploadResult>`,
    bucket.versioning === 'Enabled' ? { 'x-amz-version-id': versionId } : {},
  );
};

/** AbortMultipartUpload. */
export const abortMultipartUpload: Operation = (request, emulator) => {
  forgetUpload(emulator, uploadOf(request, emulator));
  return { status: 204 };
};

/** ListParts, in pages. */
export const listParts: Operation = (request, emulator) => {
  const upload = uploadOf(request, emulator);
  const after = Number(request.query.get('part-number-marker') ?? 0);
  const most = Math.min(mostListed, Number(request.query.get('max-parts') ?? mostListed));
  const left = partsOf(upload).filter((part) => part.partNumber > after);
  const page = left.slice(0, most);
  const parts = page.map(
    ({ partNumber, lastModified, etag, size }) =>
      `<Part><PartNumber>${partNumber}</PartNumber><LastModified>${lastModified}</LastModified><ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size></Part>`,
  );
  const next =
    left.length > page.length ? `<NextPartNumberMarker>${page.at(-1)?.partNumber}</NextPartNumberMarker>` : '';
  return xmlAnswer(
    `<ListPartsResult ${namespace}>${namesOf(request)}<UploadId>${upload.uploadId}</UploadId><PartNumberMarker>${after}</PartNumberMarker>${next}<MaxParts>${most}</MaxParts><IsTruncated>${left.length > page.length}</IsTruncated><StorageClass>STANDARD</StorageClass>${parts.join('')}</ListPartsResult>`,
  );
};

/** ListMultipartUploads; a bucket here has few, so they fit on one page. */
export const listMultipartUploads: Operation = (request, emulator) => {
  const { bucketName } = targetOf(request);
  requireBucket(emulator, request.region, bucketName);
  const prefix = request.query.get('prefix') ?? '';
  const uploads = uploadsOf(emulator, bucketName)
    .filter(({ key }) => key.startsWith(prefix))
    .map(
      ({ key, uploadId, initiatedAt }) =>
        `<Upload><Key>${escapeXml(key)}</Key><UploadId>${uploadId}</UploadId><StorageClass>STANDARD</StorageClass><Initiated>${initiatedAt}</Initiated></Upload>`,
    );
  return xmlAnswer(
    `<ListMultipartUploadsResult ${namespace}><Bucket>${bucketName}</Bucket><Prefix>${escapeXml(prefix)}</Prefix><MaxUploads>${mostListed}</MaxUploads><IsTruncated>false</IsTruncated>${uploads.join('')}</ListMultipartUploadsResult>`,
  );
};

function uploadOf(request: AwsRequest, emulator: Parameters<Operation>[1]): ReturnType<typeof requireUpload> {
  const { bucketName, key } = targetOf(request);
  requireBucket(emulator, request.region, bucketName);
  return requireUpload(emulator, bucketName, key, request.query.get('uploadId') ?? '');
}

function namesOf(request: AwsRequest): string {
  const { bucketName, key } = targetOf(request);
  return `<Bucket>${bucketName}</Bucket><Key>${escapeXml(key)}</Key>`;
}

/** Throws MalformedXML for what names no part. */
function namedParts(xml: string): NamedPart[] {
  const parts = [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    partNumber: Number(/<PartNumber>\s*(\d+)\s*<\/PartNumber>/.exec(part)?.[1]),
    etag: /<ETag>\s*(?:"|&quot;|&#34;)?([0-9a-f]*)(?:"|&quot;|&#34;)?\s*<\/ETag>/.exec(part)?.[1],
  }));
  const whole = parts.filter((part): part is NamedPart => part.partNumber > 0 && part.etag !== undefined);
  if (parts.length === 0 || whole.length < parts.length) throw s3Error('MalformedXML');
  return whole;
}

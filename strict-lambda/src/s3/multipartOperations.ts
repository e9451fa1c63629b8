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
import { wholeNumber } from './wholeNumber';
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
  const given = request.query.get('partNumber') ?? '';
  const partNumber = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (partNumber < 1 || partNumber > mostParts) throw s3Error('InvalidArgument');
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
  const after = wholeNumber(request, 'part-number-marker', 0);
  const most = Math.min(mostListed, wholeNumber(request, 'max-parts', mostListed));
  const left = partsOf(upload).filter((part) => part.partNumber > after);
  const page = left.slice(0, most);
  const parts = page.map(
    ({ partNumber, lastModified, etag, size }) =>
      `<Part><PartNumber>${partNumber}</PartNumber><LastModified>${lastModified}</LastModified><ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size></Part>`,
  );
  const last = left.length > page.length ? page.at(-1) : undefined;
  const next = last === undefined ? '' : `<NextPartNumberMarker>${last.partNumber}</NextPartNumberMarker>`;
  return xmlAnswer(
    `<ListPartsResult ${namespace}>${namesOf(request)}<UploadId>${upload.uploadId}</UploadId><PartNumberMarker>${after}</PartNumberMarker>${next}<MaxParts>${most}</MaxParts><IsTruncated>${last !== undefined}</IsTruncated><StorageClass>STANDARD</StorageClass>${parts.join('')}</ListPartsResult>`,
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

/** Throws MalformedXML for what names no part. Reads the text once, whatever is in it. */
function namedParts(xml: string): NamedPart[] {
  const parts = xml.split('<Part>').slice(1).map(namedPart);
  if (parts.length === 0) throw s3Error('MalformedXML');
  return parts;
}

function namedPart(text: string): NamedPart {
  const partNumber = elementOf(text, 'PartNumber');
  const etag = elementOf(text, 'ETag')?.replace(/^(?:"|&quot;|&#34;)|(?:"|&quot;|&#34;)$/g, '');
  if (partNumber === undefined || !/^\d{1,9}$/.test(partNumber) || etag === undefined || !text.includes('</Part>'))
    throw s3Error('MalformedXML');
  return { partNumber: Number(partNumber), etag };
}

/** The text of the first element with this name. */
function elementOf(text: string, name: string): string | undefined {
  const start = text.indexOf(`<${name}>`);
  const end = text.indexOf(`</${name}>`, start);
  return start < 0 || end < 0 ? undefined : text.slice(start + name.length + 2, end).trim();
}

import { field } from '../fieldMeta';
import { problem, type Problem } from '../messages/problem';
import { oneOf, text, textLike } from '../values';

/** S3's rule for bucket names, including dots. */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** `s3://bucket/key`, as Spinnaker's S3 artifacts give it. */
const S3_URI = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.*\S)$/;

/** Where the code is: a zip file in S3, by bucket and key or as one URI. */
export const codeFields = {
  packageType: field(oneOf(['Zip', 'Image']), {
    label: 'Package',
    noControl: 'only zip files are supported',
    refused: { Image: 'deployZip' },
  }),
  s3bucket: field(textLike(BUCKET_NAME, 'bucket'), {
    label: 'S3 bucket',
    section: 'code',
    native: true,
    example: 'my-builds',
    help: 'The bucket that holds the zip file. It must be in the same region as the function.',
  }),
  s3key: field(text(), {
    label: 'S3 key',
    section: 'code',
    native: true,
    example: 'object.zip',
    help: 'The key of the zip file in the bucket.',
  }),
  codeUri: field(textLike(S3_URI, 's3Address'), {
    label: 'S3 URI',
    section: 'code',
    example: 's3://my-builds/object.zip',
    help: 's3://bucket/key, as S3 artifacts have it. Use it instead of bucket and key.',
  }),
  s3ObjectVersion: field(text(), {
    label: 'Object version',
    section: 'code',
    whenAbsent: 'the latest',
    help: 'The version ID of the object, if the bucket is versioned.',
  }),
  codeSha256: field(textLike(/^[A-Za-z0-9+/]{43}=$/, 'sha256'), {
    label: 'Expected SHA-256',
    section: 'code',
    help: 'Base64-encoded SHA-256 of the zip file. The stage fails if the code has a different hash.',
  }),
};

/** The fields that say where the code is. */
export interface CodeInput {
  s3bucket?: string | undefined;
  s3key?: string | undefined;
  codeUri?: string | undefined;
}

/** The code location must be given exactly once. */
export function codeRules(fields: CodeInput, unread: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  if (fields.codeUri !== undefined || unread.has('codeUri')) {
    if (fields.s3bucket !== undefined || fields.s3key !== undefined)
      problems.push(problem('codeUri', 'givenTogether', { others: ['s3bucket', 's3key'] }));
    return problems;
  }
  if (fields.s3bucket === undefined) problems.push(problem('s3bucket', 'required', { because: 'bucket' }));
  if (fields.s3key === undefined) problems.push(problem('s3key', 'required', { because: 'key' }));
  return problems;
}

/** Bucket and key of the code, however they are given. */
export function codeLocation(fields: CodeInput): { bucket: string; key: string } | undefined {
  const match = fields.codeUri === undefined ? null : S3_URI.exec(fields.codeUri);
  if (match?.[1] !== undefined && match[2] !== undefined) return { bucket: match[1], key: match[2] };
  return fields.s3bucket === undefined || fields.s3key === undefined
    ? undefined
    : { bucket: fields.s3bucket, key: fields.s3key };
}

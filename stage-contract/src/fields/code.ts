import { field } from '../fieldMeta';
import { problem, type Problem } from '../messages/problem';
import { oneOf, text, textLike } from '../values';

/** S3's rule for a bucket name, dots included. */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** `s3://bucket/key`, as Spinnaker's S3 artifacts give it. */
const S3_URI = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/;

/** Where the code is: a zip in S3, by bucket and key or as one address. */
export const codeFields = {
  packageType: field(oneOf(['Zip', 'Image']), {
    label: 'Package',
    noControl: 'only zips are supported',
    refused: { Image: 'deployZip' },
  }),
  s3bucket: field(textLike(BUCKET_NAME, 'bucket'), {
    label: 'S3 bucket',
    section: 'code',
    native: true,
    placeholder: 'my-builds',
    help: 'Bucket of the zip, in the region of the function.',
  }),
  s3key: field(text(), {
    label: 'S3 key',
    section: 'code',
    native: true,
    placeholder: 'object.zip',
    help: 'Key of the zip in the bucket.',
  }),
  codeUri: field(textLike(S3_URI, 's3Address'), {
    label: 'Code address',
    section: 'code',
    placeholder: 's3://my-builds/object.zip',
    help: 's3://bucket/key as artifacts give it, instead of bucket and key.',
  }),
  s3ObjectVersion: field(text(), {
    label: 'Object version',
    section: 'code',
    whenAbsent: 'the newest',
    help: 'Version id of the object in a versioned bucket.',
  }),
  codeSha256: field(textLike(/^[A-Za-z0-9+/]{43}=$/, 'sha256'), {
    label: 'Expected SHA-256',
    section: 'code',
    help: 'Base64 SHA-256 of the zip. Code of another hash is refused.',
  }),
};

/** The fields that name the code. */
export interface CodeInput {
  s3bucket?: string | undefined;
  s3key?: string | undefined;
  codeUri?: string | undefined;
}

/** The code must be named once. */
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

/** Bucket and key of the code, however they were given. */
export function codeLocation(fields: CodeInput): { bucket: string; key: string } | undefined {
  const match = fields.codeUri === undefined ? null : S3_URI.exec(fields.codeUri);
  if (match?.[1] !== undefined && match[2] !== undefined) return { bucket: match[1], key: match[2] };
  return fields.s3bucket === undefined || fields.s3key === undefined
    ? undefined
    : { bucket: fields.s3bucket, key: fields.s3key };
}

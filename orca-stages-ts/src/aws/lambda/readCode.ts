import type { AwsFailure } from '../awsFailure';
import type { Reading } from '../reading';
import type { NamedLambdaCall } from './lambdaCallFacts';

/** Lambda reads the code from S3 and passes S3's error on in its own message. */
export function readCode(failure: AwsFailure, facts: NamedLambdaCall): Reading | undefined {
  const s3Code =
    /S3 Error Code: (\w+)/.exec(failure.message)?.[1] ??
    /^(NoSuchKey|NoSuchBucket|NoSuchVersion|PermanentRedirect)$/.exec(failure.awsCode)?.[1];
  if (facts.code === undefined || s3Code === undefined) return undefined;
  const where = `s3://${facts.code.bucket}/${facts.code.key}`;
  switch (s3Code) {
    case 'NoSuchBucket':
      return { code: 'codeNotFound', what: `Bucket ${facts.code.bucket} does not exist.`, where };
    case 'NoSuchKey':
      return { code: 'codeNotFound', what: `Bucket ${facts.code.bucket} has no object ${facts.code.key}.`, where };
    case 'NoSuchVersion':
      return {
        code: 'codeNotFound',
        what: `Object ${facts.code.key} in bucket ${facts.code.bucket} does not have the given version.`,
        where,
      };
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed': {
      const region = /in this region: ([\w-]+)/.exec(failure.message)?.[1];
      return {
        code: 'codeNotFound',
        what: `Bucket ${facts.code.bucket} is in ${region === undefined ? 'another region than' : `${region}, not in the region of`} the function, so ${facts.code.key} cannot be used.`,
        where,
        next: 'Upload the zip to a bucket in the region of the function.',
      };
    }
    case 'AccessDenied':
      return {
        code: 'accessDenied',
        what: `AWS may not read ${facts.code.key} in bucket ${facts.code.bucket}, or it does not exist.`,
        where,
        next: "Check that the object exists, and allow s3:GetObject on it to the sidecar's role.",
      };
    default:
      return {
        code: 'codeNotFound',
        what: `Bucket ${facts.code.bucket} did not give object ${facts.code.key} (${s3Code}).`,
        where,
      };
  }
}

import { present, say } from 'stage-contract';
import type { AwsFailure } from '../awsFailure';
import { deniedPermission } from '../deniedPermission';
import type { Reading } from '../reading';
import type { NamedLambdaCall } from './lambdaCallFacts';

/** Lambda reads the code from S3 and passes S3's error on in its own message. */
export function readCode(failure: AwsFailure, facts: NamedLambdaCall): Reading | undefined {
  const s3Code =
    /S3 Error Code: (\w+)/.exec(failure.message)?.[1] ??
    /^(NoSuchKey|NoSuchBucket|NoSuchVersion|PermanentRedirect)$/.exec(failure.awsCode)?.[1];
  if (facts.code === undefined || s3Code === undefined) return undefined;
  const { bucket, key } = facts.code,
    where = `s3://${bucket}/${key}`;
  switch (s3Code) {
    case 'NoSuchBucket':
      return { code: 'codeNotFound', what: say('bucketMissing', { bucket }), where };
    case 'NoSuchKey':
      return { code: 'codeNotFound', what: say('objectMissing', { bucket, key }), where };
    case 'NoSuchVersion':
      return {
        code: 'codeNotFound',
        what: say('objectVersionMissing', { bucket, key }),
        where,
      };
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed': {
      const region = /in this region: ([\w-]+)/.exec(failure.message)?.[1];
      return {
        code: 'codeNotFound',
        what: say('bucketInOtherRegion', { bucket, key, ...present({ region }) }),
        where,
        next: say('uploadToRegion', {}),
      };
    }
    case 'AccessDenied':
      return {
        code: 'accessDenied',
        what: say('objectNotReadable', { bucket, key }),
        where,
        next: say('allowGetObject', present({ action: readAction(failure) })),
      };
    default:
      return {
        code: 'codeNotFound',
        what: say('objectNotGiven', { bucket, key, s3Code }),
        where,
      };
  }
}

/** S3 may name the permission to list instead, if there is no such object. */
function readAction({ message }: AwsFailure): string | undefined {
  const action = deniedPermission(message)?.action;
  return action?.startsWith('s3:GetObject') === true ? action : undefined;
}

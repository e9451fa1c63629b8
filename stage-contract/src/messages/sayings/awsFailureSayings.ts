import type { Catalogue } from '../catalogue';
import { closed } from '../closed';

interface Call {
  /** AWS's name for the call, with how it was made: `UpdateFunctionCode (dry run)`. */
  call: string;
}
/** A call, with AWS's own words. */
interface AnsweredCall extends Call {
  message: string;
}
interface CodePlace {
  bucket: string;
  key: string;
}

/** What AWS's failures mean. */
export const AWS_FAILURE_SAYINGS = {
  awsThrottled: ({ call }: Call) => `AWS throttled ${call}.`,
  ec2Throttled: ({ call }: Call) => `EC2 throttled Lambda during ${call}.`,
  noCredentials: ({ call }: Call) => `No AWS credentials were found for ${call}.`,
  noAnswer: ({ call, awsCode }: Call & { awsCode: string }) => `AWS did not respond to ${call} (${awsCode}).`,
  awsFailed: ({ call, httpStatus, awsCode }: Call & { httpStatus: number; awsCode: string }) =>
    `AWS returned an error for ${call} (${httpStatus} ${awsCode}).`,
  changedBefore: ({ call }: Call) => `Someone else made a change before ${call}.`,
  conflicts: ({ call, message }: AnsweredCall) => `${call} conflicts with the current state: ${closed(message)}`,
  credentialsRefused: ({ call, awsCode }: Call & { awsCode: string }) =>
    `AWS rejected the sidecar's credentials for ${call} (${awsCode}).`,
  notAllowed: ({ call, message }: AnsweredCall) => `AWS denied ${call}: ${closed(message)}`,
  refused: ({ call, message }: AnsweredCall) => `AWS rejected ${call}: ${closed(message)}`,
  stateIsFailed: ({ call }: Call) => `${call} is not possible because the function's state is Failed.`,
  subjectMissing: ({ call, message }: AnsweredCall) =>
    `The resource that ${call} needs does not exist: ${closed(message)}`,
  functionMissing: ({ functionName }: { functionName: string }) => `Function ${functionName} does not exist.`,
  versionMissing: ({ version, functionName }: { version: string; functionName: string }) =>
    `Version ${version} of ${functionName} does not exist.`,
  aliasMissing: ({ alias, functionName }: { alias: string; functionName: string }) =>
    `Alias ${alias} of ${functionName} does not exist.`,
  functionNotReady: ({ call, awsCode, message }: AnsweredCall & { awsCode: string }) =>
    `The function is not ready for ${call} (${awsCode}): ${closed(message)}`,
  cannotRun: ({ awsCode, message }: { awsCode: string; message: string }) =>
    `Lambda cannot run the function (${awsCode}): ${closed(message)}`,
  executionRoleNotAssumable: ({ role }: { role?: string }) =>
    `Lambda cannot assume the execution role ${role ?? 'of the function'}.`,
  executionRoleLacksPermission: ({ role, call, message }: AnsweredCall & { role?: string }) =>
    `The execution role ${role ?? 'of the function'} lacks a permission that ${call} needs: ${closed(message)}`,
  roleNotAssumable: ({ roleArn, account }: { roleArn: string; account: string }) =>
    `The sidecar cannot assume role ${roleArn} of account ${account}.`,
  bucketMissing: ({ bucket }: Pick<CodePlace, 'bucket'>) => `Bucket ${bucket} does not exist.`,
  objectMissing: ({ bucket, key }: CodePlace) => `Bucket ${bucket} has no object ${key}.`,
  objectVersionMissing: ({ bucket, key }: CodePlace) => `Object ${key} in bucket ${bucket} has no such version.`,
  bucketInOtherRegion: ({ bucket, key, region }: CodePlace & { region?: string }) =>
    `Bucket ${bucket} is in ${region === undefined ? 'another region than' : `${region}, not in the region of`} the function, so ${key} cannot be used.`,
  objectNotReadable: ({ bucket, key }: CodePlace) =>
    `Object ${key} in bucket ${bucket} does not exist, or AWS is not allowed to read it.`,
  notAnAlarm: ({ alarm }: { alarm: string }) => `${alarm} is neither the name nor the ARN of a CloudWatch alarm.`,
  alarmElsewhere: ({ alarm, accountId, region }: { alarm: string; accountId: string; region: string }) =>
    `Alarm ${alarm} is not in account ${accountId} and region ${region}. Only alarms of the function's account and region can be used.`,
  otherPeriods: ({ call, statistic }: Call & { statistic: string }) =>
    `${call} returned ${statistic} for other periods than the ones it was asked for.`,
  objectNotGiven: ({ bucket, key, s3Code }: CodePlace & { s3Code: string }) =>
    `S3 could not return object ${key} from bucket ${bucket} (${s3Code}).`,
} as const satisfies Catalogue;

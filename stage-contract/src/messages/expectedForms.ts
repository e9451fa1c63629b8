import type { Voice } from './voice';

/** What a value must be, other than a number, a choice or a version. Each one follows "must be". */
const FORMS = {
  text: 'non-empty text',
  plainText: 'text',
  number: 'a number',
  flag: 'true or false',
  list: 'a list',
  account: 'the name of a Spinnaker account',
  region: 'an AWS region such as us-east-1',
  functionName: 'a function name: up to 64 letters, digits, - and _',
  aliasName: 'an alias name: letters, digits, - and _, not just a number',
  aliasPattern: 'letters, digits, - and _, with * for any characters, such as build-*',
  aliasOrVersion: 'an alias name or a version number',
  versionNumber: 'the number of a published version',
  bucket: 'an S3 bucket name: 3 to 63 lowercase letters, digits, dots and dashes',
  s3Address: 's3://bucket/key',
  sha256: 'a base64-encoded SHA-256 (44 characters)',
  runtime: 'a runtime such as nodejs22.x',
  handler: 'a handler of up to 128 characters without spaces, such as index.handler',
  roleArn: 'the ARN of an IAM role: arn:aws:iam::123456789012:role/name',
  kmsKeyArn: 'the ARN of a KMS key: arn:aws:kms:region:account:key/id',
  layerArn: 'the ARN of a layer version: arn:aws:lambda:region:account:layer:name:1',
  eventSourceArn: 'the ARN of an event source: arn:aws:sqs|kinesis|dynamodb|kafka|mq|rds:region:account:name',
  destinationArn: 'the ARN of a queue, topic, function or bucket',
  deadLetterArn: 'the ARN of a queue or topic',
  subnetId: 'a subnet ID such as subnet-0a1b2c3d',
  securityGroupId: 'a security group ID such as sg-0a1b2c3d',
  variableName: 'a name of at least two letters, digits and _ that starts with a letter',
  tagName: 'a name of 1 to 128 characters that does not start with aws:',
  textMap: 'a map of names to text',
  deadLetterConfig: 'a map with targetArn',
  tracingConfig: 'a map with mode',
  destinationConfig: 'a map with onFailureArn',
  eventSource: 'a map with arn and settings',
  artifact: 'a map with artifact',
  artifactContent: 'a map with type and reference',
  jsonPath: 'a JSONPath such as $.statusCode',
  pattern: 'a regular expression',
  condition: 'a map with path and a condition',
  expectation: 'a map of conditions',
  healthCheck: 'a map such as { invokePayload, expect }',
  alarm: 'the name of a CloudWatch alarm, or its ARN: arn:aws:cloudwatch:region:account:alarm:name',
  hook: 'a map with functionName',
  guard: 'a map with metric and limits',
  evidence: 'a map with extendSeconds and onTooFew',
  gradualStep: { api: '{ weightPercent, holdSeconds } or { check }', form: 'a weight with its hold, or a check' },
} as const satisfies Record<string, string | Readonly<Record<Voice['reader'], string>>>;

/** The name of a form. */
export type ExpectedForm = keyof typeof FORMS;

/** A form in words, to follow "must be". */
export function formWords(form: ExpectedForm, voice: Voice): string {
  const words: string | Readonly<Record<Voice['reader'], string>> = FORMS[form];
  return typeof words === 'string' ? words : words[voice.reader];
}

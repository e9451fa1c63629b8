/** ARN formats. AWS has three partitions (aws, aws-cn, aws-us-gov), and all of them are valid here. */
export const PARTITION = 'arn:aws(?:-cn|-us-gov)?';

/** IAM execution role. Source: IAM's ARN format. */
export const ROLE_ARN = new RegExp(`^${PARTITION}:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}$`);
/** Lambda layer version. */
export const LAYER_VERSION_ARN = new RegExp(`^${PARTITION}:lambda:[a-z0-9-]+:\\d{12}:layer:[\\w-]{1,140}:\\d+$`);
/** Customer managed KMS key or alias. */
export const KMS_KEY_ARN = new RegExp(`^${PARTITION}:kms:[a-z0-9-]+:\\d{12}:(?:key|alias)/[\\w/-]+$`);
/** A queue or topic for failed events. */
export const DEAD_LETTER_ARN = new RegExp(`^${PARTITION}:(?:sqs|sns):[a-z0-9-]+:\\d{12}:[\\w.-]+$`);
/** Any source that Lambda can poll: SQS, Kinesis, DynamoDB streams, MSK, MQ, DocumentDB. */
export const EVENT_SOURCE_ARN = new RegExp(
  `^${PARTITION}:(?:sqs|kinesis|dynamodb|kafka|mq|rds):[a-z0-9-]+:\\d{12}:.*\\S$`,
);
/** A destination for failed records or events: SQS, SNS, Lambda, EventBridge, S3. */
export const DESTINATION_ARN = new RegExp(`^${PARTITION}:(?:sqs|sns|lambda|events|s3):.*$`);

/** Streams and Kafka sources need a starting position; queues reject one. */
export const needsStartingPosition = (arn: string): boolean => /^arn:aws[a-z-]*:(?:kinesis|dynamodb|kafka):/.test(arn);

/** Only Kinesis and DynamoDB have the stream settings (bisect, retries, age, parallelization, tumbling window). */
export const isStream = (arn: string): boolean => /^arn:aws[a-z-]*:(?:kinesis|dynamodb):/.test(arn);

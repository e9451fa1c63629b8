import { ROLE_ARN } from 'stage-contract';
import { z } from 'zod';
import { accountEventsSchema } from './accountEventsSchema';
import { eventReceiverSchema } from './eventReceiverSchema';
import { httpUrl, positive, text, upTo } from './settingForms';

/** Where a token is; the configuration never contains the token itself. */
const tokenSourceSchema = z
  .strictObject({
    tokenFile: text('File that contains the token.').optional(),
    tokenEnv: text('Environment variable that contains the token.').optional(),
  })
  .refine(
    (source) => (source.tokenFile === undefined) !== (source.tokenEnv === undefined),
    'needs either tokenFile or tokenEnv',
  );

/** Where a sealing key is: 32 bytes, as 64 hexadecimal digits or base64. */
const keySourceSchema = z
  .strictObject({
    keyFile: text('File that contains the key.').optional(),
    keyEnv: text('Environment variable that contains the key.').optional(),
  })
  .refine(
    (source) => (source.keyFile === undefined) !== (source.keyEnv === undefined),
    'needs either keyFile or keyEnv',
  );

/** An AWS account that stages may use, and how to access it. */
export const accountSchema = z.strictObject(
  {
    name: text('Name of the account in Spinnaker, as pipelines use it in `account`.'),
    accountId: z
      .string({ error: 'must be a string of 12 digits; put it in quotes' })
      .regex(/^\d{12}$/, 'must be a string of 12 digits; put it in quotes')
      .describe('The AWS account ID.'),
    assumeRoleArn: z
      .string({ error: 'must be the ARN of an IAM role' })
      .regex(ROLE_ARN, 'must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/lambda-stages')
      .optional()
      .describe(
        "IAM role that the sidecar assumes in the account. Without it, the process's own credentials are used.",
      ),
    externalId: text("External ID that the role's trust policy requires.").optional(),
    regions: z
      .array(
        z.string({ error: 'must be text' }).regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as us-east-1'),
        { error: 'must be a list of regions, such as [us-east-1]' },
      )
      .min(1, 'must list at least one region')
      .describe('Regions that stages may use.'),
    functions: z
      .array(
        z
          .string({ error: 'must be text' })
          .regex(/^[A-Za-z0-9_*-]{1,128}$/, 'must be a function name, in which * matches any text'),
        { error: 'must be a list of function names or patterns' },
      )
      .min(1, 'must list at least one function, or be omitted')
      .optional()
      .describe('Names of the functions that stages may use; * matches any text. Default: all functions.'),
    only: z
      .enum(['revert'], { error: 'must be revert, or be omitted' })
      .optional()
      .describe(
        'revert: the account is only for going back. The sidecar then accepts nothing but Routes that send an alias back to its previous version ($SIMPLE to $PREVIOUS) and Rollout Actions that revert, and refuses every other stage before it calls AWS. Default: every stage.',
      ),
    lambdaEndpoint: httpUrl(
      'Another endpoint for Lambda, such as a VPC endpoint or a local Lambda for testing.',
    ).optional(),
    stsEndpoint: httpUrl('Another endpoint for STS.').optional(),
    cloudwatchEndpoint: httpUrl(
      'Another endpoint for CloudWatch. With testCredentials, the default is lambdaEndpoint.',
    ).optional(),
    events: accountEventsSchema.optional(),
    testCredentials: z
      .boolean({ error: 'must be true or false' })
      .default(false)
      .describe('Use fake credentials. Only for a local Lambda.'),
  },
  { error: 'must be a map with name, accountId and regions' },
);

const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) =>
  z.strictObject(shape, { error: 'must be a map' }).describe(what);

/**
 * Everything that the sidecar's configuration file can contain; the single source of types, messages and JSON Schema.
 */
export const configurationSchema = z.strictObject(
  {
    publicUrl: httpUrl('URL at which Orca reaches the sidecar. The status URLs that Orca polls start with it.'),
    listen: section(
      {
        host: text('Address to listen on; 0.0.0.0 for all.').default('127.0.0.1'),
        port: z
          .int({ error: 'must be a port from 0 to 65535' })
          .min(0, 'must be a port from 0 to 65535')
          .max(65_535, 'must be a port from 0 to 65535')
          .default(8080)
          .describe('Port to listen on; 0 picks any free port.'),
      },
      'Where the sidecar listens.',
    ).prefault({}),
    tokens: z
      .array(tokenSourceSchema, { error: 'must be a list such as [{ tokenFile: /etc/lambda-stages/token }]' })
      .min(1, 'must list at least one token')
      .max(2, 'must list at most two tokens: the current one and the next')
      .describe('Bearer tokens by which the sidecar recognizes Orca. List two while you rotate a token.'),
    authorization: z
      .enum(['allowedAccounts', 'tokenOnly', 'off'], { error: 'must be allowedAccounts, tokenOnly or off' })
      .default('allowedAccounts')
      .describe(
        "allowedAccounts: Orca's record of the execution must show the stage, and its user must be allowed to use the account; needs orca.baseUrl. tokenOnly: the sidecar trusts the accounts in the request. Anyone who may write a pipeline can make Orca send them the token, and then use every configured account. off: every Spinnaker user may use every configured account.",
      ),
    accounts: z
      .array(accountSchema, { error: 'must be a list of accounts' })
      .min(1, 'must list at least one account')
      .describe('AWS accounts that stages may use.'),
    journal: section(
      {
        file: text(
          'SQLite file of the journal. It is created if it does not exist. Required, unless DATABASE_URL is set in the environment: then the file is not used.',
        ).optional(),
      },
      'Where the sidecar stores its operations.',
    ).prefault({}),
    sealingKeys: z
      .array(keySourceSchema, { error: 'must be a list such as [{ keyFile: /etc/lambda-stages/sealing.key }]' })
      .min(1, 'must list at least one key, or be omitted')
      .optional()
      .describe(
        'Keys that encrypt secrets in the journal: the first one encrypts, all of them decrypt. Without it, the sidecar creates a key file next to the journal. Required when DATABASE_URL is set.',
      ),
    orca: section(
      {
        baseUrl: httpUrl(
          "Orca's URL, such as http://orca:8083. The sidecar checks there that a request belongs to a running stage, and whether a stage is still wanted. Required, unless authorization is tokenOnly or off.",
        ).optional(),
        headers: z
          .record(z.string(), z.string({ error: 'must be text' }), { error: 'must be a map of header names to text' })
          .default({})
          .describe('Headers to send to Orca.'),
      },
      'Where Orca is.',
    ).prefault({}),
    events: z
      .array(eventReceiverSchema, { error: 'must be a list of receivers' })
      .max(20, 'must list at most 20 receivers')
      .default([])
      .describe('Who is told when a rollout was promoted, was reverted, is held, or something needs a person.'),
    rates: section(
      {
        controlPlanePerSecond: positive(1000, 10, 'Calls per second for each account and region. AWS allows 15.'),
        controlPlaneBurst: positive(1000, 5, 'Calls that may be made in a burst after a pause.'),
        getFunctionPerSecond: positive(
          1000,
          80,
          'GetFunction calls per second for each account and region. AWS allows 100.',
        ),
        getFunctionBurst: positive(1000, 20, 'GetFunction calls that may be made in a burst after a pause.'),
        getPolicyPerSecond: positive(
          1000,
          10,
          'GetPolicy calls per second for each account and region. AWS allows 15.',
        ),
        getPolicyBurst: positive(1000, 5, 'GetPolicy calls that may be made in a burst after a pause.'),
        describeAlarmsPerSecond: positive(
          1000,
          5,
          'DescribeAlarms calls per second for each account and region. AWS allows 9.',
        ),
        describeAlarmsBurst: positive(1000, 3, 'DescribeAlarms calls that may be made in a burst after a pause.'),
        getMetricDataPerSecond: positive(
          1000,
          20,
          'GetMetricData calls per second for each account and region. AWS allows 50.',
        ),
        getMetricDataBurst: positive(1000, 10, 'GetMetricData calls that may be made in a burst after a pause.'),
        publishPerSecond: positive(
          1000,
          50,
          'Messages to SNS per second for each account and region. AWS allows 300 or more.',
        ),
        publishBurst: positive(1000, 20, 'Messages to SNS that may be sent in a burst after a pause.'),
        putEventsPerSecond: positive(
          1000,
          50,
          'Events to EventBridge per second for each account and region. AWS allows 400 or more.',
        ),
        putEventsBurst: positive(1000, 20, 'Events to EventBridge that may be sent in a burst after a pause.'),
      },
      'Rate limits for AWS calls, shared by all replicas. The sidecar lowers them automatically while AWS throttles.',
    ).prefault({}),
    timing: section(
      {
        heartbeatSeconds: positive(
          3600,
          16,
          "If Orca has not polled for this long, the sidecar checks Orca's record whether the stage is still wanted, and reverts if it is not. Without orca.baseUrl: no step starts that changes something. Orca polls every 15 s.",
        ),
        abandonedAfterSeconds: upTo(86_400)
          .optional()
          .describe(
            'If Orca has not polled for this long and its record cannot be read, the failure policy runs. Default: 600, or 180 without orca.baseUrl.',
          ),
        iamPropagationSeconds: positive(
          600,
          60,
          'How long to retry while Lambda cannot assume an execution role. IAM takes about a minute to propagate a new role.',
        ),
        settlePollMs: positive(
          60_000,
          1_000,
          'Longest wait between checks of whether a change has settled, in ms. The first checks come sooner. After 20 s, the wait grows to 5 s.',
        ),
        awsConnectTimeoutMs: positive(60_000, 3_000, 'Timeout for connecting to AWS, in ms.'),
        awsRequestTimeoutMs: positive(300_000, 30_000, 'Timeout for one AWS call, in ms. Invoke has its own.'),
        pinDays: positive(365, 30, "How many days the sidecar remembers an execution's versions."),
        outcomeDays: positive(365, 14, 'How many days the outcome of a finished operation is kept.'),
        drainSeconds: positive(
          600,
          20,
          'How many seconds calls in flight may take to finish when the process is stopping.',
        ),
      },
      'Times.',
    ).prefault({}),
    limits: section(
      {
        bodyBytes: positive(100_000_000, 1_048_576, 'Maximum size of a request body, in bytes.'),
        bodyDepth: positive(1000, 64, 'Maximum nesting depth of a request body.'),
        requestsPerSecond: positive(
          1_000_000,
          2_000,
          'Maximum requests per second from one address. Orca is told to retry the rest.',
        ),
      },
      'Request limits.',
    ).prefault({}),
    log: section(
      {
        level: z
          .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
          .default('info')
          .describe('Lowest level that is logged.'),
      },
      'Logging, as JSON lines on standard output.',
    ).prefault({}),
  },
  { error: 'must be a map' },
);

/** The configuration with every default filled in. */
export type Configuration = z.output<typeof configurationSchema>;
/** One configured AWS account. */
export type Account = z.output<typeof accountSchema>;

/** JSON Schema (2020-12) of the configuration file, for editors. */
export const configurationJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(configurationSchema, { io: 'input' }),
  title: 'Configuration of lambda-stages',
});

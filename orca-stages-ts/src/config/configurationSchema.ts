import { ROLE_ARN } from 'stage-contract';
import { z } from 'zod';

const positive = (max: number, fallback: number, what: string) =>
  z
    .int({ error: `must be a whole number from 1 to ${max}` })
    .min(1, `must be a whole number from 1 to ${max}`)
    .max(max, `must be a whole number from 1 to ${max}`)
    .default(fallback)
    .describe(what);

const httpUrl = (what: string) =>
  z
    .string({ error: 'must be an http or https address' })
    .refine(
      (text) => /^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(text) && URL.canParse(text),
      'must be an http or https address without query, such as http://lambda-stages:8080',
    )
    .describe(what);

const text = (what: string) => z.string({ error: 'must be text' }).min(1, 'must not be empty').describe(what);

/** Where a token is; the token itself never stands in the configuration. */
const tokenSourceSchema = z
  .strictObject({
    tokenFile: text('File that holds the token.').optional(),
    tokenEnv: text('Environment variable that holds the token.').optional(),
  })
  .refine(
    (source) => (source.tokenFile === undefined) !== (source.tokenEnv === undefined),
    'needs either tokenFile or tokenEnv',
  );

/** Where a sealing key is: 32 bytes, as 64 hexadecimal digits or base64. */
const keySourceSchema = z
  .strictObject({
    keyFile: text('File that holds the key.').optional(),
    keyEnv: text('Environment variable that holds the key.').optional(),
  })
  .refine(
    (source) => (source.keyFile === undefined) !== (source.keyEnv === undefined),
    'needs either keyFile or keyEnv',
  );

/** An AWS account that stages may work in, and how to get there. */
export const accountSchema = z.strictObject(
  {
    name: text('Name of the account in Spinnaker; what pipelines say in `account`.'),
    accountId: z
      .string({ error: 'must be text of 12 digits; put it in quotes' })
      .regex(/^\d{12}$/, 'must be text of 12 digits; put it in quotes')
      .describe("AWS's number of the account."),
    assumeRoleArn: z
      .string({ error: 'must be the ARN of an IAM role' })
      .regex(ROLE_ARN, 'must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/lambda-stages')
      .optional()
      .describe("Role to work with in the account. Without it, the process's own credentials are used."),
    externalId: text("External id that the role's trust policy asks for.").optional(),
    regions: z
      .array(
        z.string({ error: 'must be text' }).regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as us-east-1'),
        { error: 'must be a list of regions, such as [us-east-1]' },
      )
      .min(1, 'must name at least one region')
      .describe('Regions that stages may work in.'),
    functions: z
      .array(
        z
          .string({ error: 'must be text' })
          .regex(/^[A-Za-z0-9_*-]{1,128}$/, 'must be a function name, in which * stands for any text'),
        { error: 'must be a list of function names or patterns' },
      )
      .min(1, 'must name at least one function, or be left out')
      .optional()
      .describe('Names of the functions that stages may work on; * stands for any text. Without it, all.'),
    lambdaEndpoint: httpUrl(
      'Another address for Lambda, such as a VPC endpoint or a local Lambda for trying out.',
    ).optional(),
    stsEndpoint: httpUrl('Another address for STS.').optional(),
    testCredentials: z
      .boolean({ error: 'must be true or false' })
      .default(false)
      .describe('Use made-up credentials: for a local Lambda only.'),
  },
  { error: 'must be a map with name, accountId and regions' },
);

const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) =>
  z.strictObject(shape, { error: 'must be a map' }).describe(what);

/** Everything that the sidecar's configuration file may say; the one source of types, messages and JSON Schema. */
export const configurationSchema = z.strictObject(
  {
    publicUrl: httpUrl('Address under which Orca reaches the sidecar; status addresses are made from it.'),
    listen: section(
      {
        host: text('Address to listen at; 0.0.0.0 for all.').default('127.0.0.1'),
        port: z
          .int({ error: 'must be a port from 0 to 65535' })
          .min(0, 'must be a port from 0 to 65535')
          .max(65_535, 'must be a port from 0 to 65535')
          .default(8080)
          .describe('Port to listen at; 0 takes any free one.'),
      },
      'Where the sidecar listens.',
    ).prefault({}),
    tokens: z
      .array(tokenSourceSchema, { error: 'must be a list such as [{ tokenFile: /etc/lambda-stages/token }]' })
      .min(1, 'must name at least one token')
      .max(2, 'must name at most two tokens: the present one and the next')
      .describe('Bearer tokens that prove a caller to be Orca; two while one is being replaced.'),
    authorization: z
      .enum(['allowedAccounts', 'off'], { error: 'must be allowedAccounts or off' })
      .default('allowedAccounts')
      .describe(
        "allowedAccounts: the user's accounts, as Orca sends them, must include the stage's account. off: every user of Spinnaker may use every configured account.",
      ),
    accounts: z
      .array(accountSchema, { error: 'must be a list of accounts' })
      .min(1, 'must name at least one account')
      .describe('AWS accounts that stages may work in.'),
    journal: section(
      {
        file: text(
          'SQLite file of the journal; made when missing. Required unless the environment has DATABASE_URL, with which it is not used.',
        ).optional(),
      },
      'Where operations are remembered.',
    ).prefault({}),
    sealingKeys: z
      .array(keySourceSchema, { error: 'must be a list such as [{ keyFile: /etc/lambda-stages/sealing.key }]' })
      .min(1, 'must name at least one key, or be left out')
      .optional()
      .describe(
        'Keys that seal secrets in the journal: the first seals, all open. Without it, a key file is made beside the journal; required when the environment has DATABASE_URL.',
      ),
    orca: section(
      {
        baseUrl: httpUrl(
          "Orca's address. With it, Orca is told of a finished stage at once instead of finding out up to 15 s later.",
        ).optional(),
        headers: z
          .record(z.string(), z.string({ error: 'must be text' }), { error: 'must be a map of header names to text' })
          .default({})
          .describe('Headers to send to Orca.'),
      },
      'How to tell Orca of results.',
    ).prefault({}),
    rates: section(
      {
        controlPlanePerSecond: positive(1000, 10, "Calls per second, account and region, of AWS's 15."),
        controlPlaneBurst: positive(1000, 5, 'Calls that may be made at once after a pause.'),
        getFunctionPerSecond: positive(1000, 80, "GetFunction calls per second, account and region, of AWS's 100."),
        getFunctionBurst: positive(1000, 20, 'GetFunction calls that may be made at once after a pause.'),
        getPolicyPerSecond: positive(1000, 10, "GetPolicy calls per second, account and region, of AWS's 15."),
        getPolicyBurst: positive(1000, 5, 'GetPolicy calls that may be made at once after a pause.'),
      },
      'How fast AWS is called, by all replicas together. Lowered by itself while AWS throttles.',
    ).prefault({}),
    timing: section(
      {
        heartbeatSeconds: positive(
          3600,
          60,
          "Without a poll of Orca for this long, no step that raises the candidate's traffic begins.",
        ),
        abandonedAfterSeconds: positive(86_400, 600, 'Without a poll of Orca for this long, the failure policy runs.'),
        iamPropagationSeconds: positive(
          600,
          60,
          'How long an execution role that Lambda cannot assume is tried again: IAM makes a new one known within about a minute.',
        ),
        settlePollMs: positive(
          60_000,
          1_000,
          'Longest wait between two looks at whether a change has settled, in ms. The first looks come sooner; what has not settled after 20 s is looked at up to every 5 s.',
        ),
        awsConnectTimeoutMs: positive(60_000, 3_000, 'How long connecting to AWS may take, in ms.'),
        awsRequestTimeoutMs: positive(
          300_000,
          30_000,
          'How long one call to AWS may take (Invoke has its own), in ms.',
        ),
        pinDays: positive(365, 30, "How long an execution's versions are remembered."),
        outcomeDays: positive(365, 14, 'How long the outcome of an ended operation can be asked for.'),
        drainSeconds: positive(600, 20, 'How long calls in flight may take to end when the process is told to stop.'),
      },
      'Times.',
    ).prefault({}),
    limits: section(
      {
        bodyBytes: positive(100_000_000, 1_048_576, 'Largest request body, in bytes.'),
        bodyDepth: positive(1000, 64, 'Deepest nesting in a request body.'),
        requestsPerSecond: positive(
          1_000_000,
          2_000,
          'Requests per second from one address; more are asked to come back.',
        ),
      },
      'Limits of requests.',
    ).prefault({}),
    log: section(
      {
        level: z
          .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
          .default('info')
          .describe('Least severe kind of message that is written.'),
      },
      'Logging, as JSON lines to standard output.',
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

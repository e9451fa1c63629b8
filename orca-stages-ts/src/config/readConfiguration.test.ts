import { stringify } from 'yaml';
import { configurationJsonSchema } from './configurationSchema';
import { checkConfiguration, readConfiguration } from './readConfiguration';

const good = () => ({
  publicUrl: 'http://lambda-stages:8080',
  tokens: [{ tokenFile: '/etc/lambda-stages/token' }],
  accounts: [
    {
      name: 'prod',
      accountId: '123456789012',
      assumeRoleArn: 'arn:aws:iam::123456789012:role/lambda-stages',
      regions: ['us-east-1'],
    },
  ],
  journal: { file: '/var/lib/lambda-stages/journal.sqlite' },
  orca: { baseUrl: 'http://orca:8083' },
});
const hook = { url: 'https://example.com/events', secretFile: '/etc/lambda-stages/events.key' };
const told = (...events: object[]) => ({ ...good(), events });
const account = (change: object) => ({ ...good(), accounts: [{ ...good().accounts[0], ...change }] });
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:lambda-stages',
  BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/default';

describe('readConfiguration', () => {
  it('fills in every default of a minimal configuration', () => {
    const reading = readConfiguration(stringify(good()));

    expect(reading).toMatchObject({
      ok: true,
      configuration: {
        listen: { host: '127.0.0.1', port: 8080 },
        authorization: 'allowedAccounts',
        rates: { controlPlanePerSecond: 10, getFunctionPerSecond: 80 },
        timing: { heartbeatSeconds: 16, drainSeconds: 20 },
        limits: { bodyBytes: 1_048_576 },
        log: { level: 'info' },
        orca: { baseUrl: 'http://orca:8083', headers: {} },
      },
    });
  });

  it('takes "off" as the word that switches authorization off', () => {
    const reading = readConfiguration(`${stringify(good())}authorization: off\n`);

    expect(reading).toMatchObject({ ok: true, configuration: { authorization: 'off' } });
  });

  it.each([
    ['https', hook],
    ['http on this machine', { ...hook, url: 'http://[::1]:9000/events' }],
    ['http elsewhere, if the file says so', { ...hook, url: 'http://example.com', allowHttp: true }],
    ["Echo, which is in Spinnaker's own network", { echo: 'http://spin-echo:8089', types: ['rollout.reverted'] }],
  ])('accepts a receiver of events over %s', (_, receiver) => {
    const reading = checkConfiguration(told(receiver));

    expect(reading).toMatchObject({ ok: true, configuration: { events: [receiver] } });
  });

  it.each<[string, object]>([
    ['topic', { snsTopicArn: TOPIC }],
    ['FIFO topic', { snsTopicArn: `${TOPIC}.fifo` }],
    ['bus', { eventBusArn: BUS }],
    ['bus of another region of the account', { eventBusArn: BUS.replace('us-east-1', 'eu-west-1') }],
    ['topic and a bus, with types', { snsTopicArn: TOPIC, eventBusArn: BUS, types: ['rollout.reverted'] }],
    ['topic with an endpoint', { snsTopicArn: TOPIC, snsEndpoint: 'https://vpce-1.sns.us-east-1.vpce.amazonaws.com' }],
  ])('accepts an account that tells a %s', (_, events) => {
    const reading = checkConfiguration(account({ regions: ['us-east-1', 'eu-west-1'], events }));

    expect(reading).toMatchObject({ ok: true, configuration: { accounts: [{ events }] } });
  });

  it("needs Orca's address, unless it is spelled out that a token is enough", () => {
    const { orca: _, ...without } = good();

    const problems = checkConfiguration(without);
    const spelledOut = ['tokenOnly', 'off'].map(
      (authorization) => checkConfiguration({ ...without, authorization }).ok,
    );

    expect(problems).toEqual({
      ok: false,
      problems: [{ field: 'orca.baseUrl', message: expect.stringMatching(/is missing.*authorization: tokenOnly/) }],
    });
    expect(spelledOut).toEqual([true, true]);
  });

  it('says in which line the text is no YAML', () => {
    const reading = readConfiguration('publicUrl: http://a.b\ntokens: [\n');

    expect(reading).toMatchObject({
      ok: false,
      problems: [{ field: expect.stringMatching(/^line \d$/), message: expect.stringContaining('is not YAML') }],
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['a near-miss key', { ...good(), publicURL: 'http://a.b' }, 'publicURL', /did you mean publicUrl\?/],
    [
      'a near-miss key inside a list',
      account({ asumeRoleArn: 'x' }),
      'accounts.0.asumeRoleArn',
      /did you mean assumeRoleArn\?/,
    ],
    ['an account that is only for something else', account({ only: 'promote' }), 'accounts.0.only', /must be revert/],
    [
      'a near-miss key inside a section',
      { ...good(), timing: { heartBeatSeconds: 5 } },
      'timing.heartBeatSeconds',
      /did you mean heartbeatSeconds\?/,
    ],
    ['a token in the file', { ...good(), token: 'abc' }, 'token', /did you mean tokens\?/],
    ['an unknown key', { ...good(), colour: 'red' }, 'colour', /not a known setting; remove it \(known: publicUrl,/],
    ['no publicUrl', { ...good(), publicUrl: undefined }, 'publicUrl', /is missing; it must be an http or https URL/],
    ['a publicUrl with a query', { ...good(), publicUrl: 'http://a.b/?x=1' }, 'publicUrl', /without a .*query string/],
    [
      "a password in Orca's URL, which would be in the log",
      { ...good(), orca: { baseUrl: 'http://user:hunter2@orca:8083' } },
      'orca.baseUrl',
      /without a password(?!.*hunter2)/,
    ],
    ['a publicUrl of another scheme', { ...good(), publicUrl: 'ftp://a.b' }, 'publicUrl', /http or https/],
    ['no tokens', { ...good(), tokens: [] }, 'tokens', /at least one token/],
    ['a token that is no list', { ...good(), tokens: { tokenFile: 'x' } }, 'tokens', /must be a list such as/],
    [
      'three tokens',
      { ...good(), tokens: [{ tokenEnv: 'A' }, { tokenEnv: 'B' }, { tokenEnv: 'C' }] },
      'tokens',
      /at most two/,
    ],
    [
      'a token source of two kinds',
      { ...good(), tokens: [{ tokenEnv: 'A', tokenFile: 'b' }] },
      'tokens.0',
      /either tokenFile or tokenEnv/,
    ],
    [
      'another word for authorization',
      { ...good(), authorization: 'none' },
      'authorization',
      /allowedAccounts, tokenOnly or off/,
    ],
    ['no accounts', { ...good(), accounts: [] }, 'accounts', /at least one account/],
    [
      'an account that is text',
      { ...good(), accounts: ['prod'] },
      'accounts.0',
      /map with name, accountId and regions/,
    ],
    [
      'an account number without quotes',
      account({ accountId: 123456789012 }),
      'accounts.0.accountId',
      /put it in quotes/,
    ],
    [
      'a malformed role',
      account({ assumeRoleArn: 'arn:aws:iam::12:role/x' }),
      'accounts.0.assumeRoleArn',
      /ARN of an IAM role/,
    ],
    [
      'a role of another account',
      account({ assumeRoleArn: 'arn:aws:iam::210987654321:role/x' }),
      'accounts.0.assumeRoleArn',
      /belongs to account 210987654321/,
    ],
    [
      'an external id without a role',
      account({ assumeRoleArn: undefined, externalId: 'x' }),
      'accounts.0.externalId',
      /without assumeRoleArn/,
    ],
    ['no regions', account({ regions: [] }), 'accounts.0.regions', /at least one region/],
    ['a malformed region', account({ regions: ['us-east-1', 'useast'] }), 'accounts.0.regions.1', /AWS region/],
    ['a region named twice', account({ regions: ['us-east-1', 'us-east-1'] }), 'accounts.0.regions.1', /listed twice/],
    ['a malformed function pattern', account({ functions: ['a b'] }), 'accounts.0.functions.0', /\* matches any text/],
    [
      'test credentials for real AWS',
      account({ testCredentials: true }),
      'accounts.0.testCredentials',
      /needs lambdaEndpoint/,
    ],
    [
      'real credentials in the clear',
      account({ lambdaEndpoint: 'http://10.0.0.1:4566' }),
      'accounts.0.lambdaEndpoint',
      /must be https/,
    ],
    [
      'real credentials for CloudWatch in the clear',
      account({ cloudwatchEndpoint: 'http://10.0.0.1:4566' }),
      'accounts.0.cloudwatchEndpoint',
      /must be https/,
    ],
    [
      'an account name given twice',
      { ...good(), accounts: [good().accounts[0], good().accounts[0]] },
      'accounts.1.name',
      /repeats prod/,
    ],
    ['a journal that is text', { ...good(), journal: '/var/lib/journal.sqlite' }, 'journal', /must be a map/],
    ['a port out of range', { ...good(), listen: { port: 70_000 } }, 'listen.port', /0 to 65535/],
    [
      'a rate of 0',
      { ...good(), rates: { controlPlanePerSecond: 0 } },
      'rates.controlPlanePerSecond',
      /from 1 to 1000/,
    ],
    ['text for a number', { ...good(), limits: { bodyBytes: '1 MB' } }, 'limits.bodyBytes', /whole number/],
    [
      'giving up before the heartbeat counts as missing',
      { ...good(), timing: { abandonedAfterSeconds: 15 } },
      'timing.abandonedAfterSeconds',
      /more than timing.heartbeatSeconds \(16\)/,
    ],
    ['an unknown log level', { ...good(), log: { level: 'trace' } }, 'log.level', /debug, info, warn or error/],
    ['a file that is a list', [], 'the file', /must be a map/],
    ['a receiver of events without an address', told({}), 'events.0', /needs either url or echo/],
    ['a receiver with two addresses', told({ ...hook, echo: 'http://echo:8089' }), 'events.0', /either url or echo/],
    ['a receiver without a key', told({ url: hook.url }), 'events.0.secretFile', /is missing.*for signing/],
    ['a receiver with two keys', told({ ...hook, secretEnv: 'KEY' }), 'events.0.secretEnv', /second key/],
    [
      'a receiver over plain http',
      told({ ...hook, url: 'http://example.com/events' }),
      'events.0.url',
      /must be https, or allowHttp must be true/,
    ],
    [
      'a receiver whose name only looks like this machine',
      told({ ...hook, url: 'http://127.0.0.1.example.com/events' }),
      'events.0.url',
      /must be https/,
    ],
    [
      'a key for Echo',
      told({ echo: 'http://echo:8089', secretEnv: 'KEY' }),
      'events.0.secretEnv',
      /no effect with echo/,
    ],
    [
      'an unknown type of event',
      told({ ...hook, types: ['rollout.paused'] }),
      'events.0.types.0',
      /one of rollout\.promoted/,
    ],
    ['a list without types', told({ ...hook, types: [] }), 'events.0.types', /at least one type, or be omitted/],
    ['a receiver that is listed twice', told(hook, hook), 'events.1', /repeats the address/],
    ['an account that tells nobody', account({ events: {} }), 'accounts.0.events', /needs snsTopicArn or eventBusArn/],
    [
      'events of an account as a list',
      account({ events: [TOPIC] }),
      'accounts.0.events',
      /must be a map with snsTopicArn/,
    ],
    ...(
      [
        ['a name of a topic', 'snsTopicArn', 'lambda-stages', /must be the ARN of an SNS topic, such as arn:aws:sns:/],
        ['a bus as a topic', 'snsTopicArn', BUS, /must be the ARN of an SNS topic/],
        ['a subscription', 'snsTopicArn', `${TOPIC}:0a1b2c3d`, /must be the ARN of an SNS topic/],
        [
          'a name of a bus',
          'eventBusArn',
          'default',
          /must be the ARN of an EventBridge bus.*does not say in which region/,
        ],
        ['a rule', 'eventBusArn', BUS.replace('event-bus', 'rule'), /must be the ARN of an EventBridge bus/],
        [
          "another account's topic",
          'snsTopicArn',
          TOPIC.replace('123456789012', '210987654321'),
          /belongs to account 210987654321, not to 123456789012; use one in the same account/,
        ],
        [
          'a bus of a region that is not configured',
          'eventBusArn',
          BUS.replace('us-east-1', 'eu-west-1'),
          /is in eu-west-1, which is not one of the account's regions \(us-east-1\); use one in these, or add the region/,
        ],
        [
          'a topic of another partition',
          'snsTopicArn',
          TOPIC.replace('arn:aws:', 'arn:aws-cn:'),
          /begins with arn:aws-cn, but us-east-1 is in aws; correct the ARN/,
        ],
      ] as const
    ).map(([what, name, arn, message]): [string, unknown, string, RegExp] => [
      what,
      account({ events: { [name]: arn } }),
      `accounts.0.events.${name}`,
      message,
    ]),
    [
      'an unknown type of event of an account',
      account({ events: { snsTopicArn: TOPIC, types: ['rollout.paused'] } }),
      'accounts.0.events.types.0',
      /one of rollout\.promoted/,
    ],
    [
      'an endpoint without its topic',
      account({ events: { eventBusArn: BUS, snsEndpoint: 'https://sns.example.com' } }),
      'accounts.0.events.snsEndpoint',
      /no effect without snsTopicArn; add it or remove this/,
    ],
    [
      'an endpoint over plain http',
      account({ events: { eventBusArn: BUS, eventBridgeEndpoint: 'http://events.example.com' } }),
      'accounts.0.events.eventBridgeEndpoint',
      /must be https/,
    ],
    [
      'a near-miss key of events',
      account({ events: { snsTopicARN: TOPIC } }),
      'accounts.0.events.snsTopicARN',
      /did you mean snsTopicArn\?/,
    ],
    [
      'a key in the file itself',
      told({ ...hook, secret: 'hunter2' }),
      'events.0.secret',
      /did you mean secretEnv|secrets belong in files/,
    ],
  ])('names %s, its place and the remedy', (_, data, field, message) => {
    const reading = checkConfiguration(JSON.parse(JSON.stringify(data)));

    expect(reading).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ field, message: expect.stringMatching(message) }]),
    });
  });

  it('names all mistakes at once', () => {
    const reading = checkConfiguration({ ...good(), publicUrl: 1, listen: { port: -1 }, acounts: [] });

    expect(reading).toMatchObject({
      ok: false,
      problems: [{ field: 'publicUrl' }, { field: 'listen.port' }, { field: 'acounts' }],
    });
  });
});

describe('configurationJsonSchema', () => {
  it('requires what has no default, and describes every setting', () => {
    const schema = configurationJsonSchema();

    expect(schema['required']).toEqual(['publicUrl', 'tokens', 'accounts']);
    expect(schema['additionalProperties']).toBe(false);
    expect(JSON.stringify(schema)).toContain('Bearer tokens by which the sidecar recognizes Orca');
  });
});

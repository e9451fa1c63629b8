import { GetAliasCommand, InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { RoleSigner } from './roleSigner';

type Handle = NodeHttpHandler['handle'];
const REGION = 'eu-west-1';
const credentialsOf = (name: string) => ({
  accessKeyId: `ASIA${name}`,
  secretAccessKey: `secret of ${name}`,
  sessionToken: `token of ${name}`,
  expiration: new Date(Date.UTC(2100, 0, 1)),
});
const ofCaller = (name: string) => () => Promise.resolve(credentialsOf(name));

/** A client whose requests are kept instead of sent. */
function keepingClient(more: LambdaClientConfig): {
  client: LambdaClient;
  sent: { request: Parameters<Handle>[0]; options: Parameters<Handle>[1] }[];
} {
  const sent: { request: Parameters<Handle>[0]; options: Parameters<Handle>[1] }[] = [];
  const requestHandler = Object.assign(new NodeHttpHandler(), {
    handle: (request: Parameters<Handle>[0], options: Parameters<Handle>[1]) => {
      sent.push({ request, options });
      return Promise.reject(new Error('kept'));
    },
  });
  return { client: new LambdaClient({ region: REGION, maxAttempts: 1, requestHandler, ...more }), sent };
}

function sharedClient() {
  const signer = new RoleSigner(REGION, 'lambda');
  const kept = keepingClient(signer.options(() => kept.client.config.sha256));
  return { ...kept, clientFor: (name: string) => signer.clientFor(kept.client, ofCaller(name)) };
}

const alias = (functionName: string) => new GetAliasCommand({ FunctionName: functionName, Name: 'live' });
const failing = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => String(error),
  );

/** The header again, from the request as it was sent. */
async function resigned(
  { headers, ...request }: Parameters<Handle>[0],
  name: string,
  sha256: LambdaClient['config']['sha256'],
): Promise<string | undefined> {
  const { authorization: _before, ...others } = headers;
  const at = (headers['x-amz-date'] ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const signed = await new SignatureV4({
    credentials: credentialsOf(name),
    region: REGION,
    service: 'lambda',
    sha256,
  }).sign({ ...request, headers: others }, { signingDate: new Date(at) });
  return signed.headers['authorization'];
}

const signedHeaders = (authorization: string | undefined) => /SignedHeaders=([^,]+)/.exec(authorization ?? '')?.[1];

it('signs as a client does that has the credentials of the execution for itself', async () => {
  const own = keepingClient({ credentials: credentialsOf('ONE') }),
    shared = sharedClient();
  const name = 'arn:aws:lambda:eu-west-1:123456789012:function:checkout';

  await failing(own.client.send(alias(name)));
  await failing(shared.clientFor('ONE').send(alias(name)));

  const [expected, found] = [own.sent[0]?.request, shared.sent[0]?.request];
  if (expected === undefined || found === undefined) throw new Error('Nothing was sent.');
  const { sha256 } = own.client.config;
  expect(expected.headers['authorization']).toBe(await resigned(expected, 'ONE', sha256));
  expect(found.headers['authorization']).toBe(await resigned(found, 'ONE', sha256));
  expect(signedHeaders(found.headers['authorization'])).toBe(signedHeaders(expected.headers['authorization']));
  expect(Object.keys(found.headers).sort()).toEqual(Object.keys(expected.headers).sort());
});

it('tells executions apart whose calls are under way together', async () => {
  const shared = sharedClient();
  const names = Array.from({ length: 20 }, (_, index) => `CALLER${index}`);

  await Promise.all(names.map((name) => failing(shared.clientFor(name).send(alias(name)))));

  const found = shared.sent.map(({ request }) => [
    /functions\/(\w+)/.exec(request.path)?.[1],
    request.headers['x-amz-security-token'],
  ]);
  expect(found.sort()).toEqual(names.map((name) => [name, `token of ${name}`]).sort());
});

it('passes on what a call says about itself, such as how long it may take', async () => {
  const shared = sharedClient();

  await failing(
    shared.clientFor('ONE').send(new InvokeCommand({ FunctionName: 'checkout' }), { requestTimeout: 900_000 }),
  );

  expect(shared.sent.map(({ options }) => options?.requestTimeout)).toEqual([900_000]);
});

it('sends nothing for nobody', async () => {
  const shared = sharedClient();

  const error = await failing(shared.client.send(alias('checkout')));

  expect(error).toContain('belongs to no execution');
  expect(shared.sent).toEqual([]);
});

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cloudEventSchema } from '../model/cloudEvent';
import { EVENT_TYPES } from '../model/stageEvents';
import { readSigningKey, signatureHeaders } from './signature';

const page = readFileSync(join(__dirname, '../../../docs/operating.md'), 'utf8');
const block = (name: string): string =>
  new RegExp(`<!-- ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

type Verify = (headers: Record<string, string>, body: Buffer, secret: string, nowSeconds?: number) => boolean;
/** What the documentation tells receivers to do. */
const isFromLambdaStages = new Function('require', `${block('verify')}; return isFromLambdaStages;`)(
  createRequire(__filename),
) as Verify;

const KEY = randomBytes(32),
  SECRET = `whsec_${KEY.toString('base64')}`;
const SECONDS = 1_764_511_200;
const body = '{"sentence":"live → v41"}';
const headers = signatureHeaders(KEY, { id: 'one', nowMs: SECONDS * 1000 + 999, body });

it('an event is accepted by a receiver that checks it as documented', () => {
  expect(isFromLambdaStages(headers, Buffer.from(body), SECRET, SECONDS + 299)).toBe(true);
  expect(isFromLambdaStages(headers, Buffer.from(body), KEY.toString('base64'), SECONDS)).toBe(true);
});

it.each<[string, Record<string, string>, string, string, number]>([
  ['a replay', headers, body, SECRET, SECONDS + 301],
  ['another body', headers, body.replace('41', '42'), SECRET, SECONDS],
  ['another ID', { ...headers, 'webhook-id': 'two' }, body, SECRET, SECONDS],
  ['another time', { ...headers, 'webhook-timestamp': String(SECONDS + 1) }, body, SECRET, SECONDS],
  ['another key', headers, body, randomBytes(32).toString('base64'), SECONDS],
  ['no signature', {}, body, SECRET, SECONDS],
])('%s is refused by such a receiver', (_, sent, text, secret, nowSeconds) => {
  expect(isFromLambdaStages(sent, Buffer.from(text), secret, nowSeconds)).toBe(false);
});

it('signs as the example of Standard Webhooks', () => {
  const key = readSigningKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw') ?? Buffer.alloc(0);
  const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', nowMs: 1_614_265_330_000, body: '{"test": 2432232314}' };

  expect(signatureHeaders(key, signed)['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('the documented example has the form of an event, and the documentation names every type', () => {
  const example: unknown = JSON.parse(block('event'));

  expect(cloudEventSchema.strict().parse(example)).toEqual(example);
  expect(EVENT_TYPES.filter((type) => !page.includes(`| \`${type}\` |`))).toEqual([]);
});

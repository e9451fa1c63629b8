import fc from 'fast-check';
import { STAGE_TYPES, stageDefinitions } from 'stage-contract';
import { STAGE_FIELDS } from '../badInput/stageFields';
import { requestOf } from '../process/support/sidecarClient';
import { TOKEN } from '../process/support/sidecarSettings';
import type { Ask } from '../process/support/ask';

/** A request without the sidecar's address. */
export type HostileRequest = Omit<Ask, 'url'> & { path: string };

/** Larger than a value of any honest author, smaller than the largest body that the sidecar reads. */
const LONG = 200_000;

/** Texts that have broken other programs: expressions, prototypes, control characters, halves of pairs, markup, paths. */
const TEXTS = [
  '',
  ' ',
  '${execution.id}',
  "${T(java.lang.Runtime).getRuntime().exec('id')}",
  '$' + '{'.repeat(50),
  '#{1+1}',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\ud800',
  '\u202e',
  '𐀀'.repeat(300),
  '../../etc/passwd',
  "'; drop table operations; --",
  '<script>alert(1)</script>',
  '%s%n%x',
  'a'.repeat(LONG),
  'NaN',
  '1e999',
  '-0',
  '$LATEST',
  'arn:aws:lambda:us-east-1:123456789012:function:checkout',
] as const;

const NUMBERS = [0, -0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2, 2 ** 31, -(2 ** 63)] as const;

const nested = (depth: number): unknown =>
  depth === 0 ? 'deep' : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };

/** Any JSON: mostly what other programs have broken on, sometimes random. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...NUMBERS, true, false, null, [], {}, [[]], [{}]) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(10, 100, 1_000).map(nested) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 20_000).map((length) => Array.from({ length }, (_, index) => index)) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(100, 10_000)
      .map((length) => Object.fromEntries(Array.from({ length }, (_, index) => [`key${index}`, index]))),
  },
);

const anyName = fc.oneof(fc.constantFrom<string>(...TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));

/** One thing of an object replaced, added or removed; `__proto__` becomes a real key, as in JSON. */
const changeOf = (names: readonly string[]): fc.Arbitrary<(object: object) => object> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constantFrom(...names), hostileValue).map(([name, value]) => withKey(name, value)),
    },
    { weight: 2, arbitrary: fc.tuple(anyName, hostileValue).map(([name, value]) => withKey(name, value)) },
    { weight: 1, arbitrary: fc.constantFrom(...names).map((name) => withKey(name, undefined)) },
  );

const withKey =
  (name: string, value: unknown) =>
  (object: object): object =>
    Object.fromEntries([...Object.entries(object).filter(([key]) => key !== name), [name, value]]);

const changed = (object: object, names: readonly string[], most: number): fc.Arbitrary<object> =>
  fc
    .array(changeOf(names), { minLength: 1, maxLength: most })
    .map((changes) => changes.reduce((now, change) => change(now), object));

const JSON_HEADERS = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
const createOf = (body: string | Buffer): HostileRequest => ({
  method: 'POST',
  path: '/v1/operations',
  headers: JSON_HEADERS,
  body,
});

/** A stage of any type with up to four of its fields spoiled. */
const spoiledStage = fc.constantFrom(...STAGE_TYPES).chain((type) => {
  const names = Object.keys(stageDefinitions[type].schema.shape);
  return changed(STAGE_FIELDS[type], names, 4).map((context) =>
    createOf(JSON.stringify(requestOf({ type, context: context as Record<string, unknown> }))),
  );
});

/** A good stage in a spoiled envelope. */
const spoiledEnvelope = fc.constantFrom(...STAGE_TYPES).chain((type) => {
  const envelope = requestOf({ type, context: STAGE_FIELDS[type] });
  return changed(envelope, Object.keys(envelope), 3).map((body) => createOf(JSON.stringify(body)));
});

const spoiledCancel = changed(
  { executionId: 'execution-1', stageId: 'stage-1', attempt: 1 },
  ['executionId', 'stageId', 'attempt'],
  2,
).map((body): HostileRequest => ({ ...createOf(JSON.stringify(body)), path: '/v1/operations/cancel' }));

/** Bodies that are no JSON, or not what they say. */
const brokenBody = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }).map((bytes) => createOf(Buffer.from(bytes))),
  fc.json({ maxDepth: 6 }).map((text) => createOf(text)),
  fc.tuple(fc.json(), fc.nat(50)).map(([text, length]) => createOf(text.slice(0, length))),
  fc
    .constantFrom('['.repeat(100_000), '{"a":'.repeat(50_000), '9'.repeat(100_000), `"${'\\u0000'.repeat(10_000)}"`)
    .map(createOf),
  fc
    .constantFrom(
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-7',
      '',
    )
    .map((type): HostileRequest => ({ ...createOf('{}'), headers: { ...JSON_HEADERS, 'content-type': type } })),
);

/** Paths, methods and headers that the sidecar does not serve. */
const strangeRequest = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'),
      fc.oneof(
        anyName.map((name) => `/v1/operations/${encodeURIComponent(wellFormed(name)).slice(0, 8_000)}`),
        fc.webPath(),
        fc.constantFrom(
          '/',
          '/v1',
          '/v1/operations/%',
          '/v1/operations/..%2f..%2f',
          '/metrics',
          '/openapi.json',
          '/readyz',
        ),
      ),
    )
    .map(([method, path]): HostileRequest => ({ method, path, headers: JSON_HEADERS })),
  fc.base64String({ maxLength: 200 }).map((token): HostileRequest => ({
    ...createOf('{}'),
    headers: { ...JSON_HEADERS, authorization: `Bearer ${token}` },
  })),
);

/** A text that can stand in an address: halves of pairs can not. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '?');

/** Requests as nobody's Orca sends them; what is wrong with each is drawn at random. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc.oneof(
  { weight: 12, arbitrary: spoiledStage },
  { weight: 3, arbitrary: spoiledEnvelope },
  { weight: 1, arbitrary: spoiledCancel },
  { weight: 2, arbitrary: brokenBody },
  { weight: 2, arbitrary: strangeRequest },
);

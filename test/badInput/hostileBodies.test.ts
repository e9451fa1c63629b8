import type { Outcome } from 'stage-contract';
import type { Answer } from '../process/support/ask';
import { requestOf } from '../process/support/sidecarClient';
import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { STAGE_FIELDS, TYPES } from './stageFields';

/** Bytes of a large body, a little below the limit of 1 MiB. */
const LARGE = 900_000;
/** What Orca, log collectors and proxies take in one piece. */
const LIMIT = 65_536;

let sidecar: TestSidecar;
beforeAll(async () => {
  sidecar = await startTestSidecar();
});
afterAll(async () => {
  await sidecar.close();
});

const bytesOf = (text: string): number => Buffer.byteLength(text);
let before = 0;
beforeEach(() => {
  before = sidecar.log().length;
});
/** Of the lines that this test has caused. */
const longestLine = (): number => Math.max(...sidecar.log().slice(before).split('\n').map(bytesOf));
const request = (change: object, context: object = {}): object => ({
  ...requestOf({ type: TYPES.invoke, context: { ...STAGE_FIELDS[TYPES.invoke], ...context } }),
  ...change,
});
const names = (count: number, nameOf: (index: number) => string): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(index), 1]));

/** Each grows to three bytes as UTF-8, to six as JSON, or when it is made inert. */
const ALPHABETS = { plain: 'x', wide: '\u4e16', controls: '\u0001', expressions: '${' } as const;
const long = (piece: string, bytes = LARGE): string => piece.repeat(Math.floor(bytes / bytesOf(JSON.stringify(piece))));

const FORMS: readonly [string, (piece: string) => object][] = [
  ['an execution ID', (piece) => request({ executionId: long(piece) })],
  ['a stage ID', (piece) => request({ stageId: long(piece) })],
  ['a stage name', (piece) => request({ stageName: long(piece) })],
  ['a user', (piece) => request({ user: long(piece) }, { account: 'unknown' })],
  ['a name that only the request has', (piece) => request({ application: long(piece) })],
  [
    'an account',
    (piece) => request({ allowedAccounts: [long(piece, LARGE / 2)] }, { account: long(piece, LARGE / 2) }),
  ],
  ['a type', (piece) => request({ type: long(piece) })],
  ['an attempt', (piece) => request({ attempt: long(piece) })],
  ['a context that is a list', (piece) => request({ context: [long(piece)] })],
  ['the name of a field', (piece) => request({}, { [long(piece)]: 1 })],
  ['a function name', (piece) => request({}, { functionName: long(piece) })],
  ['a payload', (piece) => request({}, { invokePayload: { text: long(piece) } })],
  ['an expected answer', (piece) => request({}, { expect: { bodyContains: long(piece) } })],
  [
    'names of fields that are nearly right',
    (piece) => request({}, { ...names(400, (index) => `functionNam${piece}${index}`), [long(piece, LARGE / 2)]: 1 }),
  ],
  [
    'unknown names inside a field',
    (piece) => request({}, { expect: names(1_500, (index) => `${index}${long(piece, 500)}`) }),
  ],
  [
    'unknown fields',
    (piece) =>
      request(
        {},
        names(1_500, (index) => `${index}${long(piece, 500)}`),
      ),
  ],
  ['everything that may be long at once', (piece) => request(everyLongName(piece))],
];

/** As long as is accepted. */
const everyLongName = (piece: string): object => ({
  executionId: piece.repeat(200 / piece.length),
  stageId: piece.repeat(200 / piece.length),
  stageName: piece.repeat(1_000 / piece.length),
  user: piece.repeat(1_000 / piece.length),
});

describe.each(Object.entries(ALPHABETS))('a body of 0.9 MB, %s', (_, piece) => {
  it.each(FORMS)('gets a short answer and short log lines: %s', async (_name, bodyOf) => {
    const answer = await sidecar.post('/v1/operations', bodyOf(piece));

    expect([202, 400]).toContain(answer.httpStatus);
    expect(bytesOf(answer.text)).toBeLessThan(LIMIT);
    await expectShortEnd(answer);
    expect(longestLine()).toBeLessThan(LIMIT);
  });

  it('gets a short answer to a cancel', async () => {
    const answer = await sidecar.post('/v1/operations/cancel', {
      stageId: long(piece, LARGE / 2),
      executionId: long(piece, LARGE / 2),
    });

    expect(answer.httpStatus).toBe(200);
    expect(bytesOf(answer.text)).toBeLessThan(LIMIT);
    expect(longestLine()).toBeLessThan(LIMIT);
  });
});

/** If the stage was accepted, its outcome stays short until the end. */
async function expectShortEnd({ httpStatus, body }: Answer): Promise<void> {
  if (httpStatus !== 202) return;
  const outcome: Outcome = await sidecar.ended(String(Reflect.get(Object(body), 'id')));
  expect(bytesOf(JSON.stringify(outcome))).toBeLessThan(LIMIT);
}

describe('a name that is too long', () => {
  it.each([
    ['executionId', 200],
    ['stageId', 200],
    ['stageName', 1_000],
    ['user', 1_000],
  ])('is a problem that gives the limit: %s', async (field, max) => {
    const refused = await sidecar.post('/v1/operations', request({ [field]: 'x'.repeat(max + 1) }));
    const accepted = await sidecar.post('/v1/operations', request({ [field]: 'y'.repeat(max) }));

    expect(refused.httpStatus).toBe(400);
    expect(refused.body).toMatchObject({ problems: [{ field, code: 'tooLong', values: { max } }] });
    expect(accepted.httpStatus).toBe(202);
  });

  it('does not keep a long list of wrong accounts from being answered in one sentence', async () => {
    const answer = await sidecar.post('/v1/operations', request({ allowedAccounts: Array(LARGE / 2).fill(1) }));

    expect(answer.body).toMatchObject({
      problems: [{ field: 'allowedAccounts.0', code: 'envelope', values: { kind: 'text' } }],
    });
  });
});

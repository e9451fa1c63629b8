import { checkWords } from './checkWords';

describe('a check in words', () => {
  it.each<[unknown, string]>([
    [{}, 'invoke the candidate, no function error'],
    [{ expect: { jsonPath: [{ path: '$.statusCode', equals: 200 }] } }, 'invoke the candidate, statusCode equals 200'],
    [{ expect: { functionError: true, maxDurationMs: 500 } }, 'invoke the candidate, a function error, within 500 ms'],
    [
      { expect: { body: 'ok', bodyContains: { ok: true }, matches: 'v[0-9]+', nope: 1 } },
      'invoke the candidate, body equals ok, body contains {"ok":true} and 2 more',
    ],
    [{ expect: { jsonPath: 7 } }, 'invoke the candidate, 7'],
    [{ expect: 'x' }, 'invoke the candidate, x'],
    ['yes', '"yes"'],
    [null, 'null'],
  ])('%j: %s', (check, words) => {
    expect(checkWords(check)).toBe(words);
  });
});

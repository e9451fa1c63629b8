import { expectationSchema, type AssertionReport } from 'stage-contract';
import { expectationProblems } from './expectationProblems';
import { judgeResponse, type JudgedFacts } from './judgeResponse';

const answer = (payload: unknown, more: Partial<JudgedFacts> = {}): JudgedFacts => ({
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  durationMs: 412,
  ...more,
});

/** The conditions that failed, as people read them. */
const failed = (assertions: readonly AssertionReport[]): string[] =>
  assertions.filter((one) => !one.ok).map((one) => `${one.condition}: expected ${one.expected}, got ${one.got}`);

function judge(expect: object | undefined, facts: JudgedFacts): string[] {
  const judgement = judgeResponse(expect === undefined ? undefined : expectationSchema.parse(expect), facts);
  mustAgree(judgement.ok, judgement.assertions);
  return failed(judgement.assertions);
}

function mustAgree(ok: boolean, assertions: readonly AssertionReport[]): void {
  if (ok !== (failed(assertions).length === 0)) throw new Error('The verdict differs from its assertions.');
}

describe('without expectations', () => {
  it.each<[string, JudgedFacts, string[]]>([
    ['any answer is as expected', answer({ statusCode: 500 }), []],
    ['text that is not JSON is as expected', answer('pong'), []],
    ['an empty answer is as expected', answer(''), []],
    [
      'a function that failed is not fine',
      answer({ errorMessage: 'boom', errorType: 'Error' }, { functionError: 'Unhandled' }),
      ['Function error: expected none, got Unhandled: boom'],
    ],
    [
      'a function that failed without a message is not fine',
      answer('', { functionError: 'Handled' }),
      ['Function error: expected none, got Handled'],
    ],
  ])('%s', (_title, facts, expected) => {
    const problems = judge(undefined, facts);

    expect(problems).toEqual(expected);
  });
});

describe('functionError: true', () => {
  it.each([
    [undefined, ['Function error: expected an error, got none']],
    ['Unhandled', []],
  ])('with %s fails on %j', (functionError, expected) => {
    const problems = judge({ functionError: 'true' }, answer({}, functionError === undefined ? {} : { functionError }));

    expect(problems).toEqual(expected);
  });
});

describe('body', () => {
  it.each<[string, unknown, unknown]>([
    ['is the body of the response', 'ok', { statusCode: 200, body: 'ok' }],
    ['is the payload of the response without body', 'ok', { payload: 'ok' }],
    ['is the body where both are', 'ok', { body: 'ok', payload: 'other' }],
    ['is the whole response without either', { ok: true }, { ok: true }],
    ['is the raw response if it is not JSON', 'pong', 'pong'],
    ['ignores white space, as Spinnaker does', '{ "a" :\n\t1 }', { body: '{"a":1}' }],
    ['ignores the order of keys', '{"b":2,"a":1}', { body: '{"a":1,"b":2}' }],
    ['compares JSON with JSON in text', { a: [1, { b: null }] }, { body: '{"a":[1,{"b":null}]}' }],
    ['compares JSON with JSON', { a: 1 }, { body: { a: 1 } }],
    ['takes a number for its text', 3, { body: '3' }],
    ['may be null', null, 'null'],
    ['may be a body of null', '{"body":null}', { body: { body: null } }],
    ['may be false', false, { body: false }],
  ])('%s', (_title, body, response) => {
    const problems = judge({ body }, answer(response));

    expect(problems).toEqual([]);
  });

  it.each<[unknown, unknown, string]>([
    ['ok', { body: 'nok' }, 'expected ok, got nok'],
    [{ a: 1 }, { body: '{"a":1,"b":2}' }, 'expected {"a":1}, got {"a":1,"b":2}'],
    [[1, 2], { body: [2, 1] }, 'expected [1,2], got [2,1]'],
    ['true', { body: '' }, 'expected true, got '],
    [{ a: 1 }, 'pong', 'expected {"a":1}, got pong'],
  ])('%j is not %j', (body, response, words) => {
    const problems = judge({ body }, answer(response));

    expect(problems).toEqual([`Body: ${words}`]);
  });

  it('shows the beginning of a long value, and its length', () => {
    const [problem] = judge({ body: 'ok' }, answer({ body: 'x'.repeat(5000) }));

    expect(problem).toBe(`Body: expected ok, got ${'x'.repeat(300)}… (5000 characters)`);
  });
});

describe('bodyContains', () => {
  it.each<[unknown, unknown, boolean]>([
    [{ a: 1 }, { body: '{"a":1,"b":2}' }, true],
    [{ a: { c: 3 } }, { a: { b: 2, c: 3 } }, true],
    [{ items: [{ id: 2 }] }, { items: [{ id: 1 }, { id: 2, name: 'two' }] }, true],
    [{ items: [3] }, { items: [1, 2] }, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: 1 }, 'pong', false],
    [{ a: 1 }, [1], false],
    [[1], { 0: 1 }, false],
    ['on', 'pong', true],
    ['off', 'pong', false],
    ['{"a":1}', { a: 1, b: 2 }, true],
    [{ toString: {} }, {}, false],
    ['200', { statusCode: 200 }, true],
  ])('%j in %j: %s', (bodyContains, response, expected) => {
    const problems = judge({ bodyContains }, answer(response));

    expect(problems.length === 0).toBe(expected);
  });
});

describe('jsonPath', () => {
  const response = {
    statusCode: 200,
    body: '{"items":[{"id":1,"price":9.5},{"id":2,"price":12}],"kind":"basket"}',
    headers: { 'x-id': 'a1' },
    open: true,
    none: null,
  };

  it.each<[object, string[]]>([
    [{ path: '$.statusCode', equals: 200 }, []],
    [{ path: '$.statusCode', equals: '200' }, []],
    [{ path: '$.open', equals: 'true' }, []],
    [{ path: '$.none', equals: null }, []],
    [{ path: '$.none' }, []],
    [{ path: '$.statusCode', equals: 404 }, ['$.statusCode: expected 404, got 200']],
    [{ path: '$.missing' }, ['$.missing: expected something, got nothing']],
    [{ path: '$.missing', lessThan: 5 }, ['$.missing: expected less than 5, got nothing']],
    [{ path: '$.body.items.length', greaterThan: 0 }, []],
    [{ path: '$.body.items.length', greaterThan: '2' }, ['$.body.items.length: expected greater than 2, got 2']],
    [{ path: '$.body.items[*].price', lessThan: 20, greaterThan: 9 }, []],
    [{ path: '$.body.items[*].price', lessThan: 10 }, ['$.body.items[*].price: expected less than 10, got 12']],
    [{ path: '$.body.items[0]', equals: { price: 9.5, id: 1 } }, []],
    [{ path: '$.body.kind', matches: '^bas' }, []],
    [{ path: '$.body.kind', matches: '^car' }, ['$.body.kind: expected matches ^car, got basket']],
    [{ path: '$.statusCode', matches: '^2\\d\\d$' }, []],
    [{ path: '$.headers', lessThan: 1 }, ['$.headers: expected less than 1, got {"x-id":"a1"}']],
    [{ path: '$.headers["x-id"]', equals: 'a1', matches: 'b' }, ['$.headers["x-id"]: expected matches b, got a1']],
  ])('%j', (condition, expected) => {
    const problems = judge({ jsonPath: [condition] }, answer(response));

    expect(problems).toEqual(expected);
  });

  it.each(['pong', '', '7', '"text"', 'null'])('finds nothing in the response %j', (payload) => {
    const problems = judge({ jsonPath: [{ path: '$.a', equals: 1 }] }, answer(payload));

    expect(problems).toEqual(['$.a: expected 1, got nothing']);
  });

  it('takes a response that is a single value as the root', () => {
    const problems = judge({ jsonPath: [{ path: '$', equals: 7 }] }, answer('7'));

    expect(problems).toEqual([]);
  });

  it('never runs a script in a path', () => {
    const problems = judge(
      { jsonPath: [{ path: '$.a[?(@.constructor.constructor("return process")().exit(1))]' }] },
      answer({ a: [1] }),
    );

    expect(problems).toHaveLength(1);
  });
});

describe('matches', () => {
  it.each([
    ['"ok":true', true],
    ['^pong$', false],
  ])('%s: %s', (matches, expected) => {
    const problems = judge({ matches }, answer({ ok: true }));

    expect(problems.length === 0).toBe(expected);
  });

  it('gives up on an expression that would take ages', () => {
    const problems = judge({ matches: '^(a+)+$' }, answer(`${'a'.repeat(60)}b`));

    expect(problems).toEqual([
      'Response: expected matches ^(a+)+$, got no result within 500 ms; simplify the expression',
    ]);
  });
});

describe('maxDurationMs', () => {
  it.each([
    [412, []],
    [411, ['Duration: expected at most 411 ms, got 412 ms']],
  ])('%d', (maxDurationMs, expected) => {
    const problems = judge({ maxDurationMs }, answer({}));

    expect(problems).toEqual(expected);
  });
});

describe('several expectations', () => {
  it('must all be met, and each failing one is named', () => {
    const expectation = {
      body: 'ok',
      matches: 'ok',
      maxDurationMs: 100,
      jsonPath: [{ path: '$.statusCode', equals: 200 }],
    };

    const problems = judge(expectation, answer({ statusCode: 500, body: 'ok' }));

    expect(problems).toEqual(['$.statusCode: expected 200, got 500', 'Duration: expected at most 100 ms, got 412 ms']);
  });

  it('show nothing of a response that is not recorded', () => {
    const facts = answer({ errorMessage: 'token s3cret', body: 's3cret' }, { functionError: 'Unhandled' });

    const { assertions } = judgeResponse(
      expectationSchema.parse({
        body: 'ok',
        bodyContains: 'x',
        matches: 'y',
        jsonPath: [{ path: '$.body', equals: 1 }],
      }),
      facts,
      'none',
    );

    expect(JSON.stringify(assertions)).not.toContain('s3cret');
    expect(assertions.map((one) => one.got)).toEqual([
      'Unhandled',
      ...Array.from({ length: 4 }, () => 'something else (responses are not kept)'),
    ]);
  });
});

describe('problems of paths', () => {
  it.each([
    ['$.a[?(@.b>1)]', 'script'],
    ['$.a[?@.b>1]', 'script'],
    ['$.a[(@.length-1)]', 'script'],
    ['a.b', 'noDollar'],
    ['$.a[0', 'openBracket'],
  ])('are known before anything is called: %s', (path, fault) => {
    const problems = expectationProblems(expectationSchema.parse({ jsonPath: [{ path: '$.fine' }, { path }] }));

    expect(problems).toEqual([
      expect.objectContaining({ field: 'expect.jsonPath.1.path', code: 'invalidPath', values: { fault } }),
    ]);
  });

  it.each(['$', '$.a.b', '$..a', '$.a[*]', '$.a[-1:]', '$["a b"]', '$.a.length'])('do not exist for %s', (path) => {
    const problems = expectationProblems(expectationSchema.parse({ jsonPath: [{ path }] }), 'healthCheck.expect');

    expect(problems).toEqual([]);
  });
});

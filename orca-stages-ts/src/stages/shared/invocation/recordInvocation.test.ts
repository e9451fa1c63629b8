import { createHash } from 'node:crypto';
import { OUTCOME_LIMITS } from 'stage-contract';
import type { InvokeFacts } from '../../../model/invocation';
import { firstBytes, keptBytes, recordInvocation } from '.';

const facts = (payload: string, more: Partial<InvokeFacts> = {}): InvokeFacts => ({
  statusCode: 200,
  executedVersion: '42',
  payload,
  durationMs: 181.6,
  requestId: 'r-1',
  ...more,
});
const good = { ok: true, assertions: [] };

describe('the record of a call', () => {
  it('contains a short response completely, with its length and hash', () => {
    const report = recordInvocation(1, facts('{"ü":1}'), good, { responses: 'truncated', logs: false, calls: 1 });

    expect(report).toEqual({
      index: 1,
      ok: true,
      statusCode: 200,
      executedVersion: '42',
      durationMs: 182,
      requestId: 'r-1',
      response: '{"ü":1}',
      responseBytes: 8,
      responseSha256: createHash('sha256').update('{"ü":1}').digest('hex'),
      assertions: [],
    });
  });

  it('contains the beginning of a long one, never half a character, and the length of the whole', () => {
    const report = recordInvocation(1, facts(`x${'ü'.repeat(5000)}`), good, {
      responses: 'truncated',
      logs: false,
      calls: 1,
    });

    expect(Buffer.byteLength(report.response ?? '')).toBe(OUTCOME_LIMITS.responseBytes - 1);
    expect(report.response?.endsWith('ü')).toBe(true);
    expect(report.responseBytes).toBe(10_001);
  });

  it('contains neither the response nor its hash if it must not be recorded', () => {
    const report = recordInvocation(1, facts('s3cret'), good, { responses: 'none', logs: false, calls: 1 });

    expect(report).not.toHaveProperty('response');
    expect(report).not.toHaveProperty('responseSha256');
    expect(report.responseBytes).toBe(6);
  });

  it.each([
    [true, 'END'],
    [false, undefined],
  ])('contains the end of the log only if asked: %s', (logs, expected) => {
    const report = recordInvocation(1, facts('', { logTail: `${'ü'.repeat(4000)}END` }), good, {
      responses: 'truncated',
      logs,
      calls: 1,
    });

    expect(report.logTail?.slice(-3)).toBe(expected);
    expect(Buffer.byteLength(report.logTail ?? '')).toBeLessThanOrEqual(OUTCOME_LIMITS.responseBytes);
  });

  it.each([
    [1, 4096],
    [3, 4096],
    [10, 1228],
    [100, 122],
  ])('divides the space in the outcome among %d calls', (calls, expected) => {
    const kept = keptBytes(calls);

    expect(kept).toBe(expected);
  });
});

describe('the first bytes of a text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abc', 2, 'ab'],
    ['aü', 2, 'a'],
    ['😀', 3, ''],
    ['', 0, ''],
  ])('of %j, %d, are %j', (text, limit, expected) => {
    const bytes = firstBytes(text, limit);

    expect(bytes).toBe(expected);
  });
});

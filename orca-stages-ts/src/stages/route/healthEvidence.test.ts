import type { InvocationReport } from 'stage-contract';
import { healthEvidence } from './healthEvidence';

const step = {
  id: 'check:2',
  kind: 'healthCheck',
  sentence: 'Health check on v42',
  mutates: true,
  version: '42',
  timeoutMs: 8_000,
  undo: { aliasName: 'live', first: { mainVersion: '41' }, own: [], candidate: '42' },
} as const;
const now = '2026-11-21T14:00:00.000Z';
const answer = (ok: boolean, durationMs?: number): InvocationReport => ({
  index: 1,
  ok,
  assertions: [],
  ...(durationMs === undefined ? {} : { durationMs }),
});
const evidence = (answers: InvocationReport[], maxDurationMs?: number) =>
  healthEvidence({
    step: { ...step, undo: { ...step.undo, own: [] } },
    check: maxDurationMs === undefined ? {} : { expect: { maxDurationMs } },
    answers,
    now,
  });

describe('the evidence of a health check', () => {
  it('is the result of its attempts, on the version that was called', () => {
    expect(evidence([answer(false, 900), answer(true, 40)], 500)).toEqual({
      source: 'healthCheck',
      measured: 'Health check on v42',
      told: { code: 'healthCheckOf', values: { version: '42' } },
      version: '42',
      step: 'check:2',
      figures: { calls: 2, passed: 1, failed: 1, slowestMs: 900 },
      limit: { slowestMs: 500 },
      verdict: 'fine',
      at: now,
    });
  });

  it('counts against a version whose last response is not as expected', () => {
    expect(evidence([answer(false, 40)])).toMatchObject({ verdict: 'worse', figures: { calls: 1, failed: 1 } });
  });

  it('has no time if nothing has answered, and no limit if none is set', () => {
    const found = evidence([answer(false)]);

    expect(found.figures).toEqual({ calls: 1, passed: 0, failed: 1 });
    expect(found.limit).toBeUndefined();
  });
});

import type { InvocationReport } from 'stage-contract';
import { callEvidence } from './callEvidence';

const called = { functionName: 'checkout', qualifier: 'live' };
const now = '2026-11-21T14:00:00.000Z';
const ended = { called, step: 'judge', now, unknown: 0 };
const answer = (index: number, ok: boolean, durationMs?: number, executedVersion = '42'): InvocationReport => ({
  index,
  ok,
  assertions: [],
  ...(durationMs === undefined ? {} : { durationMs, executedVersion }),
});

describe('the evidence of an Invoke', () => {
  it('is the result of its calls, on the one version that answered', () => {
    const evidence = callEvidence(
      { expect: { maxDurationMs: 500 } },
      { ...ended, invocations: [answer(1, true, 40), answer(2, false, 900)] },
    );

    expect(evidence).toEqual([
      {
        source: 'invocation',
        measured: 'Responses from checkout:live',
        told: { code: 'invocationsOf', values: { called } },
        version: '42',
        step: 'judge',
        figures: { calls: 2, passed: 1, failed: 1, slowestMs: 900 },
        limit: { slowestMs: 500 },
        verdict: 'worse',
        at: now,
      },
    ]);
  });

  it('names no version if several have answered', () => {
    const [evidence] = callEvidence({}, { ...ended, invocations: [answer(1, true, 40, '41'), answer(2, true, 50)] });

    expect(evidence).toMatchObject({ verdict: 'fine', figures: { calls: 2, passed: 2, failed: 0, slowestMs: 50 } });
    expect(evidence?.version).toBeUndefined();
  });

  it('could not be taken if the result of a call is unknown', () => {
    const [evidence] = callEvidence({}, { ...ended, invocations: [answer(1, true, 40), answer(2, false)], unknown: 1 });

    expect(evidence).toMatchObject({ verdict: 'failed', figures: { calls: 2, passed: 1, failed: 0, unknown: 1 } });
  });

  it.each(['Event', 'DryRun'] as const)(
    'does not exist with %s, which runs nothing that could be measured',
    (invocationType) => {
      expect(callEvidence({ invocationType }, { ...ended, invocations: [answer(1, true)] })).toEqual([]);
    },
  );
});

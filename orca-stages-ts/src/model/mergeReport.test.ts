import { say, type EvidenceReport } from 'stage-contract';
import { mergeReport } from './mergeReport';

const evidence = (calls: number): EvidenceReport => ({
  source: 'healthCheck',
  measured: 'Health check on v42',
  figures: { calls },
  verdict: 'fine',
  at: '2026-11-21T14:00:00.000Z',
});

describe('what a step adds to the report', () => {
  it('puts new evidence behind what is known, and keeps the newest hundred', () => {
    const known = { evidence: Array.from({ length: 100 }, (_, index) => evidence(index)) };

    const merged = mergeReport(known, { evidence: [evidence(100)] });

    expect(merged.evidence).toHaveLength(100);
    expect(merged.evidence?.map(({ figures }) => figures['calls']).slice(-2)).toEqual([99, 100]);
    expect(merged.evidence?.[0]?.figures).toEqual({ calls: 1 });
  });

  it('says a warning once', () => {
    const warning = say('eventSourcePaused', { source: 'orders' });

    const merged = mergeReport(
      { warnings: [warning] },
      { warnings: [{ words: warning.words }, say('headWasCalled', {})] },
    );

    expect(merged.warnings).toEqual([warning, say('headWasCalled', {})]);
  });

  it('leaves alone what a step does not report', () => {
    const known = { baseline: { version: '41' }, outputs: { functionVersion: '42' } };

    expect(mergeReport(known, { candidate: undefined, evidence: [evidence(1)] })).toEqual({
      ...known,
      evidence: [evidence(1)],
    });
  });

  it('takes outputs where none are known', () => {
    expect(mergeReport({}, { outputs: { functionVersion: '42' } })).toEqual({ outputs: { functionVersion: '42' } });
  });
});

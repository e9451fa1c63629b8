import { OUTCOME_LIMITS, say, type EvidenceReport, type Routing } from 'stage-contract';
import { mergeReport } from './mergeReport';
import type { OutcomeReport } from './report';

const evidence = (calls: number): EvidenceReport => ({
  source: 'healthCheck',
  measured: 'Health check on v42',
  figures: { calls },
  verdict: 'fine',
  at: '2026-11-21T14:00:00.000Z',
});

const split = (percent: number): Routing => ({
  mainVersion: '1',
  additionalVersion: '2',
  additionalWeightPercent: percent,
});
const alone: Routing = { mainVersion: '1' };
const now = (routing: Routing): OutcomeReport => ({ routing: { now: routing } });
const merged = (...reports: OutcomeReport[]): OutcomeReport =>
  reports.reduce<OutcomeReport>((known, added) => mergeReport(known, added), {});

describe('the highest weight of a rollout', () => {
  it.each<[string, OutcomeReport[], Routing | undefined]>([
    ['is what the candidate has now, while it rises', [now(split(10)), now(split(50))], split(50)],
    ['stays when the candidate loses weight again', [now(split(50)), now(split(10))], split(50)],
    ['stays when the alias goes back to one version', [now(split(50)), now(alone)], split(50)],
    ['stays when a step says nothing of the routing', [now(split(50)), {}], split(50)],
    ['stays when a step plans and moves nothing', [now(split(50)), { routing: { planned: [] } }], split(50)],
    ['is none where the candidate never had any', [now(alone), now(alone)], undefined],
  ])('%s', (_title, reports, expected) => {
    const { routing } = merged(...reports);

    expect(routing?.highest).toEqual(expected);
  });

  it('does not hide what the alias serves now', () => {
    const { routing } = merged(now(split(50)), now(split(10)));

    expect(routing?.now).toEqual(split(10));
  });
});

describe('what a step adds to the report', () => {
  it('appends new evidence, and keeps the newest hundred', () => {
    const known = { evidence: Array.from({ length: 100 }, (_, index) => evidence(index)) };

    const merged = mergeReport(known, { evidence: [evidence(100)] });

    expect(merged.evidence).toHaveLength(100);
    expect(merged.evidence?.map(({ figures }) => figures['calls']).slice(-2)).toEqual([99, 100]);
    expect(merged.evidence?.[0]?.figures).toEqual({ calls: 1 });
  });

  it('reports a warning once', () => {
    const warning = say('eventSourcePaused', { source: 'orders' });

    const merged = mergeReport(
      { warnings: [warning] },
      { warnings: [{ words: warning.words }, say('headWasCalled', {})] },
    );

    expect(merged.warnings).toEqual([warning, say('headWasCalled', {})]);
  });

  it('keeps the first and the newest warnings, however many looks add one', () => {
    let report: OutcomeReport = { warnings: [say('headWasCalled', {})] };
    for (let look = 0; look < 3 * 24 * 60; look += 1)
      report = mergeReport(report, { warnings: [say('eventSourcePaused', { source: `orders-${look}` })] });

    const words = report.warnings?.map((warning) => warning.words) ?? [];
    expect(words).toHaveLength(OUTCOME_LIMITS.warnings);
    expect(words[0]).toBe(say('headWasCalled', {}).words);
    expect(words[1]).toContain('orders-0');
    expect(words.at(-2)).toContain('orders-4318');
    expect(words.at(-1)).toContain('orders-4319');
  });

  it('keeps what a step does not report', () => {
    const known = { baseline: { version: '41' }, outputs: { functionVersion: '42' } };

    expect(mergeReport(known, { candidate: undefined, evidence: [evidence(1)] })).toEqual({
      ...known,
      evidence: [evidence(1)],
    });
  });

  it('takes outputs if none are known', () => {
    expect(mergeReport({}, { outputs: { functionVersion: '42' } })).toEqual({ outputs: { functionVersion: '42' } });
  });

  it('keeps the report unchanged if it adds nothing', () => {
    const known: OutcomeReport = { candidate: { version: '2' } };

    const report = mergeReport(known, undefined);

    expect(report).toEqual(known);
  });

  it('adds later outputs, and replaces those of the same name', () => {
    const { outputs } = merged({ outputs: { versionId: '1', url: 'a' } }, { outputs: { versionId: '2' } });

    expect(outputs).toEqual({ versionId: '2', url: 'a' });
  });

  it('keeps the outputs when a later step has none', () => {
    const { outputs } = merged({ outputs: { versionId: '1' } }, {});

    expect(outputs).toEqual({ versionId: '1' });
  });

  it('has no warnings and no timeline if no step has added any', () => {
    const report = merged(now(alone), {});

    expect(report).toEqual(now(alone));
  });

  it('keeps the newest entries of a timeline that has become too long', () => {
    const entry = (number: number) => ({ at: new Date(number).toISOString(), routing: alone, reason: `${number}` });
    const full = Array.from({ length: OUTCOME_LIMITS.timelineEntries }, (_, number) => entry(number));

    const { timeline } = merged({ timeline: full }, { timeline: [entry(1_000_000)] });

    expect(timeline).toHaveLength(OUTCOME_LIMITS.timelineEntries);
    expect([timeline?.[0]?.reason, timeline?.at(-1)?.reason]).toEqual(['1', '1000000']);
  });
});

import { render, screen, within } from '@testing-library/react';
import fc from 'fast-check';
import React from 'react';
import { routeHolding } from './fixtures/routeOutcomes';
import { stageOf, STARTED_AT } from './fixtures/stageOf';
import { guardsExtended, guardsRunning, guardWorse, routeBaked, routeBaking } from './fixtures/watchedOutcomes';
import { NowMs } from './parts/NowMs';
import { readDetails } from './read/readDetails';
import { StageOutcome } from './StageOutcome';
import { zonedTimes } from './text/zonedTimes';

const page = (outcome: object, status: string): React.ReactElement => (
  <NowMs.Provider value={STARTED_AT + 5000}>
    <StageOutcome
      details={readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, outcome))}
      times={zonedTimes('UTC')}
    />
  </NowMs.Provider>
);
const show = (outcome: object, status = 'RUNNING') => render(page(outcome, status)).container;
const evidence = (): HTMLElement => screen.getByRole('region', { name: 'Evidence' });
const tiles = (name: 'Guards' | 'Alarms'): HTMLElement[] =>
  [...within(evidence()).getByRole('list', { name }).children].map((child) => child as HTMLElement);

describe('the evidence of a Route', () => {
  it('has a tile for each guard: verdict, figures, meter and what is missing', () => {
    show(guardsRunning);
    const [errors, durations] = tiles('Guards');

    expect(errors?.textContent).toMatch(/^ErrorsFine0\.21% against 0\.31%v42 10 of 4,658/);
    expect(errors && within(errors).getByRole('img').getAttribute('aria-label')).toBe(
      'Evidence for a worse candidate: 1:85, on a scale from 1:100 to 100:1. The guard says worse from 100:1 on.',
    );
    expect(durations?.textContent).toContain('1:19 so far');
    expect(durations?.textContent).toContain('212 of 300 calls: needs 88 more');
    expect(durations?.querySelector('.lst-meter-pending')).not.toBeNull();
  });

  it('tells shadow and worse apart by icon, word and edge', () => {
    show(guardsRunning);
    const shadow = tiles('Guards')[2];
    show(guardWorse, 'TERMINAL');
    const worse = screen.getAllByRole('list', { name: 'Guards' })[1]?.children[0];

    expect(shadow?.textContent).toContain('Shadow: fine');
    expect(shadow?.className).toContain('lst-tile-shadow');
    expect(shadow?.querySelector('.lst-is-shadow')).not.toBeNull();
    expect(worse?.textContent).toContain('Worse');
    expect(worse?.className).toContain('lst-tile-worse');
  });

  it('lists the alarms with their states', () => {
    show(guardsRunning);

    expect(tiles('Alarms').map(({ textContent }) => textContent)).toEqual([
      'Alarm checkout-5xxOKsince 18 Nov 11:42:00 · acts when in ALARM',
      'Alarm checkout-dlq-depthInsufficient datasince 13:44:05 · shadow: shown, does not act',
      'Alarm checkout-latency-of-every-regionIn alarmsince 13:50:05 · ignored until OK: was in ALARM before the start',
    ]);
  });

  it('is absent from a Route that watches nothing', () => {
    show(routeHolding);

    expect(screen.queryByRole('region', { name: 'Evidence' })).toBeNull();
  });

  it('draws error rates below the weights, with their figures in a table', () => {
    show(guardsRunning);
    const timeline = within(screen.getByRole('region', { name: 'Timeline' }));

    expect(timeline.getAllByRole('img').map((plot) => plot.getAttribute('aria-label')?.split(':')[0])).toEqual([
      'Weight of v42',
      'Error rate per minute',
    ]);
    expect(within(timeline.getByRole('table', { name: 'Errors per minute' })).getAllByRole('row')).toHaveLength(16);
  });

  it('draws error rates also where no weight is known to have moved', () => {
    show({ ...guardsRunning, timeline: [] });

    expect(within(screen.getByRole('region', { name: 'Timeline' })).getAllByRole('img')).toHaveLength(1);
  });
});

describe('a hold', () => {
  it('that lasts longer is striped after its planned end, and says until when', () => {
    const container = show(guardsExtended);
    const bar = screen.getByRole('progressbar', { name: 'Hold' });

    expect(screen.getByRole('status').textContent).toMatch(/^Holding at 10% for longer/);
    expect(bar.getAttribute('aria-valuetext')).toBe('held longer than planned, until 14:02:05 at most');
    expect([...bar.children].map((part) => part.className)).toEqual(['', 'lst-hold-extra']);
    expect(container.textContent).toContain('planned end 13:52:05until 14:02:05 at most');
  });

  it('after the promotion reads as a bake: headline, bar, step and drawing', () => {
    show(routeBaking);

    expect(screen.getByRole('status').textContent).toBe('Baking: Promoted; watching for 30 min');
    expect(screen.getByRole('progressbar', { name: 'Bake' })).toBeDefined();
    expect(screen.getByRole('table', { name: 'Steps' }).textContent).toContain('BakingWatch for 30 min');
    const plot = within(screen.getByRole('region', { name: 'Timeline' })).getByRole('img');
    expect(plot.getAttribute('aria-label')).toContain('Bake from 13:54:05 to 14:24:05, with the baseline ready.');
    expect(plot.textContent).toContain('bake 30 min');
    expect(plot.textContent).toContain('now');
  });

  it('after the promotion stays in the drawing when it has ended', () => {
    show(routeBaked, 'SUCCEEDED');

    const plot = within(screen.getByRole('region', { name: 'Timeline' })).getByRole('img');
    expect(plot.getAttribute('aria-label')).toContain('Bake from 13:54:05 to 14:24:05');
    expect(plot.textContent).not.toContain('now');
  });
});

describe('the details', () => {
  it.each(['RUNNING', 'TERMINAL'])('show something, whatever a look contains while Orca says %s', (status) => {
    const odd = fc.oneof(fc.jsonValue(), fc.double(), fc.constantFrom('fine', 'errorRate', 'x', -1, 1e300));
    const record = (names: string[]) =>
      fc.record(Object.fromEntries(names.map((name) => [name, odd])), { requiredKeys: [] });
    const guard = fc.record({
      metric: fc.constantFrom('errorRate', 'durationP50', 'coldStarts', 7),
      verdict: fc.constantFrom('fine', 'worse', 'notEnough', 'drifting', true),
      candidate: fc.oneof(odd, record(['calls', 'bad'])),
      baseline: fc.oneof(odd, record(['calls', 'bad'])),
      evidence: fc.oneof(odd, fc.double({ min: -99, max: 99 })),
      threshold: odd,
      limit: odd,
      limitMs: odd,
      neededCalls: odd,
      missingCalls: odd,
      noticesPoints: odd,
    });
    const watch = fc.record(
      {
        at: odd,
        guards: fc.oneof(odd, fc.array(guard, { maxLength: 3 })),
        alarms: fc.oneof(odd, fc.array(record(['name', 'state', 'since', 'shadow']), { maxLength: 3 })),
        minutes: fc.oneof(odd, fc.array(record(['at', 'candidate', 'baseline']), { maxLength: 3 })),
        extendedUntil: odd,
      },
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(fc.oneof(odd, watch), (seen) => {
        const { unmount, container } = render(page({ ...guardsRunning, watch: seen }, status));
        const { textContent } = container;
        unmount();
        expect(textContent).toContain('checkout-api');
        expect(textContent).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 60 },
    );
  });
});

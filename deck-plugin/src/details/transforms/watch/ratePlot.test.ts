import { after, stageOf, STARTED_AT } from '../../fixtures/stageOf';
import { guardsRunning, guardWorse } from '../../fixtures/watchedOutcomes';
import { readDetails } from '../../read/readDetails';
import { zonedTimes } from '../../text/zonedTimes';
import { staircase } from '../timeline';
import { drawRates } from './rateDrawing';
import { ratePlot } from './ratePlot';

const times = zonedTimes('UTC');
const box = { left: 0, right: 1000, top: 0, bottom: 100 };
const detailsOf = (outcome: object, status = 'RUNNING') =>
  readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, outcome));
const plotOf = (outcome: object) => ratePlot(detailsOf(outcome), times, undefined);
const minute = (index: number, errors = 1, calls = 100) => ({
  at: after(index * 60),
  candidate: { calls, errors },
  baseline: { calls: 900, errors: 9 },
});
const withMinutes = (minutes: unknown[]) => ({ ...guardsRunning, watch: { minutes } });

describe('error rates per minute', () => {
  it('have the time axis of the weights', () => {
    const details = detailsOf(guardsRunning);
    const plan = staircase(details, times, STARTED_AT);
    const plot = ratePlot(details, times, plan);

    expect([plot?.fromMs, plot?.toMs, plot?.ticks]).toEqual([plan?.fromMs, plan?.toMs, plan?.ticks]);
  });

  it('say both versions with their newest figure, the limit, and alarms that went off meanwhile', () => {
    const details = detailsOf(guardWorse, 'TERMINAL');
    const plot = ratePlot(details, times, staircase(details, times, STARTED_AT));

    expect(plot?.sentence).toBe(
      'Error rate per minute: v42 candidate 6.93% in its newest minute, v41 baseline 0.3% in its newest minute. The errors guard allows 1.32%. checkout-5xx in ALARM since 13:46:35.',
    );
    expect(plot?.alarms).toMatchObject([{ name: 'checkout-5xx' }]);
    expect(plot?.topPercent).toBe(10);
    expect(plot?.rows[0]).toMatchObject({ time: '13:43', candidate: '3 of 300 (1%)', baseline: '8 of 2,700 (0.3%)' });
  });

  it('leave out minutes without calls, and interrupt the line where minutes are missing', () => {
    const plot = plotOf(withMinutes([minute(0), minute(1), minute(2, 0, 0), minute(3), minute(9), minute(10)]));

    expect(plot?.lines.map(({ parts }) => parts.map((part) => part.length))).toEqual([
      [3, 2],
      [4, 2],
    ]);
    expect(plot?.rows[2]?.candidate).toBe('no calls');
  });

  it('are points without a line if a minute stands alone, and a line without points if there are very many', () => {
    const [alone] = drawRates(plotOf(withMinutes([minute(0)])) ?? fail(), box);
    const many = Array.from({ length: 400 }, (_, index) => minute(index));
    const [dense] = drawRates(plotOf(withMinutes(many)) ?? fail(), box);

    expect([alone?.line, alone?.points.length]).toEqual(['', 1]);
    expect([dense?.points.length, dense?.line.startsWith('M')]).toEqual([0, true]);
  });

  it.each([
    ['nothing', undefined],
    ['no minute', { minutes: [] }],
    ['text', { minutes: 'x' }],
    [
      'broken minutes',
      { minutes: [{ at: 'x', candidate: 1 }, null, minute(0, 1, 0)].map((one) => ({ ...one, baseline: {} })) },
    ],
  ])('are not drawn from %s', (_, watch) => {
    expect(plotOf({ ...guardsRunning, watch })).toBeUndefined();
  });
});

const fail = (): never => {
  throw new Error('no plot');
};

import type { GuardReport } from 'stage-contract';
import { stageOf } from '../../fixtures/stageOf';
import { guardsRunning, guardWorse } from '../../fixtures/watchedOutcomes';
import { readDetails } from '../../read/readDetails';
import { guardTiles } from './guardTiles';

const tilesOf = (outcome: object, status = 'RUNNING') =>
  guardTiles(readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, outcome)));
const tileOf = (guard: Record<string, unknown>, status = 'RUNNING') =>
  tilesOf({ ...guardsRunning, watch: { guards: [{ ...guardsRunning.watch?.guards?.[0], ...guard }] } }, status)[0];

describe('a guard', () => {
  it('that is fine says the difference, what is allowed, its calls, and what it would notice', () => {
    expect(tilesOf(guardsRunning)[0]).toMatchObject({
      name: 'Errors',
      icon: 'done',
      word: 'Fine',
      isPending: false,
      difference: { candidate: '0.21%', baseline: '0.31%' },
      counts: ['v42 10 of 4,658 · v41 248 of 80,082', 'allowed: 1.31%'],
      meter: { ratio: '1:85' },
      notes: [
        { icon: 'done', text: '4,658 of 50 calls needed' },
        { icon: 'info', text: 'Would notice +2.1 points' },
      ],
    });
  });

  it('of durations says from when on a call is slow, and how many calls are missing', () => {
    expect(tilesOf(guardsRunning)[1]).toMatchObject({
      name: 'Duration p99',
      icon: 'pending',
      word: 'Not enough yet',
      isPending: true,
      difference: { candidate: '0.94% slow', baseline: '1%' },
      counts: ['v42 2 of 212 slower than 618 ms (1.5 × v41’s p99)', 'allowed: 1 in 100'],
      meter: { ratio: '1:19 so far' },
      notes: [
        { icon: 'pending', text: '212 of 300 calls: needs 88 more' },
        { icon: 'info', text: 'Counts this hold only, after its warm-up' },
      ],
    });
  });

  it('in shadow says so in its verdict, whatever the verdict is, and is told apart from one that acts', () => {
    expect(tilesOf(guardsRunning)[2]).toMatchObject({ icon: 'shadow', word: 'Shadow: fine', isShadow: true });
    expect(tileOf({ verdict: 'worse', shadow: true })).toMatchObject({ word: 'Shadow: worse', isShadow: true });
    expect(tileOf({ shadow: true })?.notes.map(({ text }) => text)).toContain('Shown, does not act');
  });

  it('that is worse is marked, and no longer says what it would notice', () => {
    expect(tilesOf(guardWorse, 'TERMINAL')[0]).toMatchObject({
      icon: 'failed',
      word: 'Worse',
      isWorse: true,
      difference: { candidate: '4.85%', baseline: '0.32%' },
      meter: { place: 100, ratio: '190:1' },
      notes: [{ text: '309 of 50 calls needed' }],
    });
  });

  it('that cannot be judged says why', () => {
    const tile = tilesOf(guardWorse, 'TERMINAL')[2];

    expect(tile).toMatchObject({ word: 'Not judged', icon: 'shadow', isShadow: true });
    expect(tile?.notes.map(({ text }) => text).join()).toContain('AWS does not say which version');
  });

  it('without calls has no figure, and says after the end that there was no data', () => {
    expect(tilesOf(guardsRunning)[3]).toMatchObject({ word: 'Not enough yet', meter: { ratio: 'no calls yet' } });
    expect(tilesOf(guardsRunning)[3]).not.toHaveProperty('difference');
    expect(tilesOf(guardsRunning, 'CANCELED')[3]).toMatchObject({
      word: 'Insufficient data',
      icon: 'unknown',
      meter: { ratio: 'not judged' },
    });
  });

  it('that leans towards worse without enough calls says so', () => {
    expect(tileOf({ verdict: 'notEnough', leansToWorse: true, evidence: 0.6 })?.notes).toContainEqual({
      icon: 'warning',
      text: 'The calls so far lean towards worse',
    });
  });

  it('of a newer sidecar is shown by the words that it has written', () => {
    expect(tileOf({ metric: 'coldStarts', verdict: 'drifting' })).toMatchObject({
      name: 'coldStarts',
      icon: 'info',
      word: 'drifting',
      isPending: true,
    });
  });

  it.each<[string, { [K in keyof GuardReport]?: unknown }]>([
    [
      'figures',
      { candidate: 'many', baseline: [1], neededCalls: {}, evidence: 'high', limit: null, noticesPoints: [] },
    ],
    ['flags', { shadow: 'perhaps', notJudged: 7, leansToWorse: {} }],
    ['thresholds', { threshold: 'x', limitMs: 'x', missingCalls: 'x' }],
  ])('with broken %s still says its verdict', (_, broken) => {
    expect(tileOf(broken)).toMatchObject({ name: 'Errors', word: 'Fine' });
  });

  it('without a metric or verdict is left out', () => {
    expect(
      tilesOf({ ...guardsRunning, watch: { guards: [{ metric: 'errorRate' }, { verdict: 'fine' }, 7, null] } }),
    ).toEqual([]);
  });
});

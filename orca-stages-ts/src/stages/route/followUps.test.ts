import { say, type Outcome, type WatchingReport } from 'stage-contract';
import type { FollowUpEnd } from '../../model/stageFollowUps';
import { routeFollowUps } from './followUps';

const BACK = { mainVersion: '41' },
  SPLIT = { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 };
const ENDED_AT = '2026-11-21T13:00:00.000Z';
const watching: WatchingReport = { state: 'pending', until: ENDED_AT, seconds: 600, to: BACK };
const alarm = say('alarmsWentOff', { alarms: ['checkout-errors'] });
const byWatch = say('aliasRevertedByWatch', { alias: 'live', routing: BACK, because: alarm });
const byTimer = say('aliasRevertedByTimer', { alias: 'live', routing: BACK, seconds: 3600 });
const quiet = say('aliasWatched', { alias: 'live', routing: SPLIT, seconds: 600 });

const succeeded = (more: Partial<Outcome> = {}): Outcome => ({
  formatVersion: 2,
  id: 'o-1',
  stageType: 'Aws.LambdaTrafficRoutingStage',
  status: 'SUCCEEDED',
  progress: 'live → v42 10%, v41 90%',
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  watching,
  steps: [],
  timeline: [],
  differences: [],
  awsCalls: [],
  warnings: [],
  outputs: {},
  ...more,
});
const end = (more: Partial<FollowUpEnd>): FollowUpEnd => ({ state: 'done', note: quiet, endedAt: ENDED_AT, ...more });
const typesOf = ({ events = [] }: ReturnType<typeof routeFollowUps.ended>): string[] =>
  events.map(({ type, result }) => (result === undefined ? type : `${type} ${result}`));

describe('the outcome of a stage whose watch has ended', () => {
  it.each<[FollowUpEnd['state'], FollowUpEnd['note'], WatchingReport['state'], string[]]>([
    ['reverted', byWatch, 'reverted', ['watch.ended reverted', 'rollout.reverted']],
    ['done', quiet, 'passed', ['watch.ended passed']],
    ['failed', say('watchNotFinished', { alias: 'live' }), 'failed', ['watch.ended failed']],
    ['skipped', say('noLongerWatched', { because: alarm }), 'skipped', []],
    ['same', say('aliasStays', { alias: 'live', routing: BACK }), 'skipped', []],
    ['cleared', say('timerCleared', { stageName: 'Next' }), 'cleared', []],
  ])('%s: %s', (state, note, watched, events) => {
    const told = routeFollowUps.ended(succeeded(), end({ state, note }));

    expect(told.outcome).toMatchObject({
      status: 'SUCCEEDED',
      watching: { state: watched, endedAt: ENDED_AT, note: note.words, noteTold: { code: note.code } },
    });
    expect(told.outcome.actions?.some(({ allowed }) => allowed)).toBe(false);
    expect(typesOf(told)).toEqual(events);
  });

  it('adds what was measured, and tells what the guards lacked', () => {
    const missed = say('watchedOnFewCalls', { metrics: ['errorRate'], missing: 38, seconds: 600 });
    const seen = {
      source: 'guard',
      measured: 'm',
      step: 'watch',
      figures: {},
      verdict: 'notEnough',
      at: ENDED_AT,
    } as const;

    const told = routeFollowUps.ended(
      succeeded(),
      end({ report: { warnings: [missed], evidence: [seen], watch: { at: ENDED_AT } } }),
    );

    expect(told.outcome).toMatchObject({ evidence: [seen], watch: { at: ENDED_AT }, warnings: [missed.words] });
    expect(typesOf(told)).toEqual(['evidence.missing', 'watch.ended passed']);
  });

  describe('together with a timer', () => {
    const timed = succeeded({
      revertTimer: { state: 'pending', revertAt: ENDED_AT, afterSeconds: 3600, to: BACK },
      timeline: [],
    });
    const moved = { timeline: [{ at: ENDED_AT, routing: BACK, reason: 'reverted' }], routing: { now: BACK } };

    it.each<[string, FollowUpEnd, string, string, string[]]>([
      [
        'that the watch has forestalled',
        end({ state: 'reverted', note: byWatch, report: moved }),
        'reverted',
        'skipped',
        ['watch.ended reverted', 'rollout.reverted'],
      ],
      [
        'that has fired after a quiet watch',
        end({ state: 'reverted', note: byTimer, report: moved }),
        'passed',
        'reverted',
        ['timer.fired reverted', 'rollout.reverted', 'watch.ended passed'],
      ],
      ['that was cleared', end({ state: 'cleared' }), 'cleared', 'cleared', []],
    ])('%s', (_title, ended, watched, timer, events) => {
      const told = routeFollowUps.ended(timed, ended);

      expect([told.outcome.watching?.state, told.outcome.revertTimer?.state]).toEqual([watched, timer]);
      expect(told.outcome.timeline).toHaveLength(ended.state === 'cleared' ? 0 : 1);
      expect(typesOf(told)).toEqual(events);
    });
  });

  it('is only the timer for a stage that did not watch', () => {
    const { watching: _none, ...unwatched } = succeeded();

    expect(routeFollowUps.ended(unwatched, end({})).outcome).toEqual(unwatched);
  });
});

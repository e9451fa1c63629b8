import { say, type Outcome, type RevertTimerReport, type Routing } from 'stage-contract';
import type { FollowUpEnd } from '../../../model/stageFollowUps';
import { saying } from '../../../testing/saying';
import { timerOutcome } from './timerOutcome';

const SPLIT: Routing = { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 };
const BACK: Routing = { mainVersion: '41' };
const FOUND_AT = '2026-11-21T12:00:00.000Z',
  ENDED_AT = '2026-11-21T13:00:00.000Z';
const pending: RevertTimerReport = { state: 'pending', revertAt: ENDED_AT, afterSeconds: 3600, to: BACK };
const found = { at: FOUND_AT, routing: SPLIT, reason: 'found' };

/** A Route that has left a canary behind. */
const succeeded = (more: Partial<Outcome> = {}): Outcome => ({
  formatVersion: 2,
  id: 'o-1',
  stageType: 'Aws.LambdaTrafficRoutingStage',
  status: 'SUCCEEDED',
  progress: 'Moved live.',
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  routing: { before: BACK, now: SPLIT },
  revertTimer: pending,
  steps: [],
  timeline: [found],
  differences: [],
  awsCalls: [],
  warnings: [],
  outputs: { routing: SPLIT, aliasArn: 'arn', revertTimer: pending },
  ...more,
});
const note = saying('All back.');
const end = (more: Partial<FollowUpEnd> = {}): FollowUpEnd => ({ state: 'reverted', note, endedAt: ENDED_AT, ...more });

describe('the outcome of a stage whose timer has ended', () => {
  it('says what became of the timer, beside it and in the outputs, and stays a success', () => {
    const { outcome, state } = timerOutcome(succeeded(), end());

    const ended = {
      ...pending,
      state: 'reverted',
      endedAt: ENDED_AT,
      note: 'All back.',
      noteTold: { code: note.code, values: note.values },
    };
    expect(state).toBe('reverted');
    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.revertTimer).toEqual(ended);
    expect(outcome.outputs).toEqual({ routing: SPLIT, aliasArn: 'arn', revertTimer: ended });
  });

  it('shows what the revert reports, behind what was known', () => {
    const reverted = { at: ENDED_AT, routing: BACK, reason: 'reverted' };

    const { outcome } = timerOutcome(
      succeeded(),
      end({ report: { routing: { now: BACK }, timeline: [reverted], outputs: { routing: BACK } } }),
    );

    expect(outcome.timeline).toEqual([found, reverted]);
    expect(outcome.routing).toEqual({ before: BACK, now: BACK });
    expect(outcome.outputs).toMatchObject({ routing: BACK, aliasArn: 'arn' });
  });

  it('keeps its routing and timeline where the timer reports none', () => {
    const { outcome } = timerOutcome(succeeded(), end({ report: {} }));

    expect(outcome.routing).toEqual({ before: BACK, now: SPLIT });
    expect(outcome.timeline).toEqual([found]);
  });

  it('keeps the newest two hundred entries of the timeline', () => {
    const timeline = Array.from({ length: 200 }, (_, index) => ({ ...found, reason: `no. ${index}` }));
    const last = { ...found, reason: 'reverted' };

    const { outcome } = timerOutcome(succeeded({ timeline }), end({ report: { timeline: [last] } }));

    expect(outcome.timeline).toHaveLength(200);
    expect(outcome.timeline[0]?.reason).toBe('no. 1');
    expect(outcome.timeline.at(-1)).toEqual(last);
  });

  it('says in its progress that it was reverted', () => {
    const { progress, progressTold } = timerOutcome(succeeded(), end()).outcome;

    expect(progress).toBe('Reverted: All back.');
    expect(progressTold?.code).toBe('reverted');
  });

  it('warns, and says in its progress, that it could not be reverted', () => {
    const { outcome, state } = timerOutcome(succeeded(), end({ state: 'failed' }));

    expect(state).toBe('failed');
    expect(outcome.progress).toBe('All back.');
    expect(outcome.progressTold?.code).toBe(note.code);
    expect(outcome.warnings).toEqual(['The canary was not promoted within 1 h and could not be reverted: All back.']);
    expect(outcome.warningsTold?.map((told) => told?.code)).toEqual(['couldNotRevertInTime']);
  });

  it('keeps earlier warnings with their codes, also where an older release has left some without', () => {
    const known = say('headWasCalled', {});
    const told = { code: known.code, values: {} };

    const { outcome } = timerOutcome(
      succeeded({ warnings: [known.words, 'of an older release'], warningsTold: [told] }),
      end({ state: 'failed' }),
    );

    expect(outcome.warnings.slice(0, 2)).toEqual([known.words, 'of an older release']);
    expect(outcome.warningsTold?.map((one) => one?.code)).toEqual(['headWasCalled', undefined, 'couldNotRevertInTime']);
  });

  it('keeps warnings of which none has a code', () => {
    const { outcome } = timerOutcome(succeeded({ warnings: ['of an older release'] }), end({ state: 'failed' }));

    expect(outcome.warningsTold?.map((one) => one?.code ?? null)).toEqual([null, 'couldNotRevertInTime']);
  });

  it.each<[FollowUpEnd['state'], string]>([
    ['cleared', 'cleared'],
    ['done', 'skipped'],
    ['same', 'skipped'],
    ['skipped', 'skipped'],
  ])('keeps its progress and warns of nothing when the timer is %s', (ended, state) => {
    const came = timerOutcome(succeeded(), end({ state: ended }));

    expect(came.state).toBe(state);
    expect(came.outcome).toMatchObject({ progress: 'Moved live.', warnings: [], revertTimer: { state } });
    expect(came.outcome).not.toHaveProperty('warningsTold');
  });

  it('says no code where the note has none', () => {
    const { outcome } = timerOutcome(succeeded(), end({ note: { words: 'of an older release' } }));

    expect(outcome.revertTimer).not.toHaveProperty('noteTold');
  });

  it('stays as it is where it knows no timer', () => {
    const { revertTimer: _revertTimer, ...outcome } = succeeded();

    expect(timerOutcome(outcome, end({ state: 'failed' }))).toEqual({ outcome, state: 'failed' });
  });
});

it.each<[FollowUpEnd['state'], (string | undefined)[][]]>([
  [
    'reverted',
    [
      ['timer.fired', 'reverted'],
      ['rollout.reverted', undefined],
    ],
  ],
  ['failed', [['timer.fired', 'failed']]],
  ['cleared', []],
  ['skipped', []],
  ['same', []],
])('a timer whose step is %s tells others %j', (state, told) => {
  const { events = [] } = timerOutcome(succeeded(), end({ state }));

  expect(events.map(({ type, result }) => [type, result])).toEqual(told);
  expect(events.map(({ said }) => said)).toEqual(told.map(() => note));
});

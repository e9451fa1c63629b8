import { routeDone } from '../fixtures/routeOutcomes';
import { after, stageOf, STARTED_AT } from '../fixtures/stageOf';
import { readDetails, type StageDetails } from '../read/readDetails';
import { zonedTimes } from '../text/zonedTimes';
import { headlineOf } from './headline';
import { outputRows } from './outputs';
import { isCounting, revertTimerLine, watchingLine } from './revertTimerLine';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const times = zonedTimes('UTC');
const timer = { state: 'pending', revertAt: after(3602), afterSeconds: 3600, to: { mainVersion: '41' } };
const body = {
  ...routeDone,
  progress: 'live → v42 10%, v41 90%; back to v41 100% in 1 h unless promoted',
  progressTold: {
    code: 'aliasRoutedTo',
    values: { alias: 'live', routing: routeDone.routing?.now, back: { to: timer.to, seconds: 3600 } },
  },
  revertTimer: timer,
  outputs: { ...routeDone.outputs, revertTimer: timer },
};
const route = { account: 'prod', region: 'eu-west-1', functionName: 'checkout-api', aliasName: 'live' };
const promote = {
  name: 'Promote',
  type: ROUTE,
  status: 'SUCCEEDED',
  startTime: STARTED_AT + 60_000,
  endTime: STARTED_AT + 62_000,
  context: route,
};
const detailsOf = (
  context: Record<string, unknown> = {},
  stages: unknown[] = [],
  document: unknown = body,
): StageDetails => readDetails(ROUTE, stageOf('SUCCEEDED', document, context), { stages });
const sentence = (details: StageDetails, afterSeconds: number): string | undefined =>
  revertTimerLine(details, times, STARTED_AT + afterSeconds * 1000)?.sentence;
const told = (more: Record<string, unknown>) => ({ revertTimer: { ...timer, endedAt: after(3603), ...more } });

describe('the timer of a split', () => {
  it.each<[string, StageDetails, number, string]>([
    ['counts on', detailsOf(), 12, 'Reverts to v41 at 15:00:07 unless promoted: 59 min 50 s left'],
    [
      'is unknown after its time, if nothing has been reported to Orca',
      detailsOf(),
      4000,
      'Due to revert to v41 at 15:00:07 unless promoted; the result has not been reported',
    ],
    [
      'has reverted',
      detailsOf(told({ state: 'reverted', note: 'live → v41 100%, because the canary was not promoted within 1 h.' })),
      4000,
      'Reverted to v41 at 15:00:08, because the canary was not promoted within 1 h',
    ],
    [
      'was cleared, as the sidecar reported',
      detailsOf(told({ state: 'cleared', note: 'Cleared by “Ship it”.' })),
      4000,
      'Cleared by “Ship it” at 15:00:08: nothing is reverted',
    ],
    [
      'was cleared, because a later Route succeeded',
      detailsOf({}, [promote]),
      100,
      'Cleared by “Promote” at 14:01:07: nothing is reverted',
    ],
    [
      'had nothing to revert',
      detailsOf(told({ state: 'skipped', note: 'live stays at v41 100%.' })),
      4000,
      'Nothing to revert at 15:00:08. live stays at v41 100%.',
    ],
    [
      'could not revert',
      detailsOf(told({ state: 'failed', note: 'AWS has refused.' })),
      4000,
      'Not reverted to v41, although the canary was not promoted in time. AWS has refused.',
    ],
  ])('%s', (_title, details, afterSeconds, expected) => {
    expect(sentence(details, afterSeconds)).toBe(expected);
  });

  it.each([
    ['of another alias', { ...promote, context: { ...route, aliasName: 'beta' } }],
    ['that has failed', { ...promote, status: 'TERMINAL' }],
    ['that runs', { ...promote, status: 'RUNNING', endTime: null }],
    ['that came before', { ...promote, startTime: STARTED_AT - 60_000, endTime: STARTED_AT - 50_000 }],
    ['that is no stage at all', 'nonsense'],
  ])('continues beside a Route %s', (_title, stage) => {
    expect(sentence(detailsOf({}, [stage]), 100)).toMatch(/^Reverts to v41/);
  });

  it('is as the outcome has it that the sidecar wrote when the execution was over', () => {
    const revertTimer = { ...timer, state: 'reverted', endedAt: after(3603), note: 'live → v41 100%.' };
    const written = (id: string) => detailsOf({ lambdaStages: { outcome: { ...body, id, revertTimer } } });

    expect(sentence(written(body.id), 4000)).toBe(
      'Reverted to v41 at 15:00:08, because the canary was not promoted within 1 h',
    );
    expect(sentence(written('of an earlier attempt'), 100)).toMatch(/^Reverts to v41/);
  });

  it("of an earlier attempt is not taken for this one's", () => {
    const details = detailsOf({ revertTimer: { ...timer, state: 'reverted', revertAt: after(-100) } });

    expect(sentence(details, 100)).toMatch(/^Reverts to v41/);
    expect(isCounting(details.outcome, STARTED_AT)).toBe(true);
  });

  it.each([[{}], [{ revertAt: 'soon', to: { mainVersion: '41' } }], [{ revertAt: after(1) }], ['x'], [null]])(
    '%j is none',
    (revertTimer) => {
      expect(revertTimerLine(detailsOf({}, [], { ...body, revertTimer }), times, STARTED_AT)).toBeUndefined();
    },
  );
});

describe('the page of a split with a timer', () => {
  it('leaves the time left to the counting line', () => {
    const sentences = [body, { ...body, progressTold: { ...body.progressTold, code: 'ofNewerSidecar' } }].map(
      (document) => headlineOf(detailsOf({}, [], document)).sentence,
    );

    expect(sentences).toEqual(['live → v42 10%, v41 90%', body.progress]);
  });

  it('is left out of the words of an older sidecar too', () => {
    expect(headlineOf(detailsOf({}, [], { ...body, progressTold: undefined })).sentence).toBe(
      'live → v42 10%, v41 90%',
    );
  });

  it('shows the current state after it has been reverted: headline, traffic, timeline', () => {
    const details = detailsOf(
      told({ state: 'reverted', note: 'live → v41 100%, because the canary was not promoted within 1 h.' }),
    );

    expect(headlineOf(details)).toMatchObject({
      icon: 'reverted',
      word: 'Reverted',
      sentence: 'Reverted: live → v41 100%, because the canary was not promoted within 1 h.',
    });
    expect(details.outcome.routing.now).toEqual({ mainVersion: '41' });
    expect(details.outcome.timeline.at(-1)).toEqual({
      atMs: STARTED_AT + 3_603_000,
      routing: { mainVersion: '41' },
      reason: 'reverted: not promoted in time',
    });
    expect(outputRows(details.outcome.outputs).map((row) => row.name)).not.toContain('revertTimer');
  });
});

describe('the watch after a stage', () => {
  const watching = { state: 'pending', until: after(3602), seconds: 3600, to: { mainVersion: '41' } };
  const note = 'live → v41 100%. Alarm checkout-errors is in ALARM.';
  const watched = (more: Record<string, unknown> = {}): StageDetails =>
    detailsOf({}, [], { ...routeDone, watching: { ...watching, ...more } });
  const lineOf = (details: StageDetails) => watchingLine(details, times);

  it('says until when, and where it would go back to', () => {
    expect(lineOf(watched())).toMatchObject({
      icon: 'running',
      word: 'Watching',
      sentence: 'until 15:00:07; goes back to v41 if something is found',
    });
  });

  it.each([
    ['reverted', 'reverted', note],
    ['passed', 'done', 'live stays at v42 100%: nothing was found within 1 h.'],
    ['cleared', 'done', 'Cleared by “Next”.'],
    ['skipped', 'same', 'No longer watched.'],
    ['failed', 'failed', 'live stays unchanged: it could not be watched to the end.'],
  ])('that was %s says what came of it, and when', (state, icon, said) => {
    expect(lineOf(watched({ state, note: said, endedAt: after(3603) }))).toMatchObject({
      icon,
      word: 'Watched',
      sentence: `${said} (15:00:08)`,
    });
  });

  it('is nothing without one, or where it cannot be read', () => {
    expect(lineOf(detailsOf({}, [], routeDone))).toBeUndefined();
    expect(lineOf(detailsOf({}, [], { ...routeDone, watching: { state: 'passed' } }))).toBeUndefined();
  });

  it('that has reverted is the headline', () => {
    const progress = `Reverted: ${note}`;

    const { icon, word } = headlineOf(
      detailsOf({}, [], {
        ...routeDone,
        progress,
        progressTold: undefined,
        watching: { ...watching, state: 'reverted', note },
      }),
    );

    expect([icon, word]).toEqual(['reverted', 'Reverted']);
  });
});

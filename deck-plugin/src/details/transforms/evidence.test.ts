import { invokeFailed } from '../fixtures/otherOutcomes';
import { routeRunning } from '../fixtures/routeOutcomes';
import { guardWorse } from '../fixtures/watchedOutcomes';
import { after, stageOf } from '../fixtures/stageOf';
import { readDetails } from '../read/readDetails';
import { zonedTimes } from '../text/zonedTimes';
import { evidenceRows } from './evidence';

const times = zonedTimes('UTC');
const taken = (source: string, more: object = {}) => ({
  source,
  measured: 'Error rate of v42',
  version: '42',
  figures: { calls: 4658, errorPercent: 0.31, slowestMs: 912, lookedSeconds: 90 },
  limit: { errorPercent: 0.5 },
  verdict: 'fine',
  at: after(60),
  ...more,
});
const rowsOf = (evidence: unknown[], status = 'RUNNING', outcome: object = routeRunning) =>
  evidenceRows(readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, { ...outcome, evidence })), times);

describe('evidence', () => {
  it('of a source that this page does not know is shown with verdict, figures and limits', () => {
    expect(rowsOf([taken('guard')])).toEqual([
      {
        key: '0 guard',
        icon: 'done',
        word: 'Fine',
        measured: 'Error rate of v42',
        version: 'v42',
        figures: ['calls 4,658', 'error 0.31% (limit 0.5%)', 'slowest 912 ms', 'looked 1 min 30 s'],
        time: '14:01:05',
      },
    ]);
  });

  it('of guards and alarms says how strong it is, instead of the figures of its sentence', () => {
    const shown = rowsOf(guardWorse.evidence ?? [], 'TERMINAL');
    const none = rowsOf([taken('alarm', { told: { code: 'alarmsSeen' }, figures: { alarms: 2, inAlarm: 0 } })]);

    expect(shown.map(({ figures }) => figures)).toEqual([['evidence 190:1 (worse from 100:1)'], ['1 of 1 in ALARM']]);
    expect(none[0]?.figures).toEqual(['none in ALARM']);
  });

  it.each([
    ['fine', 'RUNNING', 'done', 'Fine'],
    ['worse', 'RUNNING', 'failed', 'Worse'],
    ['notEnough', 'RUNNING', 'todo', 'Not enough yet'],
    ['notEnough', 'TERMINAL', 'todo', 'Insufficient data'],
    ['failed', 'RUNNING', 'warning', 'Not measured'],
    ['drifting', 'RUNNING', 'info', 'drifting'],
  ])('that is %s while the stage is %s has the icon %s and the word %s', (verdict, status, icon, word) => {
    expect(rowsOf([taken('guard', { verdict })], status)).toMatchObject([{ icon, word }]);
  });

  it('of calls is left to their table, and shown if there is none', () => {
    const evidence = [taken('invocation'), taken('healthCheck')];

    expect([rowsOf(evidence, 'TERMINAL', invokeFailed).length, rowsOf(evidence).length]).toEqual([0, 2]);
  });

  it('is named by its source if nothing says what was measured, and left out if there is no verdict', () => {
    expect(rowsOf([{ source: 'alarm', verdict: 'worse' }, { source: 'alarm', verdict: {} }, 7])).toMatchObject([
      { measured: 'alarm', figures: [], version: '', time: '' },
    ]);
  });
});

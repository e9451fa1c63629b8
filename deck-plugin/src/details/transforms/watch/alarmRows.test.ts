import { stageOf } from '../../fixtures/stageOf';
import { guardsRunning, guardWorse } from '../../fixtures/watchedOutcomes';
import { readDetails } from '../../read/readDetails';
import { zonedTimes } from '../../text/zonedTimes';
import { alarmRows } from './alarmRows';
import { watchSummary } from './watchSummary';

const times = zonedTimes('UTC');
const detailsOf = (outcome: object, status = 'RUNNING') =>
  readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, outcome));
const rowsOf = (outcome: object, status = 'RUNNING') => alarmRows(detailsOf(outcome, status), times);

describe('a watched alarm', () => {
  it('says its state, since when, and whether it acts', () => {
    expect(rowsOf(guardsRunning)).toMatchObject([
      { name: 'checkout-5xx', icon: 'done', word: 'OK', line: 'since 18 Nov 11:42:00 · acts when in ALARM' },
      {
        name: 'checkout-dlq-depth',
        icon: 'unknown',
        word: 'Insufficient data',
        isShadow: true,
        line: 'since 13:44:05 · shadow: shown, does not act',
      },
      {
        word: 'In alarm',
        icon: 'failed',
        isBad: false,
        line: 'since 13:50:05 · ignored until OK: was in ALARM before the start',
      },
    ]);
  });

  it('that acts is marked when it is in alarm; one that has disappeared says so', () => {
    expect(rowsOf(guardWorse, 'TERMINAL')).toMatchObject([
      { word: 'In alarm', isBad: true },
      { word: 'Missing', icon: 'warning', isBad: false },
    ]);
  });

  it('in a state of a newer sidecar is shown as it was written, and one without a name is left out', () => {
    const alarms = [{ name: 'a', state: 'muted', since: 'yesterday' }, { state: 'ok' }, 'x', { name: 'b' }];

    expect(rowsOf({ ...guardsRunning, watch: { alarms } })).toEqual([
      { key: '0 a', name: 'a', icon: 'info', word: 'muted', isShadow: false, isBad: false, line: 'acts when in ALARM' },
    ]);
  });
});

describe('the summary of a look', () => {
  it('says when it was and which minutes were counted', () => {
    expect(watchSummary(detailsOf(guardsRunning), times)).toBe('looked at 14:00:05 · complete minutes until 13:58');
    expect(watchSummary(detailsOf(guardWorse, 'TERMINAL'), times)).toBe(
      'last look at 13:48:05 · complete minutes until 13:47',
    );
  });

  it('is empty without one', () => {
    expect(watchSummary(detailsOf({ ...guardsRunning, watch: 'none' }), times)).toBe('');
  });
});

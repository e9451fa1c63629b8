import { judgePeriods } from './judgePeriods';

/** As AWS writes it: X breaches, 0 does not, - is missing. */
const periods = (text: string): (boolean | undefined)[] =>
  text.split(' ').map((period) => (period === '-' ? undefined : period === 'X'));

describe('periods of an alarm', () => {
  /** The two tables of "Configuring how CloudWatch alarms treat missing data". `stays`: the state is retained. */
  it.each([
    ['0 - X - X', 3, ['OK', 'OK', 'OK', 'OK']],
    ['- - - - 0', 3, ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', 3, ['INSUFFICIENT_DATA', 'stays', 'ALARM', 'OK']],
    ['0 X X - X', 3, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', 3, ['ALARM', 'stays', 'ALARM', 'OK']],
    ['0 - X - X', 2, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', 2, ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', 2, ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', 2, ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', 2, ['ALARM', 'stays', 'ALARM', 'OK']],
  ])('%s with %i of 3 datapoints to alarm mean what AWS says', (text, datapointsToAlarm, expected) => {
    const judged = ['missing', 'ignore', 'breaching', 'notBreaching'].map((treatMissingData) =>
      judgePeriods(periods(text), { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }),
    );

    expect(judged.map((state) => state ?? 'stays')).toEqual(expected);
  });

  it('do not go to ALARM while the only breaching one is younger than the datapoints to alarm', () => {
    const rule = { evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'missing' };

    expect(judgePeriods(periods('- - - - X'), rule)).toBeUndefined();
    expect(judgePeriods(periods('- - - X -'), rule)).toBeUndefined();
    expect(judgePeriods(periods('- - X - -'), rule)).toBe('ALARM');
  });
});

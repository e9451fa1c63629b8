import type { MetricQuery } from '../../model/metricFacts';
import type { Question } from '../sharedCalls';
import { packQueries, spanOf, type SpanQuery } from './packQueries';

const minute = 60_000;

function question(key: string, per: MetricQuery['per'], from: number, to: number): Question<SpanQuery> {
  const query = { namespace: 'AWS/Lambda', metricName: 'Errors', dimensions: {}, statistic: 'Sum', per };
  return { key, item: { query, span: { fromMs: from * minute, toMs: to * minute } } };
}
const packed = (...questions: Question<SpanQuery>[]): string[][] =>
  packQueries(questions).map((group) => group.map(({ key }) => key));

describe('queries of one call', () => {
  it('are figures by minute of whatever spans, and the call covers all of them', () => {
    const questions = [
      question('a', 'minute', 10, 20),
      question('b', 'minute', 5, 12),
      question('c', 'minute', 15, 30),
    ];

    expect(packed(...questions)).toEqual([['b', 'a', 'c']]);
    expect(spanOf(questions)).toEqual({ fromMs: 5 * minute, toMs: 30 * minute });
  });

  it('are figures of whole spans that begin at the same minute, with the figures by minute that begin there', () => {
    expect(
      packed(
        question('whole', 'span', 10, 20),
        question('other', 'span', 12, 20),
        question('longer', 'span', 10, 40),
        question('minutes', 'minute', 10, 20),
        question('more', 'minute', 11, 20),
      ),
    ).toEqual([['whole', 'longer', 'minutes'], ['other'], ['more']]);
  });

  it('are at most 500', () => {
    const questions = Array.from({ length: 1001 }, (_entry, index) => question(`q${index}`, 'minute', 0, 10));

    expect(packed(...questions).map((group) => group.length)).toEqual([500, 500, 1]);
  });

  it('have at most 100,800 datapoints together', () => {
    const day = Array.from({ length: 100 }, (_entry, index) => question(`q${index}`, 'minute', 0, 1440));

    expect(packed(...day).map((group) => group.length)).toEqual([70, 30]);
    expect(packed(question('long', 'minute', 0, 200_000))).toEqual([['long']]);
  });
});

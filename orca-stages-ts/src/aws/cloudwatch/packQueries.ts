import type { MetricQuery, MinuteSpan } from '../../model/metricFacts';
import type { Question } from '../sharedCalls';

/** A query and the span that it is about. */
export interface SpanQuery {
  query: MetricQuery;
  span: MinuteSpan;
}

type QueryQuestion = Question<SpanQuery>;

/** AWS's limits of one GetMetricData. */
const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;
const MINUTE_MS = 60_000;

/**
 * Puts queries into as few calls as they allow. A call has one start time, with which periods begin: figures of whole
 * spans can only share a call if they begin at the same minute. Figures by minute go with them if they begin there too;
 * all others share the calls that are left, whose span then covers all of theirs.
 */
export function packQueries(questions: readonly QueryQuestion[]): QueryQuestion[][] {
  const startsOfSpans = new Set(
    questions.filter(({ item }) => item.query.per === 'span').map(({ item }) => item.span.fromMs),
  );
  const beginsWithSpans = ({ item }: QueryQuestion): boolean => startsOfSpans.has(item.span.fromMs);
  return [
    ...[...startsOfSpans].map((fromMs) => questions.filter(({ item }) => item.span.fromMs === fromMs)),
    questions.filter((question) => !beginsWithSpans(question)),
  ].flatMap(divided);
}

/** The span of a call: it covers those of all its queries. */
export const spanOf = (questions: readonly QueryQuestion[]): MinuteSpan => ({
  fromMs: Math.min(...questions.map(({ item }) => item.span.fromMs)),
  toMs: Math.max(...questions.map(({ item }) => item.span.toMs)),
});

function divided(questions: readonly QueryQuestion[]): QueryQuestion[][] {
  const calls: QueryQuestion[][] = [];
  for (const question of [...questions].sort((left, right) => left.item.span.fromMs - right.item.span.fromMs)) {
    const current = calls.at(-1);
    if (current !== undefined && fits([...current, question])) current.push(question);
    else calls.push([question]);
  }
  return calls;
}

function fits(questions: readonly QueryQuestion[]): boolean {
  if (questions.length > MOST_QUERIES) return false;
  const { fromMs, toMs } = spanOf(questions);
  return questions.length * Math.ceil((toMs - fromMs) / MINUTE_MS) <= MOST_DATAPOINTS;
}

import { say, StageError, type AwsCall } from 'stage-contract';
import { accountOf, type AwsAccount } from '../../model/accountOf';
import type { AlarmFacts, AlarmsSeen } from '../../model/alarmFacts';
import type { AwsScope } from '../../model/awsPort';
import type { Clock } from '../../model/clock';
import type { CloudwatchPort } from '../../model/cloudwatchPort';
import type { FiguresSeen, MetricPoint, MetricQuery, MinuteSpan } from '../../model/metricFacts';
import type { Sharing } from '../../model/sharing';
import { KeptAnswers, type Answer } from '../keptAnswers';
import { SharedCalls, type Asking, type Question } from '../sharedCalls';
import { alarmName } from './alarmReference';
import type { CloudwatchCalls, PeriodAnswer } from './cloudwatchCalls';
import { packQueries, spanOf, type SpanQuery } from './packQueries';

/**
 * How long the first asker waits for others. Looks of a place come at the same moments, and one with guards of durations
 * asks twice, one after the other: both must fit well into the second by which a step may be late.
 */
const GATHER_MS = 100;
/** AWS's limit of one DescribeAlarms. */
const MOST_ALARMS = 100;
/** States of alarms that are kept for all places, a few hundred bytes each. */
const KEPT_ALARMS = 5_000;
/** Points of figures that are kept for all places, at 60 to 80 bytes each: the figures of a look of a day are 10,000. */
const KEPT_POINTS = 200_000;
/** Shared calls belong to no execution, so CloudTrail shows this instead of one. */
const SHARED = 'cloudwatch';

/** What is shared between the executions of one account and region. */
interface Place {
  /** Account and region: the beginning of every key. */
  key: string;
  account: AwsAccount;
  alarms: SharedCalls<string, AlarmFacts | 'missing'>;
  figures: SharedCalls<SpanQuery, MetricPoint[]>;
}

/** CloudWatch for all executions: those of one account and region share its calls. */
export class SharedCloudwatch {
  private readonly places = new Map<string, Place>();
  private readonly keptAlarms: KeptAnswers<AlarmFacts | 'missing'>;
  private readonly keptFigures: KeptAnswers<MetricPoint[]>;

  constructor(
    private readonly deps: {
      accounts: readonly AwsAccount[];
      clock: Clock;
      /** The calls themselves; throws StageError accountNotConfigured. */
      callsFor(scope: AwsScope): CloudwatchCalls;
    },
  ) {
    const { clock } = deps;
    this.keptAlarms = new KeptAnswers({ clock, mostSize: KEPT_ALARMS, sizeOf: () => 1 });
    this.keptFigures = new KeptAnswers({ clock, mostSize: KEPT_POINTS, sizeOf: ({ length }) => length });
  }

  /** The port of one execution. Throws StageError accountNotConfigured. */
  portFor(scope: AwsScope): CloudwatchPort {
    const place = this.placeOf(scope);
    const asking = (sharing: Sharing): Asking => ({
      ...sharing,
      where: `${scope.account} / ${scope.region}`,
      onCall: (call) => scope.onCall(call),
    });
    return {
      alarmStates: (alarms, sharing = {}) => seeAlarms(place, scope.region, alarms, asking(sharing)),
      metricFigures: (queries, span, sharing = {}) => seeFigures(place, queries, span, asking(sharing)),
    };
  }

  /** Cancels all timers. */
  close(): void {
    for (const { alarms, figures } of this.places.values()) {
      alarms.close();
      figures.close();
    }
    this.keptAlarms.close();
    this.keptFigures.close();
  }

  private placeOf({ account: name, region }: AwsScope): Place {
    const account = accountOf(this.deps.accounts, name, region);
    const key = `${name}/${region}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const callsOf = (onCall: (call: AwsCall) => void): CloudwatchCalls =>
      this.deps.callsFor({ account: name, region, executionId: SHARED, onCall });
    const common = { clock: this.deps.clock, gatherMs: GATHER_MS };
    const place: Place = {
      key,
      account,
      alarms: new SharedCalls({
        ...common,
        kept: this.keptAlarms,
        call: 'DescribeAlarms',
        pack: (questions) =>
          Array.from({ length: Math.ceil(questions.length / MOST_ALARMS) }, (_group, index) =>
            questions.slice(index * MOST_ALARMS, (index + 1) * MOST_ALARMS),
          ),
        ask: async (questions, onCall) => {
          const found = await callsOf(onCall).alarmStates(questions.map(({ item }) => item));
          const byName = new Map(found.map((alarm) => [alarm.name, alarm]));
          return new Map(questions.map(({ key: question, item }) => [question, byName.get(item) ?? 'missing']));
        },
      }),
      figures: new SharedCalls({
        ...common,
        kept: this.keptFigures,
        call: 'GetMetricData',
        pack: packQueries,
        ask: (questions, onCall) => askFigures(callsOf(onCall), questions, `${name} / ${region}`),
      }),
    };
    this.places.set(key, place);
    return place;
  }
}

async function seeAlarms(
  { key: place, account, alarms }: Place,
  region: string,
  given: readonly string[],
  asking: Asking,
): Promise<AlarmsSeen> {
  const named = given.map((alarm) => ({ alarm, name: alarmName(alarm, account, region) }));
  const names = [...new Set(named.map(({ name }) => name))];
  const keyOfAlarm = (name: string): string => `${place}/${name}`;
  const answers = await alarms.ask(
    names.map((name) => ({ key: keyOfAlarm(name), item: name })),
    asking,
  );
  const seen = named.map(({ alarm, name }) => ({ alarm, state: answers.get(keyOfAlarm(name))?.value }));
  return {
    found: [...new Set(seen.flatMap(({ state }) => (state === undefined || state === 'missing' ? [] : [state])))],
    missing: seen.filter(({ state }) => state === 'missing').map(({ alarm }) => alarm),
    readAtMs: oldestOf(answers),
  };
}

async function seeFigures(
  { key: place, figures }: Place,
  queries: readonly MetricQuery[],
  span: MinuteSpan,
  asking: Asking,
): Promise<FiguresSeen> {
  const keyed = queries.map((query) => ({ key: keyOf(place, query, span), item: { query, span } }));
  const questions = [...new Map(keyed.map((question) => [question.key, question])).values()];
  const answers = await figures.ask(questions, asking);
  return { series: keyed.map(({ key }) => answers.get(key)?.value ?? []), readAtMs: oldestOf(answers) };
}

const oldestOf = (answers: ReadonlyMap<string, Answer<unknown>>): number =>
  Math.min(...[...answers.values()].map(({ readAtMs }) => readAtMs));

function keyOf(
  place: string,
  { namespace, metricName, dimensions, statistic, per }: MetricQuery,
  { fromMs, toMs }: MinuteSpan,
): string {
  const sorted = Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([place, namespace, metricName, sorted, statistic, per, fromMs, toMs]);
}

async function askFigures(
  calls: CloudwatchCalls,
  questions: readonly Question<SpanQuery>[],
  where: string,
): Promise<ReadonlyMap<string, MetricPoint[] | StageError>> {
  const answers = await calls.metricFigures(
    questions.map(({ item: { query, span } }) => ({
      ...query,
      periodSeconds: query.per === 'minute' ? 60 : (span.toMs - span.fromMs) / 1000,
    })),
    spanOf(questions),
  );
  return new Map(
    questions.map(({ key, item }, index) => [key, ownFigures(item, answers[index] ?? { points: [] }, where)]),
  );
}

/** What a query asked for, of an answer whose span may be longer. */
function ownFigures({ query, span }: SpanQuery, answer: PeriodAnswer, where: string): MetricPoint[] | StageError {
  const call = 'GetMetricData';
  if ('failure' in answer) {
    const { failure: awsCode, message } = answer;
    return awsCode === 'Forbidden'
      ? new StageError({ code: 'accessDenied', what: say('notAllowed', { call, message }), where, awsCode })
      : new StageError({ code: 'awsUnavailable', what: say('noAnswer', { call, awsCode }), where, awsCode });
  }
  const own = answer.points.filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs);
  // A call with figures of whole spans begins with them, so an earlier period is none of ours, either.
  const isElsewhere =
    query.per === 'span' && answer.points.some(({ atMs }) => atMs !== span.fromMs && atMs < span.toMs);
  return isElsewhere
    ? new StageError({ code: 'awsRefused', what: say('otherPeriods', { call, statistic: query.statistic }), where })
    : own;
}

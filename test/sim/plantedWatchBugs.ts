import type { RouteInput } from 'stage-contract';
import type { Applied } from '../../orca-stages-ts/src/model/applied';
import type { CloudwatchPort } from '../../orca-stages-ts/src/model/cloudwatchPort';
import type { AnyStage } from '../../orca-stages-ts/src/model/stage';
import type { StageStep } from '../../orca-stages-ts/src/model/step';
import { applying, sql, type PlantedBug } from './plant';

type Context = Parameters<AnyStage['apply']>[2];
type Asks = NonNullable<AnyStage['asks']>;

/** A CloudWatch whose alarms are all quiet. */
const quiet = (cloudwatch: CloudwatchPort): CloudwatchPort => ({
  ...cloudwatch,
  async alarmStates(alarms, sharing) {
    const seen = await cloudwatch.alarmStates(alarms, sharing);
    return { ...seen, found: seen.found.map((alarm) => ({ ...alarm, state: 'OK' as const })) };
  },
});

const bakes = (step: StageStep): boolean => Reflect.get(step, 'bakes') === true;
/** What a hold answers that has found nothing. */
const goesOn = ({ look }: Context): Applied<object> => ({ kind: look?.isLast === false ? 'continue' : 'done' });

/** Changes what a stage makes of requests. */
const asking = (change: (asks: Asks) => Asks): PlantedBug['sabotage'] => ({
  stage: (stage) => (stage.asks === undefined ? stage : { ...stage, asks: change(stage.asks) }),
});

/** Changes the input of a Route as its steps see it. */
const reading = (change: (input: RouteInput) => RouteInput): PlantedBug['sabotage'] => ({
  stage: (stage) =>
    stage.type !== 'Aws.LambdaTrafficRoutingStage'
      ? stage
      : { ...stage, apply: (step, input, context) => stage.apply(step, change(input as RouteInput), context) },
});

/** Bugs in how rollouts judge themselves, and in how people act on them. */
export const PLANTED_WATCH_BUGS: readonly PlantedBug[] = [
  {
    name: 'bakeIsBlind',
    what: 'an alarm is ignored in the bake',
    sabotage: applying(
      ['hold'],
      (apply) => (step, input, context) =>
        apply(step, input, bakes(step) ? { ...context, cloudwatch: quiet(context.cloudwatch) } : context),
    ),
  },
  {
    name: 'raisedBlindly',
    what: 'nobody looks at the alarms before the promotion',
    sabotage: {
      stage: (stage) => ({
        ...stage,
        apply: (step, input, context) =>
          stage.apply(step, input, bakes(step) ? context : { ...context, cloudwatch: quiet(context.cloudwatch) }),
        lookBefore: () => Promise.resolve(),
      }),
    },
  },
  {
    name: 'shadowActs',
    what: 'alarms and guards in shadow act',
    sabotage: reading((input) => ({
      ...input,
      alarms: input.alarms?.map(({ name }) => ({ name })),
      guards: input.guards?.map(({ shadow: _shadow, ...guard }) => guard),
    })),
  },
  {
    name: 'worseIgnored',
    what: 'a candidate that is worse passes its hold',
    sabotage: applying(['hold'], (apply) => async (step, input, context) => {
      const applied = await apply(step, input, context);
      const isWorse = applied.kind === 'failed' && applied.error.code === 'candidateWorse';
      return isWorse
        ? { ...goesOn(context), ...(applied.report === undefined ? {} : { report: applied.report }) }
        : applied;
    }),
  },
  {
    name: 'hookCalledAgain',
    what: 'a hook is called again after a crash',
    sabotage: applying(['hook'], (apply) => (step, input, context) => apply(step, input, { ...context, again: false })),
  },
  {
    name: 'hookUnheard',
    what: 'a hook that refuses is not listened to',
    sabotage: applying(['hook'], (apply) => async (step, input, context) => {
      const applied = await apply(step, input, context);
      return applied.kind === 'failed' ? { kind: 'done' } : applied;
    }),
  },
  {
    name: 'nobodyNeeded',
    what: 'a hold for a person ends by itself',
    sabotage: applying(['holdForPerson'], (apply) => async (step, input, context) => {
      const applied = await apply(step, input, context);
      return applied.kind === 'failed' && applied.error.code === 'notContinued' ? { kind: 'done' } : applied;
    }),
  },
  {
    name: 'askedAgain',
    what: 'an action is carried out again, because the first time was not written down',
    sabotage: sql(
      /^update "asks" set "state" = \?(.*) where "asker_id" = \? and "state" = \?$/,
      'update "asks" set "state" = substr(?, 1, coalesce(length("answered_at") * 9, 0)) || case when "answered_at" is null then "state" else \'\' end$1 where "asker_id" = ? and "state" = ?',
    ),
  },
  {
    name: 'holdUnheard',
    what: 'a hold that was accepted holds nothing',
    sabotage: sql(/^(update "operations" set .*)"held" = \?/, '$1"held" = nullif(substr(?, 1, 0), \'\')'),
  },
  {
    name: 'whoForgotten',
    what: 'an action is carried out, and nobody writes down who wanted it',
    sabotage: asking((asks) => ({
      ...asks,
      meaning(ask, input, state) {
        const meaning = asks.meaning(ask, input, state);
        if (meaning.kind === 'refused') return meaning;
        const { report: _report, ...rest } = meaning;
        return rest;
      },
    })),
  },
  {
    name: 'revertUnheard',
    what: 'a revert that was accepted leaves the alias as it is',
    sabotage: {
      stage: (stage) => ({
        ...stage,
        recover: (input, state) => (state.reason === 'asked' ? [] : stage.recover(input, state)),
      }),
    },
  },
  {
    name: 'answeredWrongly',
    what: 'an action is carried out, and answered as refused',
    sabotage: sql(
      /^update "asks" set "state" = \?, "refusal"(.*)$/,
      `update "asks" set "state" = replace(?, 'taken', 'refused'), "refusal"$1`,
    ),
  },
];

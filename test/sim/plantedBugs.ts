import type { StageStep } from '../../orca-stages-ts/src/model/step';
import {
  applying,
  insist,
  kindOf,
  lambda,
  NEVER,
  planning,
  revertBlindly,
  sql,
  undoOf,
  withoutCandidate,
  type PlantedBug,
} from './plant';
import { PLANTED_WATCH_BUGS } from './plantedWatchBugs';

/** Bugs of the kinds that this product must not have. The simulation has to find them; CONTRIBUTING.md says after how many seeds it does. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'noRevision',
    what: 'UpdateAlias without RevisionId',
    sabotage: lambda((port) => ({
      updateAlias: ({ revisionId: _revision, ...spec }) => port.updateAlias(spec),
    })),
  },
  {
    name: 'noFence',
    what: 'writes of a replica that has lost its lease count',
    sabotage: sql(
      /^(update "operations" set .*"fence" = \? where "id" = \?) and "fence" = \?$/,
      '$1 and ? is not null',
    ),
  },
  {
    name: 'leaseIgnored',
    what: 'a replica takes over what another one is working on',
    sabotage: sql(/"lease_until" < \?/g, '("lease_until" < ? or 1 = 1)'),
  },
  {
    name: 'noTakeOver',
    what: 'what a dead replica was working on is not taken over',
    sabotage: sql(/"lease_until" < \?/g, '("lease_until" < ? and 1 = 0)'),
  },
  {
    name: 'blindResume',
    what: 'a step that was interrupted is applied as if it never had been',
    sabotage: {
      stage: (stage) => ({
        ...stage,
        apply: (step, input, context) => stage.apply(step, input, { ...context, again: false }),
      }),
    },
  },
  {
    name: 'intentForgotten',
    what: 'the intent of a call is not written before it',
    sabotage: sql(/^(update "checkpoints" set .*)"unsure" = \?/, '$1"unsure" = (? * 0)'),
  },
  {
    name: 'noLock',
    what: "the function's lock holds nobody back",
    sabotage: sql(/^(select "locks"."operation_id" from "locks" inner join .*)( order by)/, `$1${NEVER}$2`),
  },
  {
    name: 'claimKept',
    what: 'the claim on an alias is not released',
    sabotage: sql(
      /^delete from "claims" where "operation_id" = \?$/,
      `delete from "claims" where "operation_id" = ?${NEVER}`,
    ),
  },
  {
    name: 'silenceIgnored',
    what: "Orca's record always says that the stage is wanted",
    sabotage: {
      orca: (records) => ({
        isAway: () => records.isAway(),
        async execution(id, maxAgeMs) {
          const found = await records.execution(id, maxAgeMs);
          return found === undefined
            ? undefined
            : {
                ...found,
                status: 'RUNNING',
                canceled: false,
                stages: found.stages.map((stage) => ({ ...stage, status: 'RUNNING', taskStatuses: ['RUNNING'] })),
              };
        },
      }),
    },
  },
  {
    name: 'promotedUnasked',
    what: 'a promotion does not ask Orca first',
    sabotage: planning((steps) => steps.map(({ beginsWhen: _condition, ...step }) => step)),
  },
  {
    name: 'reversalIgnored',
    what: 'a move is repeated although somebody has reversed it',
    sabotage: applying(['route'], (apply) => (step, input, context) => {
      const { revisionId: _known, ...rest } = step as StageStep & { revisionId?: string };
      const { revisionId: _left, ...facts } = context.facts as { revisionId?: string };
      return context.again ? apply(rest, input, { ...context, facts }) : apply(step, input, context);
    }),
  },
  {
    name: 'blindRevert',
    what: "a revert overwrites somebody else's change",
    sabotage: applying(['revert'], revertBlindly),
  },
  {
    name: 'timerKept',
    what: 'a later Route does not clear the timer',
    sabotage: sql(
      /^update "operations" set "timer_held_by" = \?(.*) where/,
      `update "operations" set "timer_held_by" = ?$1 where 1 = 0 and`,
    ),
  },
  {
    name: 'revertForgotten',
    what: 'a failed rollout is left as it is',
    sabotage: { stage: (stage) => ({ ...stage, recover: () => [] }) },
  },
  {
    name: 'lateMoveForgotten',
    what: 'a revert does not outrun a move that AWS never answered',
    sabotage: applying(['revert'], (apply) => (step, input, context) => {
      const { outruns: _outruns, ...rest } = step as StageStep & { outruns?: true };
      return apply(rest, input, { ...context, again: false });
    }),
  },
  {
    name: 'checkIgnored',
    what: 'a health check that fails counts as passed',
    sabotage: applying(['healthCheck'], (apply) => async (step, input, context) => {
      const applied = await apply(step, input, context).catch(() => undefined);
      return applied === undefined || applied.kind === 'failed' ? { kind: 'done' } : applied;
    }),
  },
  {
    name: 'weightSkipped',
    what: 'a gradual rollout leaves out its first weight',
    sabotage: planning((steps, { deploymentStrategy }) => {
      const first = steps.find((step) => kindOf(step) === 'route');
      const second = steps.filter((step) => kindOf(step) === 'route')[1];
      if (deploymentStrategy !== '$GRADUAL' || first === undefined || second === undefined) return steps;
      return steps
        .filter((step) => step !== first && kindOf(step) !== 'hold')
        .map((step) => (step === second && 'expected' in first ? { ...step, expected: first.expected } : step));
    }),
  },
  {
    name: 'protectionIgnored',
    what: 'a Delete does not look at aliases, baselines and candidates',
    sabotage: {
      stage: (stage) =>
        stage.type !== 'Aws.LambdaDeleteStage'
          ? stage
          : {
              ...stage,
              observe: async (input, context) =>
                Object.assign((await stage.observe(input, context)) as object, {
                  aliases: [],
                  baselines: [],
                  candidate: null,
                  settledSince: undefined,
                }),
            },
    },
  },
  {
    name: 'publishedTwice',
    what: 'a publication that AWS did not answer is made again, after another change',
    sabotage: lambda((port) => ({
      publishVersion: (spec) =>
        port.publishVersion(spec).catch(async () => {
          await port.updateFunctionConfiguration({ functionName: spec.functionName, description: 'again' });
          return port.publishVersion({ functionName: spec.functionName });
        }),
    })),
  },
  {
    name: 'invokedTwice',
    what: 'a call of a function that AWS did not answer is made again',
    sabotage: lambda((port) => ({ invoke: (spec) => insist(() => port.invoke(spec)) })),
  },
  {
    name: 'foreignCandidate',
    what: "a Route takes the newest version instead of its own execution's",
    sabotage: {
      stage: (stage) => ({
        ...stage,
        observe: (input, context) => stage.observe(input, { ...context, pins: withoutCandidate(context.pins) }),
      }),
    },
  },
  {
    name: 'staleOutcome',
    what: 'the outcome shows what the alias served before',
    sabotage: applying(['route', 'revert'], (apply) => async (step, input, context) => {
      const applied = await apply(step, input, context);
      const { first } = undoOf(step);
      if (applied.kind !== 'done' || first === null || applied.report?.routing === undefined) return applied;
      return { ...applied, report: { ...applied.report, routing: { ...applied.report.routing, now: first } } };
    }),
  },
  {
    name: 'unsealed',
    what: 'inputs and answers are stored as they are',
    sabotage: {
      engine: (context) => ({ ...context, sealer: { seal: (text: string) => text, open: (text: string) => text } }),
    },
  },
  {
    name: 'claimIgnored',
    what: "another execution's rollout is not noticed",
    sabotage: sql(/^(select "claims"\..* from "claims" inner join .*)( limit .*)?$/, `$1${NEVER}$2`),
  },
  {
    name: 'preemptionIgnored',
    what: 'a rollout goes on although another execution has pre-empted it',
    sabotage: sql(
      /^update "operations" set "superseded_at" = \?, "superseded_by" = \?, "due_at" = \? where/,
      `update "operations" set "superseded_by" = (? || ?), "due_at" = ? where 1 = 0 and`,
    ),
  },
  {
    name: 'blindTimer',
    what: 'a timer reverts whatever the alias serves by then',
    sabotage: applying(
      ['revert'],
      (apply) => (step, input, context) =>
        'timer' in step ? revertBlindly(apply)(step, input, context) : apply(step, input, context),
    ),
  },
  ...PLANTED_WATCH_BUGS.map((bug): PlantedBug => ({ ...bug, onlyWatched: true })),
];

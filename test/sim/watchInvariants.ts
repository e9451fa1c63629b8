import type { JsonObject } from '../../sandbox/src/orca';
import { ACTOR } from './drawWatching';
import { isRaise, isRoute, writesBy } from './aliasWrites';
import { weightWords } from './awsEvents';
import { WORLD_BEGINS_MS } from './virtualTime';
import { shareOf, type AliasWrite, type EndedOperation, type EndedWorld } from './endedWorld';
import type { Invariant } from './invariants';

/** A rollout looks once a minute, and again after a failed call. */
const LOOK_EVERY_MS = 65_000;
/** Between the look before a move and the move itself, if nothing is late. */
const LOOK_TO_MOVE_MS = 15_000;
/** The longest ways of a late request and its late answer, and that of the next one. */
const LATE_MS = 280_000;
/** Another replica takes over within a lease, and a crashed one is back after half a minute. */
const TAKEN_OVER_MS = 45_000;

type Watched = JsonObject & { name: string };

const listIn = (fields: JsonObject, name: string): JsonObject[] =>
  Array.isArray(fields[name]) ? (fields[name] as JsonObject[]) : [];
/** Alarms that act, not only show. */
const actingAlarms = ({ fields }: EndedOperation): Watched[] =>
  (listIn(fields, 'alarms') as Watched[]).filter(({ shadow }) => shadow !== true);

/** How much later than usual anything may happen in this world at a time. */
function lateness({ world }: EndedWorld, atMs: number): number {
  const { weather, happenings } = world.scenario;
  const mayBeLate = atMs - LATE_MS < WORLD_BEGINS_MS + weather.untilMs;
  const cutMs = Math.max(0, ...happenings.map((each) => (each.kind === 'journalCut' ? each.forMs : 0)));
  const isLate = happenings.some(({ kind }) => kind === 'crash' || kind === 'upgrade' || kind === 'reversal');
  return (
    (mayBeLate && weather.lateRequest + weather.lateAnswer > 0 ? LATE_MS : LOOK_TO_MOVE_MS) +
    (isLate ? TAKEN_OVER_MS : 0) +
    world.longestPauseMs +
    cutMs
  );
}

/** When an alarm has been in ALARM, from and until. */
function alarmTimes({ world }: EndedWorld, name: string): { fromMs: number; untilMs: number }[] {
  const changes = world.alarmChanges.filter((change) => change.name === name);
  return changes.flatMap(({ atMs, to }, index) =>
    to === 'ALARM' ? [{ fromMs: atMs, untilMs: changes[index + 1]?.atMs ?? Infinity }] : [],
  );
}

/** An alarm that rang before the start is ignored, if the stage says so. */
const mayIgnore = (world: EndedWorld, operation: EndedOperation, fromMs: number): boolean =>
  operation.fields['onAlarmAtStart'] === 'ignoreUntilOk' &&
  fromMs < (world.world.plannedMs.get(operation.id) ?? 0) + lateness(world, fromMs);

/** CloudWatch could not be reached at some time while an alarm was in ALARM. */
function isCloudwatchAway({ world }: EndedWorld, { fromMs, untilMs }: { fromMs: number; untilMs: number }): boolean {
  const trouble = world.scenario.cloudwatchTrouble;
  return (
    trouble !== undefined &&
    WORLD_BEGINS_MS + trouble.fromMs < untilMs &&
    WORLD_BEGINS_MS + trouble.untilMs + LATE_MS > fromMs
  );
}

const hasClockJump = ({ world }: EndedWorld): boolean =>
  world.scenario.happenings.some(({ kind }) => kind === 'clockJump');

/** What people have asked of an operation. */
const asksOf = ({ asks }: EndedWorld, { id }: EndedOperation) => asks.filter(({ asked_id }) => asked_id === id);
const takenFrom = (world: EndedWorld, operation: EndedOperation) =>
  asksOf(world, operation).filter(({ state }) => state === 'taken');

/** How often a rollout's record says that somebody has acted for a reason. */
const timesRecorded = ({ outcome }: EndedOperation, reason: string): number =>
  (outcome?.timeline ?? []).filter(({ reason: words }) => words.includes(reason) && words.includes(ACTOR)).length;

/** When the wait for a person at a weight ended; the last one of a stage that was restarted. */
const personWeights = ({ fields }: EndedOperation): number[] =>
  listIn(fields, 'steps').flatMap(({ holdUntilContinued, weightPercent }) =>
    holdUntilContinued === true ? [Number(weightPercent)] : [],
  );

const candidateShare = (operation: EndedOperation, { after }: AliasWrite): number =>
  shareOf(operation.outcome?.candidate?.version, after);

/** What must be true of rollouts that look at alarms and guards, call hooks, and wait for people. */
export const watchInvariants: Readonly<Record<string, Invariant>> = {
  alarmsStopTheCandidate: (world) =>
    world.operations.filter(isRoute).flatMap((operation) =>
      writesBy(world, operation)
        .filter(isRaise)
        .flatMap(({ event, after }) =>
          actingAlarms(operation)
            .filter(({ name }) =>
              alarmTimes(world, name).some(
                ({ fromMs, untilMs }) =>
                  fromMs + lateness(world, event.sentMs) < event.sentMs &&
                  untilMs > event.sentMs &&
                  !mayIgnore(world, operation, fromMs),
              ),
            )
            .map(({ name }) => `${operation.name} went to ${weightWords(after)} while ${name} was in ALARM`),
        ),
    ),

  alarmsEndRollouts: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const { outcome, name } = operation;
      if (outcome?.status !== 'SUCCEEDED' || hasClockJump(world)) return [];
      const holds = outcome.steps.filter(({ kind, state }) => kind === 'hold' && state === 'done');
      return holds.flatMap(({ id, startedAt, endedAt }) => {
        const [fromMs, untilMs] = [Date.parse(startedAt ?? ''), Date.parse(endedAt ?? '')];
        const lateMs = lateness(world, untilMs);
        const rang = actingAlarms(operation).filter((alarm) =>
          alarmTimes(world, alarm.name).some((alarmed) => {
            const seenMs = Math.min(untilMs, alarmed.untilMs) - Math.max(fromMs, alarmed.fromMs);
            // A hold ends with a look, and has one a minute before.
            const isSeen = seenMs > lateMs + (alarmed.untilMs > untilMs ? 0 : LOOK_EVERY_MS);
            return isSeen && !mayIgnore(world, operation, alarmed.fromMs) && !isCloudwatchAway(world, alarmed);
          }),
        );
        return rang.map((alarm) => `${name} succeeded although ${alarm.name} was in ALARM during ${id}`);
      });
    }),

  shadowNeverActs: ({ operations }) =>
    operations.filter(isRoute).flatMap((operation) => {
      const { outcome, name, fields } = operation;
      const code = outcome?.failure?.code;
      const acting = {
        alarmInAlarm: actingAlarms(operation),
        candidateWorse: listIn(fields, 'guards').filter(({ shadow }) => shadow !== true),
      };
      return code !== undefined && code in acting && acting[code as keyof typeof acting].length === 0
        ? [`${name} failed with ${code}, and everything that could find that is in shadow`]
        : [];
    }),

  worseCandidatesFail: ({ operations }) =>
    operations.filter(isRoute).flatMap(({ outcome, name, fields }) => {
      const mayBeShadow = listIn(fields, 'guards').some(({ shadow }) => shadow === true);
      const wasWorse = (outcome?.evidence ?? []).some(
        ({ source, verdict }) => source === 'guard' && verdict === 'worse' && !mayBeShadow,
      );
      const isWorseNow = (outcome?.watch?.guards ?? []).some(
        ({ verdict, shadow, notJudged }) => verdict === 'worse' && shadow !== true && notJudged !== true,
      );
      return (wasWorse || isWorseNow) && outcome?.status === 'SUCCEEDED'
        ? [`${name} succeeded, and a guard says that its candidate is worse`]
        : [];
    }),

  hooksRunOnce: ({ operations }) =>
    operations.flatMap(({ name, events }) => {
      const calls = events.filter(
        ({ operation, functionName, status }) =>
          operation === 'Invoke' && functionName.startsWith('hook-') && status === 200,
      );
      const steps = calls.map(({ caller }) => caller?.stepId);
      return steps
        .filter((step, index) => steps.indexOf(step) !== index)
        .map((step) => `${name} called its hook ${step} more than once`);
    }),

  refusedHooksStopRollouts: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const { outcome, name, fields, events } = operation;
      const refused = ['preTraffic', 'postTraffic'].filter((phase) => {
        const called = (fields[phase] as JsonObject | undefined)?.['functionName'];
        const hasRun = events.some(({ operation: call, caller }) => call === 'Invoke' && caller?.stepId === phase);
        return hasRun && typeof called === 'string' && called !== 'hook-agrees';
      });
      const raised = refused.includes('preTraffic') && writesBy(world, operation).some(isRaise);
      return [
        ...(refused.length > 0 && outcome?.status === 'SUCCEEDED'
          ? [`${name} succeeded although its hook refused (${refused.join(', ')})`]
          : []),
        ...(raised ? [`${name} gave its candidate traffic although its hook refused`] : []),
      ];
    }),

  /** A stage that is restarted asks again, for the same reason. */
  actionsAreRecordedOnce: (world) =>
    world.operations.filter(isRoute).flatMap((rollout) => {
      const asked = asksOf(world, rollout).map((ask) => ({
        ...ask,
        asker: world.operations.find(({ id }) => id === ask.asker_id),
      }));
      const reasons = new Set(asked.map(({ asker }) => String(asker?.fields['reason'])));
      return [...reasons].flatMap((reason) => {
        const own = asked.filter(({ asker }) => asker?.fields['reason'] === reason);
        const taken = own.filter(({ state }) => state === 'taken').length,
          times = timesRecorded(rollout, reason);
        return rollout.outcome === undefined || times === taken
          ? []
          : [
              `${rollout.name} has taken ${own[0]?.asker?.name} (${own[0]?.verb}) ${taken} times, and shows it ${times} times`,
            ];
      });
    }),

  actionsSucceedIfTaken: (world) =>
    world.operations
      .filter(({ row, outcome }) => row.stage_type === 'Aws.LambdaRolloutActionStage' && outcome !== undefined)
      .flatMap(({ id, name, outcome }) => {
        const isTaken = world.asks.some(({ asker_id, state }) => asker_id === id && state === 'taken');
        return outcome?.status === 'SUCCEEDED' && !isTaken
          ? [`${name} succeeded, and nobody has taken its action`]
          : [];
      }),

  askedRevertsGoBack: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const isAsked = takenFrom(world, operation).some(({ verb }) => verb === 'revert');
      if (!isAsked) return [];
      const { outcome, name, row } = operation;
      const all = world.writes.get(row.function_name) ?? [];
      const own = writesBy(world, operation);
      const [last, first] = [own.at(-1), own[0]];
      const isLeft =
        last !== undefined &&
        all.at(-1) === last &&
        candidateShare(operation, last) > shareOf(outcome?.candidate?.version, first?.before ?? []) &&
        !outcome?.steps.some(({ state }) => state === 'failed');
      return [
        ...(outcome?.status === 'SUCCEEDED' ? [`${name} succeeded although it was asked to revert`] : []),
        ...(isLeft ? [`${name} left ${weightWords(last.after)} although it was asked to revert`] : []),
      ];
    }),

  onlyPeopleEndTheirHolds: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const passes = takenFrom(world, operation).some(({ verb }) => verb === 'continue' || verb === 'promote');
      if (passes) return [];
      const own = writesBy(world, operation),
        candidate = operation.outcome?.candidate?.version;
      // Whoever is to be asked at a weight that the candidate had already is asked at the one that it had.
      const firstShare = shareOf(candidate, own[0]?.before ?? []);
      const reached = own.filter((write) =>
        personWeights(operation)
          .map((weight) => Math.max(weight, firstShare))
          .some(
            (weight) =>
              candidateShare(operation, write) > weight && shareOf(candidate, write.before) >= weight && isRaise(write),
          ),
      );
      return reached.map(({ after }) => `${operation.name} went to ${weightWords(after)}, and nobody had continued it`);
    }),

  heldRolloutsStay: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      if (hasClockJump(world)) return [];
      const taken = takenFrom(world, operation);
      return writesBy(world, operation)
        .filter(isRaise)
        .filter(({ event }) => {
          const before = taken.filter(({ answered_at }) => (answered_at ?? Infinity) < event.sentMs);
          const last = before.filter(({ verb }) => ['hold', 'continue', 'promote'].includes(verb)).at(-1);
          return last?.verb === 'hold' && event.sentMs - (last.answered_at ?? 0) > lateness(world, event.sentMs);
        })
        .map(({ after }) => `${operation.name} went to ${weightWords(after)} while somebody held it`);
    }),
};

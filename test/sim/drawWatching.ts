import type { JsonObject } from '../../sandbox/src/orca';
import { ROUTE } from './aliasWrites';
import type { Draw } from './draw';
import { lambdaStage } from '../trust/orcaWorld';
import type { Happening, PlannedPipeline, Scenario } from './scenario';
import { ALARMS, HOOKS } from './simAws';

/** Who acts on rollouts; pipelines are somebody else's. */
export const ACTOR = 'joe';
/** Happenings that end most rollouts. */
const ENDS_ROLLOUTS: readonly Happening['kind'][] = ['foreignAlias', 'orcaSilent', 'cancel', 'lateCall'];
/** As Orca polls after the first minute: watched rollouts take long. */
const POLL_EVERY_MS = 15_000;

/**
 * Lets rollouts of some worlds look at alarms and guards, call hooks, bake and wait for people; and lets people act on them
 * while alarms go off, candidates fail, and CloudWatch cannot be reached. Drawn apart, so that the other worlds stay as they were.
 */
export function withWatching(draw: Draw, scenario: Scenario): Scenario {
  draw.random();
  if (!draw.chance(0.2)) return scenario;
  // Most rollouts would otherwise end early: by the rollout of another pipeline, or by somebody's edit.
  const isAlone = draw.chance(0.6);
  const watched = (isAlone ? scenario.pipelines.slice(0, 1) : scenario.pipelines).map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage) => (bringsIn(stage) ? { ...stage, ...watchedFields(draw, stage) } : stage)),
  }));
  const rollouts = watched.filter(({ stages }) => stages.some(bringsIn));
  const begunMs = Math.min(...rollouts.map(({ atMs }) => atMs));
  if (rollouts.length === 0) return scenario;
  const happenings = [
    ...scenario.happenings.filter(({ kind }) => !ENDS_ROLLOUTS.includes(kind) || draw.chance(0.4)),
    ...ALARMS.map((name): Happening => ({ atMs: 0, kind: 'alarm', name, to: 'OK' })),
    ...alarmHappenings(draw, begunMs),
    ...(draw.chance(0.8) ? [trafficOf(draw, rollouts)] : []),
  ];
  const trouble = draw.chance(0.2) ? { cloudwatchTrouble: troubleOf(draw, begunMs) } : {};
  if (draw.chance(0.35)) happenings.push(alarmAfterMove(draw));
  return {
    ...scenario,
    watches: true,
    pipelines: [...watched, ...rollouts.flatMap((rollout) => actionsOn(draw, rollout))],
    happenings: happenings.sort((a, b) => a.atMs - b.atMs),
    ...trouble,
  };
}

/** A stage that gives traffic to what its execution has published. */
const bringsIn = ({ type, versionNameA, deploymentStrategy }: JsonObject): boolean =>
  type === ROUTE && versionNameA === '$LATEST' && deploymentStrategy !== '$WEIGHTED';

function watchedFields(draw: Draw, { deploymentStrategy }: JsonObject): JsonObject {
  const isGradual = deploymentStrategy === '$GRADUAL' || draw.chance(0.6),
    isGuarded = isGradual && draw.chance(0.45);
  return {
    backoffPeriodMs: POLL_EVERY_MS,
    ...(draw.chance(0.7)
      ? { alarms: ALARMS.slice(0, draw.between(1, 2)).map((name) => withShadow(draw, { name })) }
      : {}),
    ...(draw.chance(0.3) ? { onAlarmAtStart: 'ignoreUntilOk' } : {}),
    ...(draw.chance(0.5) ? { bakeSeconds: draw.between(60, 250) } : {}),
    ...(draw.chance(0.25) ? { preTraffic: hook(draw) } : {}),
    ...(draw.chance(0.25) ? { postTraffic: hook(draw) } : {}),
    ...(isGradual ? { deploymentStrategy: '$GRADUAL', steps: watchedSteps(draw, isGuarded) } : {}),
    ...(isGuarded ? guarded(draw) : {}),
  };
}

const withShadow = (draw: Draw, fields: JsonObject): JsonObject =>
  draw.chance(0.2) ? { ...fields, shadow: true } : fields;

const hook = (draw: Draw): JsonObject => ({
  functionName: draw.from([HOOKS[0], HOOKS[0], HOOKS[0], HOOKS[0], ...HOOKS]),
  ...(draw.chance(0.5) ? { timeoutSeconds: draw.between(2, 20) } : {}),
});

/** Guards need some minutes of calls, which CloudWatch knows some minutes later. */
function watchedSteps(draw: Draw, isGuarded: boolean): JsonObject[] {
  const waits = draw.chance(isGuarded ? 0.1 : 0.45);
  const first = waits
    ? { holdUntilContinued: true, continueWithinSeconds: draw.between(60, 400) }
    : { holdSeconds: isGuarded ? draw.between(240, 420) : draw.between(60, 250) };
  return [
    { weightPercent: draw.from([10, 40]), ...first },
    ...(draw.chance(0.6) ? [{ weightPercent: draw.between(50, 70), holdSeconds: draw.between(0, 200) }] : []),
  ];
}

const guarded = (draw: Draw): JsonObject => ({
  guards: [withShadow(draw, { metric: 'errorRate' })],
  evidence: {
    extendSeconds: draw.between(0, 200),
    ...(draw.chance(0.4) ? { onTooFew: draw.from(['proceed', 'revert']) } : {}),
  },
});

/** An alarm goes off or disappears, and perhaps ends again. */
function alarmHappenings(draw: Draw, begunMs: number): Happening[] {
  const happenings: Happening[] = [];
  for (let count = draw.from([0, 1, 1, 2]); count > 0; count--) {
    const atMs = draw.between(1, begunMs + (draw.chance(0.5) ? 150_000 : 600_000)),
      name = draw.from(ALARMS);
    const to = draw.from(['ALARM', 'ALARM', 'ALARM', 'ALARM', 'INSUFFICIENT_DATA', 'deleted'] as const);
    happenings.push({ atMs, kind: 'alarm', name, to });
    if (to !== 'deleted' && draw.chance(0.4))
      happenings.push({ atMs: atMs + draw.between(1_000, 300_000), kind: 'alarm', name, to: 'OK' });
  }
  return happenings;
}

/** An alarm that goes off while the candidate has traffic. */
const alarmAfterMove = (draw: Draw): Happening => ({
  atMs: 0,
  kind: 'alarmAfterMove',
  name: ALARMS[0],
  move: draw.from(['weight', 'promotion']),
  afterMs: draw.between(500, 60_000),
});

/** Calls of one function's alias, by the minute; new versions may fail more often. */
const trafficOf = (draw: Draw, rollouts: readonly PlannedPipeline[]): Happening => ({
  atMs: 0,
  kind: 'traffic',
  functionName: rollouts[0]?.functionName ?? '',
  callsPerMinute: draw.from([40, 1_000, 1_000, 10_000]),
  newFailPercent: draw.from([0, 0, 1, 30, 30, 100]),
});

const troubleOf = (draw: Draw, begunMs: number): NonNullable<Scenario['cloudwatchTrouble']> => {
  const fromMs = draw.between(begunMs, begunMs + 300_000);
  return { kind: draw.from(['throttled', 'away']), fromMs, untilMs: fromMs + draw.between(5_000, 300_000) };
};

const VERBS = ['promote', 'skipHold', 'hold', 'continue', 'continue', 'revert'] as const;
/** What may end a hold of Hold, which otherwise lasts for an hour. */
const ENDING = ['continue', 'continue', 'promote', 'revert'] as const;

/** People act on a rollout, sometimes two at the same time. */
function actionsOn(draw: Draw, { atMs: begunMs, functionName }: PlannedPipeline): PlannedPipeline[] {
  const actions: PlannedPipeline[] = [];
  const act = (atMs: number, action: string): void => {
    const reason = `reason ${functionName} ${begunMs}.${actions.length}.`;
    const stage = lambdaStage('1', 'Aws.LambdaRolloutActionStage', { functionName, aliasName: 'live', action, reason });
    actions.push({ atMs, functionName, user: ACTOR, judgment: { answer: 'none', afterMs: 0 }, stages: [stage] });
  };
  for (let count = draw.from([0, 1, 1, 2, 3]); count > 0; count--) {
    const atMs = begunMs + draw.between(10_000, draw.chance(0.7) ? 90_000 : 300_000),
      action = draw.from(VERBS);
    act(atMs, action);
    if (draw.chance(0.3)) act(atMs + draw.between(0, 400), draw.from([action, ...VERBS]));
    if (action === 'hold' && draw.chance(0.9)) act(atMs + draw.between(1_000, 200_000), draw.from(ENDING));
  }
  return actions;
}

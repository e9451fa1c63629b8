import type { JsonObject } from '../../sandbox/src/orca';
import { seededRandom } from 'strict-lambda/src/random';
import { deploymentOf, TARGET } from '../process/support/deploymentOf';
import { lambdaStage } from '../trust/orcaWorld';
import { BAD_BUILDS, BUILDS, FUNCTIONS } from './simAws';

/** A secret in a function's environment, and one in the payload of its calls. Neither may show up anywhere. */
export const SECRETS = ['hunter2-in-the-environment', 'hunter3-in-the-payload'] as const;

/** How often requests to AWS and to the journal go wrong, each from 0 to 1; and when that stops. */
export interface Weather {
  throttle: number;
  error5xx: number;
  dropBefore: number;
  dropAfter: number;
  /** The request reaches AWS so late that nobody waits for it any more. */
  lateRequest: number;
  lateAnswer: number;
  /** The request is carried out twice: at once or later. */
  double: number;
  /** A transition of AWS takes long. */
  settleSlow: number;
  journalSlow: number;
  commitUnknown: number;
  /** Answers to Orca that are lost. */
  orcaLost: number;
  untilMs: number;
}

/** Something that happens to the world at a moment, in ms after its beginning. */
export type Happening = { atMs: number } & (
  | { kind: 'crash'; replica: number; when: Moment; downMs: number }
  | { kind: 'pause'; replica: number; when: Moment; forMs: number }
  | { kind: 'upgrade'; replica: number }
  | { kind: 'clockJump'; byMs: number }
  | { kind: 'journalCut'; replica: number | 'all'; forMs: number }
  | { kind: 'orcaSilent'; forMs: number }
  | { kind: 'cancel'; pipeline: number }
  | { kind: 'pausePipeline'; pipeline: number; forMs: number }
  | { kind: 'restart'; pipeline: number }
  | {
      kind: 'foreignAlias';
      functionName: string;
      versions: readonly string[];
      /** Just before the next move of a replica reaches AWS. */ isRace: boolean;
    }
);

/** After so many points of the replica, or, whichever replica it is, just after it has sent such a call to AWS. */
export type Moment = { afterPoints: number } | { atCall: string };

/** A pipeline that somebody starts. */
export interface PlannedPipeline {
  atMs: number;
  functionName: string;
  stages: JsonObject[];
  /** How somebody answers its judgment, and how long that takes. */
  judgment: { answer: 'continue' | 'stop' | 'none'; afterMs: number };
}

/** All that a seed decides in advance. */
export interface Scenario {
  seed: number;
  pipelines: PlannedPipeline[];
  happenings: Happening[];
  weather: Weather;
}

/** Draws from a seeded generator. */
class Draw {
  constructor(readonly random: () => number) {}
  chance(probability: number): boolean {
    return this.random() < probability;
  }
  from<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.random() * choices.length)] ?? choices[0];
  }
  between(least: number, most: number): number {
    return Math.floor(least + this.random() * (most - least + 1));
  }
}

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const HOUR_MS = 3_600_000;
/** Polls cost more than anything else that happens in a world. Orca lets a stage ask for fewer. */
const POLL_EVERY_MS = 4_000;

/** What a seed means. */
export function scenarioOf(seed: number): Scenario {
  const draw = new Draw(seededRandom(seed));
  draw.random();
  const count = draw.from([1, 1, 2, 2, 3]);
  const names = draw.chance(0.7) ? [FUNCTIONS[0]] : FUNCTIONS;
  const pipelines = Array.from({ length: count }, (_, index) =>
    pipelineOf(draw, index, names[draw.between(0, names.length - 1)] ?? FUNCTIONS[0]),
  );
  return { seed, pipelines, happenings: happeningsOf(draw, pipelines), weather: weatherOf(draw) };
}

function pipelineOf(draw: Draw, index: number, functionName: string): PlannedPipeline {
  const build = draw.chance(0.15) ? draw.from(BAD_BUILDS) : draw.from(BUILDS);
  const stage = (refId: string, type: string, fields: JsonObject, after: string[] = []): JsonObject =>
    lambdaStage(refId, type, { ...fields, functionName, backoffPeriodMs: POLL_EVERY_MS }, after);
  const publish: JsonObject = draw.chance(0.75)
    ? stage('1', 'Aws.LambdaDeploymentStage', {
        ...deploymentOf(`${build}.zip`),
        ...(draw.chance(0.5) ? { envVariables: { API_KEY: SECRETS[0] } } : {}),
      })
    : stage('1', 'Aws.LambdaUpdateCodeStage', { ...TARGET, s3bucket: 'builds', s3key: `${build}.zip`, publish: true });
  const invoke = (refId: string, after: string[]): JsonObject =>
    stage(
      refId,
      'Aws.LambdaInvokeStage',
      { aliasName: 'live', invokePayload: { run: `run-${index}-${refId}`, key: SECRETS[1] } },
      after,
    );
  const shape = draw.between(0, 9);
  const base = { atMs: draw.between(0, 40_000), functionName, judgment: judgmentOf(draw) };
  if (shape === 0)
    return { ...base, stages: [stage('1', ROUTE, { ...routeFields(draw, 'rollback') }), invoke('2', ['1'])] };
  if (shape === 1)
    return {
      ...base,
      stages: [
        publish,
        stage('2', ROUTE, routeFields(draw, 'timer'), ['1']),
        judgment('3', ['2']),
        stage('4', ROUTE, routeFields(draw, 'simple'), ['3']),
      ],
    };
  if (shape === 2)
    return {
      ...base,
      stages: [
        publish,
        stage('2', ROUTE, routeFields(draw, 'gradual'), ['1']),
        waitStage('3', draw.between(1, 20), ['1']),
        failing('4', ['3']),
      ],
    };
  const route = stage(
    '2',
    ROUTE,
    routeFields(draw, draw.from(['simple', 'weighted', 'bluegreen', 'gradual', 'gradual'])),
    ['1'],
  );
  const more = [
    ...(draw.chance(0.6) ? [invoke('3', ['2'])] : []),
    ...(draw.chance(0.3)
      ? [
          stage('4', 'Aws.LambdaDeleteStage', { ...TARGET, version: '$MOVING', retentionNumber: draw.between(1, 3) }, [
            '2',
          ]),
        ]
      : []),
  ];
  return { ...base, stages: [publish, route, ...more] };
}

const waitStage = (refId: string, waitTime: number, after: string[]): JsonObject => ({
  refId,
  requisiteStageRefIds: after,
  type: 'wait',
  name: `Wait ${refId}`,
  waitTime,
});

const failing = (refId: string, after: string[]): JsonObject => ({
  refId,
  requisiteStageRefIds: after,
  type: 'checkPreconditions',
  name: `Check ${refId}`,
  preconditions: [{ type: 'expression', context: { expression: 'false' }, failPipeline: true }],
});

const judgment = (refId: string, after: string[]): JsonObject => ({
  refId,
  requisiteStageRefIds: after,
  type: 'manualJudgment',
  name: `Judge ${refId}`,
  judgmentInputs: [],
  // So that a pipeline that nobody judges ends.
  stageTimeoutMs: 600_000,
});

const judgmentOf = (draw: Draw): PlannedPipeline['judgment'] => ({
  answer: draw.from(['continue', 'continue', 'stop', 'none']),
  afterMs: draw.between(1_000, 150_000),
});

function routeFields(
  draw: Draw,
  kind: 'simple' | 'weighted' | 'bluegreen' | 'gradual' | 'timer' | 'rollback',
): JsonObject {
  const common: JsonObject = {
    aliasName: 'live',
    ...(draw.chance(0.3) ? { onFailure: draw.from(['revert', 'hold', 'revertAndDeleteCandidate']) } : {}),
    ...(draw.chance(0.3) ? { onBusy: 'wait' } : {}),
    ...(draw.chance(0.1) ? { onForeignChange: 'proceed' } : {}),
  };
  const check = { invokePayload: { ping: SECRETS[1] } };
  switch (kind) {
    case 'simple':
      return { ...common, deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' };
    case 'rollback':
      return { ...common, deploymentStrategy: '$SIMPLE', versionNameA: '$PREVIOUS' };
    case 'bluegreen':
      return { ...common, deploymentStrategy: '$BLUEGREEN', versionNameA: '$LATEST', healthCheck: check };
    case 'weighted':
    case 'timer':
      return {
        ...common,
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: draw.from([10, 25, 50]),
        ...(kind === 'timer' ? { revertUnlessPromotedWithinSeconds: draw.between(60, 120) } : {}),
      };
    case 'gradual':
      return {
        ...common,
        deploymentStrategy: '$GRADUAL',
        versionNameA: '$LATEST',
        steps: [
          { weightPercent: 10, holdSeconds: draw.between(0, 20) },
          ...(draw.chance(0.5) ? [{ check }] : []),
          ...(draw.chance(0.6) ? [{ weightPercent: draw.between(20, 60), holdSeconds: draw.between(0, 15) }] : []),
        ],
      };
  }
}

/** Faults come in a few kinds at a time: where everything fails, nothing interesting happens. */
function weatherOf(draw: Draw): Weather {
  const none: Weather = {
    throttle: 0,
    error5xx: 0,
    dropBefore: 0,
    dropAfter: 0,
    lateRequest: 0,
    lateAnswer: 0,
    double: 0,
    settleSlow: 0,
    journalSlow: 0,
    commitUnknown: 0,
    orcaLost: 0,
    untilMs: draw.between(60_000, 300_000),
  };
  if (draw.chance(0.15)) return none;
  const kinds = [
    'throttle',
    'error5xx',
    'dropBefore',
    'dropAfter',
    'lateRequest',
    'lateAnswer',
    'double',
    'settleSlow',
    'journalSlow',
    'commitUnknown',
    'orcaLost',
  ] as const;
  for (let count = draw.between(1, 4); count > 0; count--) none[draw.from(kinds)] = draw.from([0.02, 0.05, 0.1, 0.2]);
  return { ...none, commitUnknown: Math.min(none.commitUnknown, 0.05), orcaLost: Math.min(none.orcaLost, 0.02) };
}

const CALLS = [
  'Invoke',
  'UpdateAlias',
  'UpdateAlias',
  'PublishVersion',
  'UpdateFunctionCode',
  'DeleteFunction',
] as const;

const momentOf = (draw: Draw): Moment =>
  draw.chance(0.5) ? { afterPoints: draw.between(1, 40) } : { atCall: draw.from(CALLS) };

function happeningsOf(draw: Draw, pipelines: readonly PlannedPipeline[]): Happening[] {
  const happenings: Happening[] = [];
  for (let count = draw.from([0, 1, 2, 2, 3, 4]); count > 0; count--) happenings.push(happeningOf(draw, pipelines));
  return happenings.sort((a, b) => a.atMs - b.atMs);
}

function happeningOf(draw: Draw, pipelines: readonly PlannedPipeline[]): Happening {
  const atMs = draw.between(0, draw.chance(0.7) ? 60_000 : 200_000);
  const replica = draw.between(0, 2),
    pipeline = draw.between(0, pipelines.length - 1);
  const functionName = pipelines[pipeline]?.functionName ?? FUNCTIONS[0];
  switch (draw.between(0, 13)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return { atMs, kind: 'crash', replica, when: momentOf(draw), downMs: draw.between(0, 30_000) };
    case 4:
    case 5:
      return {
        atMs,
        kind: 'pause',
        replica,
        when: momentOf(draw),
        forMs: draw.from([500, 5_000, 12_000, 40_000]),
      };
    case 6:
      return { atMs, kind: 'upgrade', replica };
    case 7:
      return { atMs, kind: 'clockJump', byMs: draw.from([1, -1]) * draw.from([5_000, 60_000, 600_000, HOUR_MS]) };
    case 8:
      return {
        atMs,
        kind: 'journalCut',
        replica: draw.chance(0.5) ? 'all' : replica,
        forMs: draw.from([500, 4_000, 20_000]),
      };
    case 9:
      return { atMs, kind: 'orcaSilent', forMs: draw.from([5_000, 30_000, 300_000, 1_500_000]) };
    case 10:
      return { atMs, kind: 'cancel', pipeline };
    case 11:
      return draw.chance(0.5)
        ? { atMs, kind: 'pausePipeline', pipeline, forMs: draw.between(1_000, 60_000) }
        : { atMs: atMs + 30_000, kind: 'restart', pipeline };
    default:
      return {
        atMs,
        kind: 'foreignAlias',
        functionName,
        versions: draw.from([['1'], ['2'], ['1', '2']]),
        isRace: draw.chance(0.5),
      };
  }
}

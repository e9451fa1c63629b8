import type { JsonObject } from '../../sandbox/src/orca';
import { deploymentOf, TARGET } from '../process/support/deploymentOf';
import { lambdaStage } from '../trust/orcaWorld';
import type { Draw } from './draw';
import type { PlannedPipeline } from './scenario';
import { BAD_BUILDS, BUILDS } from './simAws';

/** A secret in a function's environment, and one in the payload of its calls. Neither may show up anywhere. */
export const SECRETS = ['hunter2-in-the-environment', 'hunter3-in-the-payload'] as const;

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
/** Polls cost more than anything else that happens in a world. Orca lets a stage ask for fewer. */
const POLL_EVERY_MS = 4_000;

/** A pipeline as users write them: publish, route in one of many ways, and perhaps judge, call and clean up. */
export function drawPipeline(draw: Draw, index: number, functionName: string): PlannedPipeline {
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

/** A rollback that begins while another pipeline is under way. */
export const drawRollback = (draw: Draw, { functionName, atMs }: PlannedPipeline): PlannedPipeline => ({
  atMs: atMs + draw.between(4_000, 30_000),
  functionName,
  judgment: { answer: 'none', afterMs: 0 },
  stages: [lambdaStage('1', ROUTE, { ...routeFields(draw, 'rollback'), functionName, backoffPeriodMs: POLL_EVERY_MS })],
});

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

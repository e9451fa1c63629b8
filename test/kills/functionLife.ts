import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { GetAliasCommand, UpdateAliasCommand, type AliasConfiguration } from '@aws-sdk/client-lambda';
import { eventually } from 'strict-lambda/src/testing/eventually';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { isComplete } from '../../sandbox/src/orca/executionModel';
import { deploymentOf } from '../process/support/deploymentOf';
import { lambdaStage } from '../trust/orcaWorld';
import { pick } from './disturb';
import { BUILDS, type KillWorld } from './killWorld';

/** What somebody does to a rollout besides Orca. */
type Event = 'nothing' | 'cancel' | 'foreignMove';
const EVENTS: readonly Event[] = ['nothing', 'nothing', 'nothing', 'cancel', 'foreignMove'];

/** One pipeline of one function, with what AWS had before it and after everything of it had ended. */
export interface Rollout {
  functionName: string;
  executionId: string;
  run: string;
  event: Event;
  /** Set if the foreign hand moved the alias before the execution had ended. */
  foreign?: string;
  before: string;
  after: string;
  execution: Execution;
}

const ENDED_WITHIN_MS = 240_000;
/** The version that everybody outside the pipelines moves an alias back to; it is never deleted. */
const FIRST = '1';

const routingOf = ({ FunctionVersion, RoutingConfig }: AliasConfiguration): string =>
  [
    `v${FunctionVersion}`,
    ...Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {}).map(
      ([version, weight]) => `v${version} ${weight}`,
    ),
  ].join(' + ');

/** Repeats a call of ours that an armed fault has hit. */
const insist = <T extends object>(awaited: string, call: () => Promise<T>): Promise<T> =>
  eventually(awaited, () => call().catch(() => undefined), { everyMs: 100 });

const liveOf = async ({ aws }: KillWorld, functionName: string): Promise<string> =>
  routingOf(
    await insist('the alias', () => aws.send(new GetAliasCommand({ FunctionName: functionName, Name: 'live' }))),
  );

const deploy = (world: KillWorld, functionName: string, build: string): JsonObject =>
  lambdaStage('1', 'Aws.LambdaDeploymentStage', {
    ...deploymentOf(`${build}.zip`),
    functionName,
    aliases: ['live'],
    envVariables: { RUNS: world.runsFile },
  });

/** A pipeline as users write it: deploy, raise in steps, call the alias once. */
const pipelineOf = (world: KillWorld, functionName: string, build: string, run: string): JsonObject[] => [
  deploy(world, functionName, build),
  lambdaStage(
    '2',
    'Aws.LambdaTrafficRoutingStage',
    {
      functionName,
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [
        { weightPercent: 10, holdSeconds: 2 },
        { weightPercent: 50, holdSeconds: 1 },
      ],
    },
    ['1'],
  ),
  lambdaStage('3', 'Aws.LambdaInvokeStage', { functionName, aliasName: 'live', invokePayload: { run } }, ['2']),
];

function start(world: KillWorld, stages: JsonObject[]): Execution {
  return world.spinnaker.orca.orchestrate(
    { id: randomUUID(), application: 'demo', name: 'Test', stages },
    { user: 'jane', allowedAccounts: ['local'] },
  );
}

/** Resolves when Orca's execution and every operation of it have ended. */
async function untilOver(world: KillWorld, executionId: string): Promise<Execution> {
  const execution = await eventually(
    `the end of ${executionId}`,
    () => {
      const now = world.spinnaker.orca.execution(executionId);
      return isComplete(now.status) ? now : undefined;
    },
    { everyMs: 50, withinMs: ENDED_WITHIN_MS },
  );
  await eventually(
    `the end of all operations of ${executionId}`,
    async () => {
      const underWay = world.journal.selectFrom('operations').select('id').where('execution_id', '=', executionId);
      return (await underWay.where('phase', '!=', 'ended').executeTakeFirst()) === undefined;
    },
    { everyMs: 200, withinMs: ENDED_WITHIN_MS },
  );
  return execution;
}

/** Creates a function with its alias, undisturbed. */
export async function createFunction(world: KillWorld, functionName: string): Promise<void> {
  const execution = await untilOver(world, start(world, [deploy(world, functionName, BUILDS[0])]).id);
  if (execution.status !== 'SUCCEEDED') throw new Error(`${functionName} could not be created: ${execution.status}`);
}

/** Runs one pipeline after the other for a function until `isOver`. */
export async function liveOn(
  world: KillWorld,
  functionName: string,
  random: () => number,
  isOver: () => boolean,
  onRollout: (rollout: Rollout) => void,
): Promise<void> {
  for (let count = 1; !isOver(); count++) {
    const event = pick(random, EVENTS);
    const run = `${functionName} ${count}`;
    const before = await liveOf(world, functionName);
    const { id } = start(world, pipelineOf(world, functionName, BUILDS[count % BUILDS.length] ?? BUILDS[0], run));
    const foreign = await disturb(world, functionName, id, event, random() * 8_000);
    const execution = await untilOver(world, id);
    onRollout({
      functionName,
      executionId: id,
      run,
      event,
      ...(foreign === undefined ? {} : { foreign }),
      before,
      after: await liveOf(world, functionName),
      execution,
    });
  }
}

/** Lets the event happen after a while; returns what a foreign hand left the alias at. */
async function disturb(
  world: KillWorld,
  functionName: string,
  executionId: string,
  event: Event,
  afterMs: number,
): Promise<string | undefined> {
  if (event === 'nothing') return undefined;
  await pause(afterMs);
  if (isComplete(world.spinnaker.orca.execution(executionId).status)) return undefined;
  if (event === 'cancel') {
    world.spinnaker.orca.cancel(executionId, 'jane', null);
    return undefined;
  }
  const toFirst = {
    FunctionName: functionName,
    Name: 'live',
    FunctionVersion: FIRST,
    RoutingConfig: { AdditionalVersionWeights: {} },
  };
  return routingOf(await insist('a foreign move', () => world.aws.send(new UpdateAliasCommand(toFirst))));
}

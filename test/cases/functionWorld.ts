import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { zipOf } from 'strict-lambda';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { inARow, lambdaStage, polledAt, startOrcaWorld, type OrcaWorld } from '../trust/orcaWorld';
import { passUntil } from '../trust/passUntil';
import { servedBy } from '../trust/servedBy';

/** A world in which each test has a function of its own, so that all tests of a file share one world. */
export interface FunctionWorld {
  world: OrcaWorld;
  /** The function of the current test. */
  name(): string;
  /** Makes the function of the next test, with one version for each body of a handler. */
  makeFunction(...handlers: string[]): Promise<void>;
  makeAlias(alias: string, version: string, weights?: Record<string, number>): Promise<void>;
  /** Runs stages one after the other, and returns the last one once the execution has ended. */
  run(...stages: Stage[]): Promise<EndedStage>;
  /** Starts stages; `ended` waits for the last one. */
  start(...stages: Stage[]): { id: string; ended(): Promise<EndedStage> };
  /** What an alias serves: `1`, or `1 2:0.1`. */
  served(alias?: string): Promise<string>;
  /** Lets time pass until an alias serves this. */
  untilServed(routing: string, alias?: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Type and fields of a stage; account, region and function are added. */
export type Stage = [type: string, fields: JsonObject];

/** A stage that has ended, as Orca shows it. */
interface EndedStage {
  status: string;
  /** A part of the outcome that Orca polled last. */
  outcome(...path: string[]): unknown;
  progress: string;
  warnings: string[];
  /** Notes and states of the steps. */
  steps: string[];
  execution: Execution;
}

/** The handler of a version that responds with a value. */
export const answering = (value: unknown): string => `async () => (${JSON.stringify(value)})`;
/** The handler of a version that fails. */
export const FAILING = "async () => { throw new Error('broken'); }";

/** Route's fields that most tests share. */
export const route = (fields: JsonObject): Stage => ['Aws.LambdaTrafficRoutingStage', { aliasName: 'live', ...fields }];

/** Starts the world, with further settings of the sidecar and its accounts; close it in the end. */
export async function startFunctionWorld(
  configuration: Record<string, unknown> = {},
  accountEvents: Readonly<Record<string, object>> = {},
): Promise<FunctionWorld> {
  const world = await startOrcaWorld({ skipsTime: true, configuration, accountEvents });
  const { aws } = world;
  let count = 0;
  const start: FunctionWorld['start'] = (...stages) => {
    const listed = stages.map(([type, fields]) => lambdaStage('', type, { functionName: name(), ...fields }));
    const { id } = world.start(inARow(listed));
    return { id, ended: async () => endedStage(await world.ended(id)) };
  };
  const name = (): string => `function-${count}`;
  const zip = (handler: string, number: number): Uint8Array =>
    zipOf({ 'index.js': `/* ${number} */ exports.handler = ${handler};` });
  const served = (alias?: string): Promise<string> => servedBy(aws, name(), alias);
  return {
    world,
    name,
    async makeFunction(...handlers) {
      count += 1;
      const FunctionName = name();
      for (const [index, handler] of handlers.entries()) {
        const ZipFile = zip(handler, index);
        if (index === 0) {
          const settings = { Runtime: 'nodejs20.x', Handler: 'index.handler' } as const;
          const Role = `arn:aws:iam::${ACCOUNT_ID}:role/checkout`;
          await aws.send(new CreateFunctionCommand({ FunctionName, Role, Code: { ZipFile }, ...settings }));
        } else await aws.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
        await passUntilSettled(world, FunctionName);
        await aws.send(new PublishVersionCommand({ FunctionName }));
      }
    },
    async makeAlias(Name, FunctionVersion, weights) {
      const RoutingConfig = weights === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: weights } };
      await aws.send(new CreateAliasCommand({ FunctionName: name(), Name, FunctionVersion, ...RoutingConfig }));
    },
    start,
    run: (...stages) => start(...stages).ended(),
    served,
    untilServed: (routing, alias) =>
      passUntil(world, `${routing} served`, async () => {
        const found = await served(alias);
        return found === routing || found;
      }),
    close: () => world.close(),
  };
}

const passUntilSettled = (world: OrcaWorld, FunctionName: string): Promise<boolean> =>
  passUntil(world, `${FunctionName} settled`, async () => {
    const { State, LastUpdateStatus } = await world.aws.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return (State === 'Active' && LastUpdateStatus === 'Successful') || `${State} ${LastUpdateStatus}`;
  });

function endedStage(execution: Execution): EndedStage {
  const stage = execution.stages.filter(({ status }) => status !== 'NOT_STARTED').at(-1);
  if (stage === undefined) throw new Error('The execution has no stage.');
  const outcome = (...path: string[]): unknown => polledAt(stage, ...path);
  const steps = outcome('steps');
  return {
    status: stage.status,
    outcome,
    progress: String(outcome('progress')),
    warnings: list(outcome('warnings')).map(String),
    steps: list(steps).map((step) => `${textAt(step, 'id')} ${textAt(step, 'state')}: ${textAt(step, 'note')}`),
    execution,
  };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textAt = (value: unknown, key: string): string =>
  typeof value === 'object' && value !== null ? String(Reflect.get(value, key) ?? '') : '';

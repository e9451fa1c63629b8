import { GetFunctionConfigurationCommand, ListAliasesCommand } from '@aws-sdk/client-lambda';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { deploymentOf } from '../process/support/deploymentOf';
import { inARow, lambdaStage, polledAt, startOrcaWorld, valueAt, type OrcaWorld } from '../trust/orcaWorld';
import { publishedVersions, reservedOf } from '../trust/functionReads';

/** A world in which each test deploys a function of its own, so that the tests of a file share one Orca and sidecar. */
export interface DeploymentWorld extends OrcaWorld {
  /** Runs a pipeline to its end; every stage follows the one before it. */
  run(...stages: JsonObject[]): Promise<Execution>;
  /** A Deployment of a function of this account. */
  deploy(functionName: string, fields?: JsonObject, key?: string): JsonObject;
  updateCode(functionName: string, fields?: JsonObject, key?: string): JsonObject;
  route(functionName: string, fields: JsonObject): JsonObject;
  /** Each alias with the version that gets all or most of its calls. */
  aliases(functionName: string): Promise<Record<string, string>>;
  versions(functionName: string): Promise<{ version: string; description: string; memory: number }[]>;
  reserved(functionName: string): Promise<number | undefined>;
  memory(functionName: string): Promise<number | undefined>;
}

/** Starts the world; minutes of polls and settling cost nothing in it. */
export async function startDeploymentWorld(): Promise<DeploymentWorld> {
  const world = await startOrcaWorld({ skipsTime: true });
  const { aws } = world;
  const stage = (type: string, fields: JsonObject): JsonObject => lambdaStage('', type, fields);
  return Object.assign(world, {
    run: (...stages: JsonObject[]) => world.ended(world.start(inARow(stages)).id),
    deploy: (functionName: string, fields: JsonObject = {}, key = 'v1.zip') =>
      stage('Aws.LambdaDeploymentStage', { ...deploymentOf(key), functionName, ...fields }),
    updateCode: (functionName: string, fields: JsonObject = {}, key = 'v2.zip') =>
      stage('Aws.LambdaUpdateCodeStage', { functionName, s3bucket: 'builds', s3key: key, publish: true, ...fields }),
    route: (functionName: string, fields: JsonObject) =>
      stage('Aws.LambdaTrafficRoutingStage', { functionName, aliasName: 'live', ...fields }),
    async aliases(FunctionName: string) {
      const { Aliases = [] } = await aws.send(new ListAliasesCommand({ FunctionName }));
      return Object.fromEntries(Aliases.map(({ Name = '', FunctionVersion = '' }) => [Name, FunctionVersion]));
    },
    versions: async (functionName: string) =>
      (await publishedVersions(aws, functionName)).map(({ Version = '', Description = '', MemorySize = 0 }) => ({
        version: Version,
        description: Description,
        memory: MemorySize,
      })),
    reserved: (functionName: string) => reservedOf(aws, functionName),
    memory: async (FunctionName: string) =>
      (await aws.send(new GetFunctionConfigurationCommand({ FunctionName }))).MemorySize,
  });
}

/** Status of each stage, in order. */
export const stagesOf = (execution: Execution): string => execution.stages.map(({ status }) => status).join(' ');

/** The outcome of the nth stage, as Orca polled it last. */
export const outcomeOf = (execution: Execution, nth: number, ...path: string[]): unknown =>
  polledAt(stageOf(execution, String(nth)), ...path);

/** Codes of what the nth stage warned of. */
export const warningCodes = (execution: Execution, nth: number): string[] => {
  const warnings = outcomeOf(execution, nth, 'warningsTold');
  return Array.isArray(warnings) ? warnings.map((warning: { code?: string } | null) => warning?.code ?? '') : [];
};

/** What the sidecar answered if it has not started the nth stage. */
export const refusalOf = (execution: Execution, nth: number): string =>
  String(valueAt(stageOf(execution, String(nth)).context, 'webhook', 'body', 'progress'));

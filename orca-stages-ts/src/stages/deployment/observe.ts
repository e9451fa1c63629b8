import { present, type DeploymentInput } from 'stage-contract';
import type { MappingFacts } from '../../model/mappingFacts';
import type { ProvisionedFacts } from '../../model/provisionedFacts';
import type { ObserveContext } from '../../model/stageContext';
import { readMovedAlias, type MovedAlias } from '../shared/aliasLedger';
import { observeCode, type ObservedCode } from '../shared/code';
import { eventSourceMode } from '../shared/eventSources';

/** Everything that planning a Deployment uses. */
export interface ObservedDeployment extends ObservedCode {
  /** Mappings of the function, or of the alias that the stage names; only read if the stage owns event sources. */
  mappings: MappingFacts[];
  /** For the alias that the stage names. */
  provisioned?: ProvisionedFacts;
  /** What this execution knows about the aliases that the stage wants to move. */
  moved: MovedAlias[];
}

/** Reads what the declared fields need, and no more. */
export async function observeDeployment(input: DeploymentInput, context: ObserveContext): Promise<ObservedDeployment> {
  const code = await observeCode(input, context);
  const [mappings, provisioned, moved] = await Promise.all([
    readMappings(input, code, context),
    readProvisioned(input, code, context),
    readMoved(input, code, context),
  ]);
  return { ...code, mappings, moved, ...present({ provisioned }) };
}

/** Whether the alias for concurrency and event sources exists by now. */
const hasAlias = (code: ObservedCode, aliasName: string): boolean =>
  code.aliases.some((alias) => alias.aliasName === aliasName);

async function readMappings(
  input: DeploymentInput,
  code: ObservedCode,
  context: ObserveContext,
): Promise<MappingFacts[]> {
  const { functionName } = context.operation.target;
  if (code.head === undefined || eventSourceMode(input) === 'ignore') return [];
  if (input.aliasName === undefined) return context.lambda.listEventSourceMappings(functionName);
  return hasAlias(code, input.aliasName)
    ? context.lambda.listEventSourceMappings(`${functionName}:${input.aliasName}`)
    : [];
}

async function readProvisioned(
  input: DeploymentInput,
  code: ObservedCode,
  context: ObserveContext,
): Promise<ProvisionedFacts | undefined> {
  const { aliasName, provisionedConcurrentExecutions } = input;
  if (aliasName === undefined || provisionedConcurrentExecutions === undefined || !hasAlias(code, aliasName))
    return undefined;
  return context.lambda.getProvisionedConcurrency(context.operation.target.functionName, aliasName);
}

async function readMoved(input: DeploymentInput, code: ObservedCode, context: ObserveContext): Promise<MovedAlias[]> {
  if (input.aliasRouting !== 'newVersion') return [];
  const names = (input.aliases ?? []).filter((aliasName) => hasAlias(code, aliasName));
  return Promise.all(names.map((aliasName) => readMovedAlias(context.pins, aliasName)));
}

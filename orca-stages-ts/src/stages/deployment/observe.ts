import { present, type DeploymentInput } from 'stage-contract';
import type { MappingFacts } from '../../model/mappingFacts';
import type { ProvisionedFacts } from '../../model/provisionedFacts';
import type { ObserveContext } from '../../model/stageContext';
import { readMovedAlias, type MovedAlias } from '../shared/aliasLedger';
import { observeCode, type ObservedCode } from '../shared/code';
import { eventSourceMode, wantedMappings } from '../shared/eventSources';
import { aliasForNewSources } from './aliasForNewSources';

/** Everything that planning a Deployment uses. */
export interface ObservedDeployment extends ObservedCode {
  /** Mappings that the stage may change; only read if it owns event sources. */
  mappings: MappingFacts[];
  /** Mappings of the listed sources to other qualifiers than the one that the stage names. */
  otherMappings: MappingFacts[];
  /** For the alias that the stage names. */
  provisioned?: ProvisionedFacts;
  /** What this execution knows about the aliases that the stage wants to move. */
  moved: MovedAlias[];
}

/** Reads what the declared fields need, and no more. */
export async function observeDeployment(input: DeploymentInput, context: ObserveContext): Promise<ObservedDeployment> {
  const code = await observeCode(input, context);
  const [sources, provisioned, moved] = await Promise.all([
    readMappings(input, code, context),
    readProvisioned(input, code, context),
    readMoved(input, code, context),
  ]);
  return { ...code, ...sources, moved, ...present({ provisioned }) };
}

/** Whether the alias for concurrency and event sources exists by now. */
const hasAlias = (code: ObservedCode, aliasName: string): boolean =>
  code.aliases.some((alias) => alias.aliasName === aliasName);

/**
 * Mappings of the qualifier that the stage names. If it names none, a source that has a mapping somewhere keeps it there,
 * so the mappings of each listed source are looked up wherever they are.
 */
async function readMappings(
  input: DeploymentInput,
  code: ObservedCode,
  { operation, lambda }: ObserveContext,
): Promise<Pick<ObservedDeployment, 'mappings' | 'otherMappings'>> {
  const { functionName } = operation.target;
  if (code.head === undefined || eventSourceMode(input) === 'ignore') return { mappings: [], otherMappings: [] };
  const listed = await Promise.all(
    ownedRefs(input, code, functionName).map((functionRef) => lambda.listEventSourceMappings(functionRef)),
  );
  const own = listed.flat();
  const missing = wantedMappings(input).filter(
    ({ eventSourceArn }) => !own.some((mapping) => mapping.eventSourceArn === eventSourceArn),
  );
  const elsewhere = await Promise.all(
    missing.map(({ eventSourceArn }) => lambda.listEventSourceMappings(functionName, eventSourceArn)),
  );
  return input.aliasName === undefined
    ? { mappings: [...own, ...elsewhere.flat()], otherMappings: [] }
    : { mappings: own, otherMappings: elsewhere.flat() };
}

/** The qualifiers whose mappings belong to the stage: `function`, or `function:alias`. */
function ownedRefs(input: DeploymentInput, code: ObservedCode, functionName: string): string[] {
  const { aliasName } = input;
  if (aliasName !== undefined) return hasAlias(code, aliasName) ? [`${functionName}:${aliasName}`] : [];
  const alias = eventSourceMode(input) === 'own' ? aliasForNewSources(input) : undefined;
  return [functionName, ...(alias !== undefined && hasAlias(code, alias) ? [`${functionName}:${alias}`] : [])];
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

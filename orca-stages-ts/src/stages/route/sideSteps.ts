import type { RouteInput, Routing } from 'stage-contract';
import type { LambdaPort } from '../../model/lambdaPort';
import type { MappingFacts } from '../../model/mappingFacts';
import type { OperationFacts } from '../../model/operationFacts';
import type { ProvisionedFacts } from '../../model/provisionedFacts';
import type { OutcomeReport } from '../../model/report';
import { planProvisioned, planReserved } from '../shared/concurrency';
import { eventSourceMode, planEventSources } from '../shared/eventSources';
import type { RouteStep, Undo } from './steps';

/**
 * What the stage changes in addition to the routing: concurrency, and the alias's own event sources. Undefined: not
 * requested.
 */
export interface SideObserved {
  reserved: number | undefined;
  provisioned: ProvisionedFacts | undefined;
  mappings: MappingFacts[];
}

/** $WEIGHTED does not touch provisioned concurrency: AWS rejects changes to it on a weighted alias. */
const provisionedWanted = (input: RouteInput): number | undefined =>
  input.deploymentStrategy === '$WEIGHTED' ? undefined : input.provisionedConcurrentExecutions;

/** Reads only what the input asks to change. */
export async function observeSides(input: RouteInput, lambda: LambdaPort, aliasExists: boolean): Promise<SideObserved> {
  const { functionName, aliasName } = input;
  const [reserved, provisioned, mappings] = await Promise.all([
    input.reservedConcurrentExecutions === undefined ? undefined : lambda.getReservedConcurrency(functionName),
    provisionedWanted(input) === undefined || !aliasExists
      ? undefined
      : lambda.getProvisionedConcurrency(functionName, aliasName),
    eventSourceMode(input) === 'ignore' || !aliasExists
      ? []
      : lambda.listEventSourceMappings(`${functionName}:${aliasName}`),
  ]);
  return { reserved, provisioned, mappings };
}

/** The steps after the routing. Pure. Throws invalidInput for settings that AWS rejects. */
export function planSides(
  input: RouteInput,
  observed: SideObserved,
  wanted: Routing,
  moves: boolean,
  undo: Undo,
  operation: OperationFacts,
): { steps: RouteStep[]; report: OutcomeReport } {
  const reserved = planReserved(input.reservedConcurrentExecutions, observed.reserved);
  const provisioned = planProvisioned({
    wanted: provisionedWanted(input),
    live: observed.provisioned,
    qualifier: input.aliasName,
    weighted: wanted.additionalVersion !== undefined,
    moves,
    target: operation.target,
  });
  const sources = planEventSources(input, `${input.functionName}:${input.aliasName}`, observed.mappings);
  const differences = [...reserved.differences, ...provisioned.differences, ...sources.differences];
  const warnings = [...(reserved.warnings ?? []), ...sources.warnings];
  return {
    steps: [...reserved.steps, ...provisioned.steps, ...sources.steps].map((step) => ({ ...step, undo })),
    report: {
      ...(differences.length === 0 ? {} : { differences }),
      ...(warnings.length === 0 ? {} : { warnings }),
    },
  };
}

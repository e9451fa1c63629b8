import type { MappingFacts } from '../../../model/mappingFacts';
import type { ApplyContext } from '../../../model/stageContext';
import type { EventSourceStep } from './eventSourceSteps';

/** The mapping of a source to the function or alias, unless it is on its way out. */
export async function findMapping(
  { functionRef, eventSourceArn }: Pick<EventSourceStep, 'functionRef' | 'eventSourceArn'>,
  { lambda }: Pick<ApplyContext<object>, 'lambda'>,
): Promise<MappingFacts | undefined> {
  const mappings = await lambda.listEventSourceMappings(functionRef);
  return mappings.find((mapping) => mapping.eventSourceArn === eventSourceArn && mapping.state !== 'Deleting');
}

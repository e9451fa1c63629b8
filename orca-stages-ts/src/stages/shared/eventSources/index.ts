export { applyEventSource } from './applyEventSource';
export {
  eventSourceFactsSchema,
  eventSourceStepSchemas,
  mergeMappingsMade,
  restoreEventSourceStepSchema,
} from './eventSourceSteps';
export { sourceName } from './mappingDifferences';
export { planEventSources, qualifierOf } from './planEventSources';
export { applyEventSourceRestore, changesEventSource, restoreEventSource } from './restoreEventSource';
export { eventSourceMode, wantedMappings } from './wantedMappings';

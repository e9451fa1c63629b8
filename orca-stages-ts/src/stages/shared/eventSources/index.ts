export { applyEventSource } from './applyEventSource';
export { sourceName } from './mappingDifferences';
export { planEventSources, type EventSourcePlan, type EventSourceStep } from './planEventSources';
export { eventSourceMode, wantedMappings, type EventSourceInput } from './wantedMappings';

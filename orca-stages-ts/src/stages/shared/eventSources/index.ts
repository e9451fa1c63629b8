export { applyEventSource } from './applyEventSource';
export { eventSourceStepSchemas } from './eventSourceSteps';
export { sourceName } from './mappingDifferences';
export { planEventSources, qualifierOf } from './planEventSources';
export { eventSourceMode, wantedMappings } from './wantedMappings';

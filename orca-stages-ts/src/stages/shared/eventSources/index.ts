export { applyEventSource } from './applyEventSource';
export { eventSourceStepSchemas, restoreEventSourceStepSchema } from './eventSourceSteps';
export { planEventSources } from './planEventSources';
export { eventSourceMode } from './wantedMappings';
export { applyEventSourceRestore, changesEventSource, restoreEventSource } from './restoreEventSource';

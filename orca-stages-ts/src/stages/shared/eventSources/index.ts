export { applyEventSource } from './applyEventSource';
export { eventSourceStepSchemas } from './eventSourceSteps';
export { planEventSources } from './planEventSources';
export { eventSourceMode } from './wantedMappings';

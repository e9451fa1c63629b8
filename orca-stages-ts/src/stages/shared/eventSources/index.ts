export { applyEventSource } from './applyEventSource';
export { eventSourceStepSchemas, type EventSourceStep } from './eventSourceSteps';
export { planEventSources } from './planEventSources';
export { eventSourceMode } from './wantedMappings';

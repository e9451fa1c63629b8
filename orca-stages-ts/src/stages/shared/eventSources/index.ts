export { applyEventSource } from './applyEventSource';
export { planEventSources, type EventSourceStep } from './planEventSources';
export { eventSourceMode } from './wantedMappings';

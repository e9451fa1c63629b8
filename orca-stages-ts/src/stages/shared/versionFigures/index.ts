export { completeMinutes } from './completeMinutes';
export { versionDurations, type ComparedDurations } from './versionDurations';
export { versionMinutes } from './versionMinutes';

export { completeMinutes, MINUTE_MS, minutesIn } from './completeMinutes';
export { versionDurations, type ComparedDurations } from './versionDurations';
export { versionMinutes, type VersionMinute } from './versionMinutes';

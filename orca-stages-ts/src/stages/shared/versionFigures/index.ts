export { completeMinutes, MINUTE_MS, minutesIn, wholeMinute } from './completeMinutes';
export { versionDurations, type ComparedDurations } from './versionDurations';
export { versionMinutes, type VersionMinute } from './versionMinutes';

export { clumpinessOf } from './clumpiness';
export type { Counts, PairedMinute } from './counts';
export { durationLimitMs, judgeDuration, judgeMinutes } from './judgeDuration';
export { judgeRate } from './judgeRate';
export { noticeablePoints } from './noticeable';
export type { Judged } from './verdict';

import type { SayingCode, SayingValues } from '../../messages/say';

const alarms = { alarms: ['checkout-errors'] };
const smoke = { functionName: 'checkout-smoke-test', qualifier: 'live' };
const found = {
  metric: 'errorRate',
  candidate: '42',
  baseline: '41',
  candidateCalls: 500,
  candidateBad: 30,
  baselineCalls: 9_500,
  baselineBad: 93,
  limit: 1,
} as const;

/** Values for everything that is said about alarms and guards. */
export const watchExamples = {
  beginWatching: {},
  watch: { alias: 'live', seconds: 604_800 },
  watchRevert: { alias: 'live', routing: { mainVersion: '41' } },
  watching: { alias: 'live', seconds: 604_800 },
  watchedBlindly: { because: { words: 'No answer.' } },
  watchedOnFewCalls: { metrics: ['errorRate'], missing: 38, seconds: 1200 },
  couldNotWatch: { note: { words: 'live stays unchanged: it could not be watched to the end.' } },
  bake: { seconds: 600 },
  baking: { seconds: 600 },
  holdExtended: { weightPercent: 10, metrics: ['errorRate'], missing: 38 },
  heldForEvidence: { weightPercent: 10, metrics: ['errorRate', 'durationP50'] },
  alarmsMissing: { alarms: ['checkout-errors', 'checkout-slow'] },
  alarmsAtStart: alarms,
  alarmsWentOff: alarms,
  alarmsGone: alarms,
  candidateIsWorse: { version: '42', ...found },
  tooFewCalls: { metrics: ['errorRate'], missing: 38, seconds: 1200 },
  alarmsIgnored: alarms,
  alarmInsufficient: alarms,
  proceededOnFewCalls: { weightPercent: 10, metrics: ['errorRate'], missing: 38, seconds: 1200 },
  shadowWouldFail: { version: '42', ...found },
  guardsNotJudged: { metrics: ['durationP99'] },
  shadowAlarms: alarms,
  nothingToWatch: { alias: 'live' },
  nothingWatched: { alias: 'live', routing: { mainVersion: '42' } },
  noTimeToExtend: { spareSeconds: 45 },
  holdsTooShort: { metrics: ['durationP50'], minutes: 8 },
  nothingToCompare: { alias: 'live' },
  guardCompared: found,
  alarmsSeen: alarms,
  callHook: { called: smoke, phase: 'preTraffic' },
  hookSucceeded: { called: smoke },
  hookFailed: { called: smoke, phase: 'postTraffic', fault: 'saysFailed', reason: '3 of 20 baskets differ' },
  hookMissing: { called: smoke, phase: 'preTraffic' },
  hookUnseen: { called: smoke },
  hookAnswered: { called: smoke },
} as const satisfies Partial<{ [C in SayingCode]: SayingValues[C] }>;

import { field } from '../fieldMeta';
import { hookSchema } from './hook';
import { listOf, oneOf, wholeNumber } from '../values';
import {
  alarmSchema,
  evidencePolicySchema,
  guardSchema,
  LONGEST_BAKE_SECONDS,
  LONGEST_WATCH_SECONDS,
  MOST_ALARMS,
  MOST_GUARDS,
} from './evidence';

/** The strategies that compare two versions over time, and those that promote. */
const COMPARED = ['$WEIGHTED', '$GRADUAL'] as const;
const BAKED = ['$SIMPLE', '$BLUEGREEN', '$GRADUAL'] as const;

/** What a stage does about an alarm that is in ALARM before it has changed anything. */
const ALARM_AT_START = ['fail', 'ignoreUntilOk'] as const;

/** The fields of a Route about what it looks at. */
export const evidenceFields = {
  preTraffic: field(hookSchema, {
    label: 'Before traffic',
    section: 'evidence',
    control: 'json',
    help: 'A Lambda function that is called before the candidate gets traffic: { functionName, qualifier, payload, timeoutSeconds, recordLogs }. It must return { "status": "Succeeded" }; anything else fails the stage.',
  }),
  postTraffic: field(hookSchema, {
    label: 'After traffic',
    section: 'evidence',
    control: 'json',
    help: 'The same, called after the alias has its new routing, and before the bake. If it fails, the failure policy runs.',
  }),
  alarms: field(listOf(alarmSchema, MOST_ALARMS), {
    label: 'Alarms',
    entry: 'Alarm',
    section: 'evidence',
    control: 'json',
    help: 'CloudWatch alarms by name or ARN: up to ten. The stage looks at them before it starts, before it raises a weight, and at least once a minute during holds and the bake. If one is in ALARM, the stage fails and the failure policy runs.',
  }),
  onAlarmAtStart: field(oneOf(ALARM_AT_START), {
    label: 'Alarm before the start',
    section: 'evidence',
    control: 'cards',
    choices: { fail: 'Fail', ignoreUntilOk: 'Ignore until OK' },
    choiceHelp: {
      fail: 'An alarm that is in ALARM before the stage has changed anything fails it.',
      ignoreUntilOk:
        'An alarm that is in ALARM before the start does not count until it has been OK once: otherwise an old version that alarms would block its own fix.',
    },
    defaultChoice: 'fail',
    whenAbsent: 'fail',
    help: 'What happens if an alarm is in ALARM before the stage has changed anything.',
  }),
  guards: field(listOf(guardSchema, MOST_GUARDS), {
    strategies: COMPARED,
    label: 'Guards',
    entry: 'Guard',
    section: 'evidence',
    control: 'json',
    help: "Compare the candidate's real calls with the baseline's in the same minutes, during holds, or while a split is watched: { metric, maxIncreasePercentPoints or maxRatio, minimumInvocations, warmupMinutes, confidence, shadow }. A candidate that is worse fails the stage, and the failure policy runs; a watched split goes back.",
  }),
  evidence: field(evidencePolicySchema, {
    strategies: COMPARED,
    label: 'Too few calls',
    section: 'evidence',
    control: 'json',
    help: 'What happens while the guards have too few calls at the end of a hold, or of the watch of a split: { extendSeconds, onTooFew }.',
  }),
  bakeSeconds: field(wholeNumber(0, LONGEST_BAKE_SECONDS), {
    strategies: BAKED,
    label: 'Bake',
    section: 'evidence',
    unit: 's',
    whenAbsent: 'the stage ends with the promotion',
    help: 'How long the stage stays after the candidate has all traffic, in seconds. If an alarm goes off in this time, or the stage is cancelled, the alias goes back.',
  }),
  watchSeconds: field(wholeNumber(0, LONGEST_WATCH_SECONDS), {
    label: 'Watch after the end',
    section: 'evidence',
    unit: 's',
    whenAbsent: 'nobody watches once the stage has ended',
    help: 'How long the alarms, and the guards of a split, are still looked at after the stage has succeeded, in seconds: up to 30 days. If one of them acts, the alias goes back to the baseline. The next release of the alias ends it.',
  }),
};

import { z } from 'zod';
import { GUARD_METRICS } from '../stages/evidence';
import { routingSchema } from './routing';
import { toldBeside } from './told';

/** States of a watched alarm: CloudWatch's own, and `missing` if it has disappeared. */
export const WATCHED_ALARM_STATES = ['ok', 'alarm', 'insufficientData', 'missing'] as const;
export type WatchedAlarmState = (typeof WATCHED_ALARM_STATES)[number];

/** An alarm as the last look has found it. */
export const watchedAlarmSchema = z.object({
  name: z.string().meta({ description: 'Name of the alarm.' }),
  state: z.enum(WATCHED_ALARM_STATES).meta({ description: '`ok`, `alarm`, `insufficientData` or `missing`.' }),
  since: z.string().optional().meta({ description: 'Since when it has been in this state.' }),
  shadow: z.boolean().optional().meta({ description: 'It is only shown, and never acts.' }),
  ignored: z
    .boolean()
    .optional()
    .meta({ description: 'It was in ALARM before the start, and does not count until it has been OK.' }),
});
export type WatchedAlarm = z.output<typeof watchedAlarmSchema>;

/** Verdicts of a guard. */
export const GUARD_VERDICTS = ['fine', 'worse', 'notEnough'] as const;

const comparedSchema = z.object({
  calls: z.number().meta({ description: 'Calls that were compared.' }),
  bad: z.number().meta({
    description:
      'Those among them that failed, were throttled, or were slower than the limit. Of the baseline: as many as it would have had in the same proportion of minutes.',
  }),
});

/** What a guard has found at the last look. */
export const guardReportSchema = z.object({
  metric: z.enum(GUARD_METRICS).meta({ description: 'What it compares.' }),
  verdict: z.enum(GUARD_VERDICTS).meta({ description: '`fine`, `worse`, or `notEnough` to tell.' }),
  shadow: z.boolean().optional().meta({ description: 'It is only shown, and never acts.' }),
  notJudged: z.boolean().optional().meta({
    description:
      'AWS does not say which version the calls were meant for, or refuses to say how long they took, so the guard is only shown.',
  }),
  candidate: comparedSchema.meta({ description: 'The candidate in the minutes that were compared.' }),
  baseline: comparedSchema.meta({ description: 'The baseline in the same minutes.' }),
  limit: z.number().meta({
    description: 'How much worse the candidate may be: percentage points of a rate, or a factor of a duration.',
  }),
  limitMs: z.number().optional().meta({ description: 'Of a duration: calls above this are slow, in ms.' }),
  evidence: z.number().meta({
    description:
      'How many times better the calls fit a candidate that is worse than one within the limit, as a power of ten: 2 is 100 to 1, and enough to act.',
  }),
  threshold: z.number().meta({ description: 'The power of ten from which the guard says `worse`.' }),
  missingCalls: z
    .number()
    .optional()
    .meta({ description: 'How many calls are missing until the guard can say `fine`, of the version with fewer.' }),
  neededCalls: z.number().meta({ description: 'Calls of each version that it needs.' }),
  leansToWorse: z.boolean().optional().meta({ description: 'The calls so far rather speak for a worse candidate.' }),
  noticesPoints: z.number().optional().meta({
    description: 'How many percentage points more it would notice with these calls, nine times out of ten.',
  }),
});
export type GuardReport = z.output<typeof guardReportSchema>;

const minuteCountsSchema = z.object({
  calls: z.number().meta({ description: 'Calls.' }),
  errors: z.number().meta({ description: 'Calls that failed.' }),
});

/** The calls of both versions in one minute, as CloudWatch has counted them. */
export const watchedMinuteSchema = z.object({
  at: z.string().meta({ description: 'Start of the minute.' }),
  candidate: minuteCountsSchema.meta({ description: 'The candidate.' }),
  baseline: minuteCountsSchema.meta({ description: 'The baseline.' }),
});
export type WatchedMinute = z.output<typeof watchedMinuteSchema>;

/** What a rollout has seen at its last look. */
export const watchSchema = z.object({
  at: z.string().meta({ description: 'Time of the look.' }),
  alarms: z.array(watchedAlarmSchema).optional().meta({ description: 'Every watched alarm.' }),
  guards: z.array(guardReportSchema).optional().meta({ description: 'Every guard.' }),
  minutes: z
    .array(watchedMinuteSchema)
    .optional()
    .meta({ description: 'The minutes of all holds so far; the newest, if there are many.' }),
  extendedUntil: z
    .string()
    .optional()
    .meta({ description: 'The hold lasts longer, at most until then, because a guard has too few calls.' }),
});
export type WatchReport = z.output<typeof watchSchema>;

/** How the watch after a stage can end: `passed`: nothing was found; `skipped`: there was nothing left to watch. */
export const WATCHING_STATES = ['pending', 'passed', 'reverted', 'cleared', 'skipped', 'failed'] as const;

/** The watch after the end of a stage: until when it lasts, what it would go back to, and how it has ended. */
export const watchingSchema = z.object({
  state: z.enum(WATCHING_STATES).meta({
    description:
      '`pending`; `passed` if nothing was found in all its time; `reverted`; `cleared` by a later stage; `skipped` if somebody else has changed the alias; `failed` if AWS did not allow the looks or the revert.',
  }),
  until: z.string().meta({ description: 'When it ends.' }),
  seconds: z.number().meta({ description: 'How long it lasts, in seconds.' }),
  to: routingSchema.meta({ description: 'The routing that it goes back to if an alarm or guard acts.' }),
  endedAt: z.string().optional().meta({ description: 'When it has ended.' }),
  note: z.string().optional().meta({ description: 'What came of it, in one sentence.' }),
  noteTold: toldBeside('the note'),
});
export type WatchingReport = z.output<typeof watchingSchema>;

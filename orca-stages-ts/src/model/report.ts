import {
  aliasReportSchema,
  deletionReportSchema,
  differenceSchema,
  invocationReportSchema,
  revertTimerSchema,
  routingSchema,
  timelineEntrySchema,
  versionFactsSchema,
  type Outcome,
} from 'stage-contract';
import { z } from 'zod';
import { followUpSchema, type FollowUp } from './followUp';

/** What a stage adds to the outcome; lists replace earlier ones, `warnings` and `timeline` are appended, `routing` and `outputs` merged. */
export const outcomeReportSchema = z.object({
  baseline: versionFactsSchema.exactOptional(),
  candidate: versionFactsSchema.exactOptional(),
  routing: z
    .object({
      before: routingSchema.exactOptional(),
      highest: routingSchema.exactOptional(),
      now: routingSchema.exactOptional(),
      wanted: routingSchema.exactOptional(),
      planned: z.array(z.object({ afterSeconds: z.number(), weightPercent: z.number() })).exactOptional(),
    })
    .exactOptional(),
  differences: z.array(differenceSchema).exactOptional(),
  aliases: z.array(aliasReportSchema).exactOptional(),
  invocations: z.array(invocationReportSchema).exactOptional(),
  deletions: z.array(deletionReportSchema).exactOptional(),
  timeline: z.array(timelineEntrySchema).exactOptional(),
  warnings: z.array(z.string()).exactOptional(),
  outputs: z.record(z.string(), z.unknown()).exactOptional(),
  /** Armed when the stage succeeds; not part of the outcome. */
  followUp: followUpSchema.exactOptional(),
  revertTimer: revertTimerSchema.exactOptional(),
});

export interface OutcomeReport extends Omit<z.output<typeof outcomeReportSchema>, 'followUp'> {
  followUp?: FollowUp;
}

/** What the outcome shows of a report as it is; the lists that every outcome has are filled elsewhere. */
export const shownOf = ({
  baseline,
  candidate,
  routing,
  revertTimer,
  aliases,
  invocations,
  deletions,
}: OutcomeReport): Partial<Outcome> => ({
  ...(baseline === undefined ? {} : { baseline }),
  ...(candidate === undefined ? {} : { candidate }),
  ...(routing === undefined ? {} : { routing }),
  ...(revertTimer === undefined ? {} : { revertTimer }),
  ...(aliases === undefined ? {} : { aliases }),
  ...(invocations === undefined ? {} : { invocations }),
  ...(deletions === undefined ? {} : { deletions }),
});

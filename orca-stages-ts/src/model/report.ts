import { outcomeSchema, toldOf, type Present, type Saying, type Told, type Worded } from 'stage-contract';
import { z } from 'zod';
import { followUpSchema, type FollowUp } from './followUp';

/** Words with their code, where an older release has not left them without one. */
export const wordedSchema: z.ZodType<Worded> = z.object({
  words: z.string(),
  code: z.string().exactOptional(),
  values: z.record(z.string(), z.unknown()).exactOptional(),
});

/** What the outcome shows of a report as it is: everything but what the engine itself knows or makes of it. */
const shownSchema = outcomeSchema
  .omit({
    formatVersion: true,
    id: true,
    stageType: true,
    status: true,
    progress: true,
    progressTold: true,
    target: true,
    startedAt: true,
    endedAt: true,
    deadlineAt: true,
    hold: true,
    steps: true,
    awsCalls: true,
    omitted: true,
    warnings: true,
    warningsTold: true,
    failure: true,
  })
  .partial();
type ShownReport = z.output<typeof shownSchema>;

/** What a stage adds to the outcome; lists replace earlier ones, `warnings`, `timeline` and `evidence` are appended, `routing` and `outputs` merged. */
export const outcomeReportSchema = shownSchema.extend({
  /** The outcome shows words and what they say apart. */
  warnings: z.array(wordedSchema).optional(),
  /** Armed when the stage succeeds; not part of the outcome. */
  followUp: followUpSchema.exactOptional(),
});

export interface OutcomeReport extends Omit<z.output<typeof outcomeReportSchema>, 'followUp'> {
  followUp?: FollowUp;
}

/** The part of a report that the outcome shows as it is; not what a newer release has left beside it. */
export function shownOf(report: OutcomeReport): Present<ShownReport>;
export function shownOf(report: object): object {
  return Object.fromEntries(
    Object.entries(report).filter(([name, value]) => name in shownSchema.shape && value !== undefined),
  );
}

/** Why something happened or stays, with code and values beside it. */
export const reasonOf = (said: Saying): { reason: string; told: Told } => ({ reason: said.words, told: toldOf(said) });

/** A remark, with code and values beside it. */
export const noteOf = (said: Saying): { note: string; noteTold: Told } => ({
  note: said.words,
  noteTold: toldOf(said),
});

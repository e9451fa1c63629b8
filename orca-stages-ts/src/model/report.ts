import { outcomeSchema, toldOf, type Present, type Saying, type Told, type Worded } from 'stage-contract';
import { z } from 'zod';
import { followUpSchema, type FollowUp } from './followUp';

/** Words with their code, unless an older release stored them without one. */
export const wordedSchema: z.ZodType<Worded> = z.object({
  words: z.string(),
  code: z.string().exactOptional(),
  values: z.record(z.string(), z.unknown()).exactOptional(),
});

/**
 * The part of a report that the outcome shows unchanged: everything except what the engine itself knows or derives from
 * it.
 */
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
    held: true,
    steps: true,
    awsCalls: true,
    omitted: true,
    warnings: true,
    warningsTold: true,
    failure: true,
  })
  .partial();
type ShownReport = z.output<typeof shownSchema>;

/** A hold whose step goes on after its time. */
const prolongedSchema = z.object({
  /** Which step. */
  step: z.string(),
  /** When it ends at the latest, as ISO 8601; absent: nobody knows, so at the latest when the stage gives up. */
  until: z.string().exactOptional(),
});

/** What a stage adds to the outcome; lists replace earlier ones, `warnings`, `timeline` and `evidence` are appended, `routing` and `outputs` merged. */
export const outcomeReportSchema = shownSchema.extend({
  /** The outcome shows words and codes separately. */
  warnings: z.array(wordedSchema).optional(),
  /** How many warnings were left out of a list that has grown too long. */
  warningsLeftOut: z.number().exactOptional(),
  /** Armed when the stage succeeds; not part of the outcome. */
  followUp: followUpSchema.exactOptional(),
  /** A hold goes on after its time; the outcome shows its new end instead. */
  prolonged: prolongedSchema.exactOptional(),
});

export interface OutcomeReport extends Omit<
  z.output<typeof outcomeReportSchema>,
  'followUp' | 'prolonged' | 'warningsLeftOut'
> {
  followUp?: FollowUp;
  warningsLeftOut?: number;
  prolonged?: z.output<typeof prolongedSchema>;
}

/** The part of a report that the outcome shows unchanged, without anything that a newer release has added. */
export function shownOf(report: OutcomeReport): Present<ShownReport>;
export function shownOf(report: object): object {
  return Object.fromEntries(
    Object.entries(report).filter(([name, value]) => name in shownSchema.shape && value !== undefined),
  );
}

/** Why something happened or stays, with its code and values. */
export const reasonOf = (said: Saying): { reason: string; told: Told } => ({ reason: said.words, told: toldOf(said) });

/** A note, with its code and values. */
export const noteOf = (said: Saying): { note: string; noteTold: Told } => ({
  note: said.words,
  noteTold: toldOf(said),
});

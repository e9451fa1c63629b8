import { deletionReportSchema } from 'stage-contract';
import { z } from 'zod';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';

/** One deletion, or the wait for those of event source mappings. */
const deleteActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), version: z.string() }),
  z.object({ kind: z.literal('mapping'), uuid: z.string() }),
  z.object({ kind: z.literal('mappingsGone'), uuids: z.array(z.string()) }),
  z.object({ kind: z.literal('function'), versions: z.array(z.string()), words: z.string() }),
]);

const deleteStepSchema = stageStepSchema.extend({
  action: deleteActionSchema,
  /** What the plan already decided to keep; on the first step, so that the report is whole from there on. */
  decided: z.array(deletionReportSchema).exactOptional(),
});
export type DeleteStep = z.output<typeof deleteStepSchema>;

const deleteFactsSchema = z.object({
  deletions: z.array(deletionReportSchema).exactOptional(),
  deletedVersions: z.array(z.string()).exactOptional(),
});
export type DeleteFacts = Required<z.output<typeof deleteFactsSchema>>;

/** What the journal keeps of a Delete. */
export const deleteDocuments = stageDocuments<DeleteStep, DeleteFacts>({
  step: { version: 1, schema: deleteStepSchema },
  facts: { version: 1, schema: deleteFactsSchema },
});

import { deletionReportSchema } from 'stage-contract';
import { z } from 'zod';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';

/** One deletion, or the wait for those of event source mappings. */
const deleteActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), version: z.string() }),
  z.object({ kind: z.literal('mapping'), uuid: z.string() }),
  z.object({ kind: z.literal('mappingsGone'), uuids: z.array(z.string()) }),
  z.object({
    kind: z.literal('function'),
    versions: z.array(z.string()),
    /** What goes with it, for the outcome; absent in steps of release 0.1.0. */
    parts: z.object({ versions: z.number(), aliases: z.number(), mappings: z.number() }).exactOptional(),
    /** The same in words, which release 0.1.0 reads. */
    words: z.string(),
  }),
]);

const deleteStepSchema = stageStepSchema.extend({
  /** What the outcome calls it; absent in steps of release 0.1.0, which tell themselves apart by their action. */
  kind: z.enum(['deleteVersion', 'deleteMapping', 'waitUntilMappingsGone', 'deleteFunction']).exactOptional(),
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

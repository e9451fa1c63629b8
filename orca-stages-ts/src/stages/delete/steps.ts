import { deletionReportSchema } from 'stage-contract';
import { z } from 'zod';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';
import { actionNames, type StoredAction } from '../../model/storedNames';

/** One deletion, or the wait for the deletion of event source mappings. */
const deleteStepSchema = z.discriminatedUnion('kind', [
  stageStepSchema.extend({
    kind: z.literal('deleteVersion'),
    version: z.string(),
    /** What the plan decided to keep; on the first step, so that the report is complete from then on. */
    decided: z.array(deletionReportSchema).exactOptional(),
    /** Aliases that were deleted before it, because they only kept it. */
    aliases: z.array(z.string()).exactOptional(),
  }),
  /** Deletes an alias, if it still sends all its traffic to the version. */
  stageStepSchema.extend({ kind: z.literal('deleteAlias'), alias: z.string(), version: z.string() }),
  /** Waits until calls no longer reach versions that an alias may have left a moment ago. */
  stageStepSchema.extend({ kind: z.literal('drain'), holdSeconds: z.number() }),
  stageStepSchema.extend({ kind: z.literal('deleteMapping'), uuid: z.string() }),
  stageStepSchema.extend({ kind: z.literal('waitUntilMappingsGone'), uuids: z.array(z.string()) }),
  stageStepSchema.extend({
    kind: z.literal('deleteFunction'),
    versions: z.array(z.string()),
    /** What is deleted with it, for the outcome; absent in steps of release 0.1.0. */
    parts: z.object({ versions: z.number(), aliases: z.number(), mappings: z.number() }).exactOptional(),
    /** The same in words, which release 0.1.0 reads. */
    words: z.string(),
  }),
]);
export type DeleteStep = z.output<typeof deleteStepSchema>;
export type AliasDeletion = Extract<DeleteStep, { kind: 'deleteAlias' }>;
export type VersionDeletion = Extract<DeleteStep, { kind: 'deleteVersion' }>;

const deleteFactsSchema = z.object({
  deletions: z.array(deletionReportSchema).exactOptional(),
  deletedVersions: z.array(z.string()).exactOptional(),
  deletedAliases: z.array(z.string()).exactOptional(),
});
export type DeleteFacts = Required<z.output<typeof deleteFactsSchema>>;

/** The actions by which the journal distinguishes these steps. */
const ACTIONS = {
  deleteVersion: { name: 'version', fields: ['version'] },
  deleteAlias: { name: 'alias', fields: ['alias', 'version'] },
  drain: { name: 'drain', fields: [] },
  deleteMapping: { name: 'mapping', fields: ['uuid'] },
  waitUntilMappingsGone: { name: 'mappingsGone', fields: ['uuids'] },
  deleteFunction: { name: 'function', fields: ['versions', 'parts', 'words'] },
} as const satisfies Record<DeleteStep['kind'], StoredAction>;

/** What the journal stores for a Delete. */
export const deleteDocuments = stageDocuments<DeleteStep, DeleteFacts>({
  step: { version: 1, schema: deleteStepSchema, names: actionNames(ACTIONS) },
  facts: { version: 1, schema: deleteFactsSchema },
});

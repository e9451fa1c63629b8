import { z } from 'zod';

/** Facts that the steps that change and publish code collect, for later steps. */
export const codeFactsSchema = z.object({
  /** This stage created the function. */
  created: z.boolean().exactOptional(),
  /** Without a qualifier. */
  functionArn: z.string().exactOptional(),
  /** RevisionId of the unpublished head, for the next compare-and-set. */
  headRevisionId: z.string().exactOptional(),
  /** When the code or configuration of the head was last updated. */
  headLastModified: z.string().exactOptional(),
  /** AWS has already said that the last change of the head is complete, so no look is needed. */
  headSettled: z.boolean().exactOptional(),
  codeSha256: z.string().exactOptional(),
  version: z.string().exactOptional(),
  versionArn: z.string().exactOptional(),
  versionRevisionId: z.string().exactOptional(),
  versionSettled: z.boolean().exactOptional(),
  /** AWS has put the version to rest because nobody called it for weeks. */
  versionInactive: z.boolean().exactOptional(),
  versionReused: z.boolean().exactOptional(),
});
export type CodeFacts = Required<z.output<typeof codeFactsSchema>>;

import { z } from 'zod';

/** What the steps that change and publish code learn; later steps build on it. */
export const codeFactsSchema = z.object({
  /** This stage made the function. */
  created: z.boolean().exactOptional(),
  /** Without a qualifier. */
  functionArn: z.string().exactOptional(),
  /** RevisionId of the unpublished head, for the next compare-and-set. */
  headRevisionId: z.string().exactOptional(),
  /** AWS has said itself that the last change of the head is complete, so that no look is needed. */
  headSettled: z.boolean().exactOptional(),
  codeSha256: z.string().exactOptional(),
  version: z.string().exactOptional(),
  versionArn: z.string().exactOptional(),
  versionRevisionId: z.string().exactOptional(),
  versionSettled: z.boolean().exactOptional(),
  versionReused: z.boolean().exactOptional(),
});
export type CodeFacts = Required<z.output<typeof codeFactsSchema>>;

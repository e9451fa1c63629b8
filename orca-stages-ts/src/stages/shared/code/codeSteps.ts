import { z } from 'zod';
import type { FunctionFacts } from '../../../model/functionFacts';
import { stageStepSchema } from '../../../model/step';

/** What a step expects of the head before it changes anything, in its schema. */
export const headExpectation = {
  /** RevisionId seen by the plan; an earlier step of the same operation may have reported a newer one. */
  expectedRevisionId: z.string(),
  /** When code or configuration was last updated, as seen by the plan. Absent in plans of earlier releases. */
  expectedLastModified: z.string().exactOptional(),
};
export interface ExpectedHead {
  expectedRevisionId: string;
  expectedLastModified?: string;
}

/** The head that the plan saw, as a step expects it. */
export const expectHead = ({ revisionId, lastModified }: FunctionFacts): Required<ExpectedHead> => ({
  expectedRevisionId: revisionId,
  expectedLastModified: lastModified,
});

/**
 * Changes the head's code. In plans of earlier releases, it may publish in the same call; such a version has the function's
 * own description.
 */
const codeStepSchema = stageStepSchema.extend({
  ...headExpectation,
  kind: z.literal('code'),
  publish: z.boolean(),
  /** Hash of the code when the plan was made. */
  codeSha256: z.string(),
});
export type CodeStep = z.output<typeof codeStepSchema>;

/** Publishes the head, or finds the version that already equals the head. */
const publishStepSchema = stageStepSchema.extend({
  ...headExpectation,
  kind: z.literal('publish'),
  codeSha256: z.string(),
  /** The head has not been changed, so the response may be an old version. */
  mayReuse: z.boolean(),
  /** Digest of the tags that the plan saw. Absent in plans of earlier releases, and of new functions. */
  tagsSeen: z.string().exactOptional(),
  /** Highest version known to exist; a response up to it is not a new version. */
  highestKnown: z.string().exactOptional(),
});
export type PublishStep = z.output<typeof publishStepSchema>;

/** The candidate of an earlier attempt equals the head, so nothing needs to be published. */
const reuseStepSchema = stageStepSchema.extend({
  kind: z.literal('reuse'),
  version: z.string(),
  versionArn: z.string(),
  versionRevisionId: z.string(),
  codeSha256: z.string(),
  publishedAt: z.string(),
  /** Absent in plans of earlier releases. */
  description: z.string().exactOptional(),
});
export type ReuseStep = z.output<typeof reuseStepSchema>;

/** Waits until AWS has finished with the head. */
const settleHeadStepSchema = stageStepSchema.extend({ kind: z.literal('settleHead') });
export type SettleHeadStep = z.output<typeof settleHeadStepSchema>;

/** Waits until the published version can be called. */
const settleVersionStepSchema = stageStepSchema.extend({ kind: z.literal('settleVersion') });
export type SettleVersionStep = z.output<typeof settleVersionStepSchema>;

/** Lists what needed no change. */
const sameStepSchema = stageStepSchema.extend({ kind: z.literal('same') });

/** The steps that change and publish code, by kind. */
export const codeStepSchemas = [
  codeStepSchema,
  publishStepSchema,
  reuseStepSchema,
  settleHeadStepSchema,
  settleVersionStepSchema,
  sameStepSchema,
] as const;
export type AnyCodeStep = z.output<(typeof codeStepSchemas)[number]>;

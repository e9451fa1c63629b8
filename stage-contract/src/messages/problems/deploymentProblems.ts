import type { Catalogue } from '../catalogue';
import { joined } from '../joined';
import type { Voice } from '../voice';

/** What can be wrong with the fields of a Deployment or Delete in combination. */
export const DEPLOYMENT_PROBLEMS = {
  keysDiffer: ({ others }: { others: readonly string[] }, voice: Voice) =>
    `differs from ${joined(
      others.map((other) => voice.field(other)),
      'or',
    )}, which are other spellings of the same field; keep one`,
  environmentTooLarge: ({ bytes, limitBytes }: { bytes: number; limitBytes: number }) =>
    `take up ${bytes} bytes in total, but AWS allows at most ${limitBytes}; move large values to Parameter Store`,
  needsPublish: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `must be true when ${voice.field('aliasRouting')} is ${voice.choice('aliasRouting', 'newVersion')}: otherwise there is no new version to move to`,
  onlyForOlderVersions: ({ chosen }: { chosen: string }, voice: Voice) =>
    `is only used with ${voice.choice('version', '$MOVING')}, not with ${voice.choice('version', chosen)}; remove it, or choose ${voice.choice('version', '$MOVING')}`,
  notTheFunction: ({ functionName }: { functionName: string }, voice: Voice) =>
    `must equal ${voice.field('functionName')} (${functionName})`,
  provisionedOnHead: ({ alias }: { alias: string }) =>
    `needs a published version, but ${alias} points to the unpublished head`,
  provisionedOnSplitAlias: ({ alias }: { alias: string }) =>
    `cannot be changed while ${alias} splits its traffic: AWS rejects the change`,
  onlyForQueues: ({ source }: { source: string }) => `is only for SQS queues, and ${source} is not one`,
  notForQueues: ({ source }: { source: string }) =>
    `does not apply to SQS queues such as ${source}; set a dead-letter queue on the queue itself`,
  ambiguousPrevious: ({ aliases }: { aliases: readonly { alias: string; version: string }[] }) =>
    `is needed to tell which $PREVIOUS is meant: ${aliases.map(({ alias, version }) => `${alias} v${version}`).join(', ')}`,
} as const satisfies Catalogue;

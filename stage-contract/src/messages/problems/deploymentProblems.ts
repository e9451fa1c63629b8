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
  notTheCode: ({ found }: { found: string }) => `is not the hash of the code in S3, which is ${found}`,
  notTheFunction: ({ functionName }: { functionName: string }, voice: Voice) =>
    // A form asks for the name to be typed, so it never shows it beside the box.
    `must equal ${voice.field('functionName')}${voice.reader === 'form' ? '' : ` (${functionName})`}`,
  provisionedOnHead: ({ alias }: { alias: string }) =>
    `needs a published version, but ${alias} points to the unpublished head`,
  provisionedOnSplitAlias: ({ alias }: { alias: string }) =>
    `cannot be changed while ${alias} splits its traffic: AWS rejects the change`,
  onlyForQueues: ({ source }: { source: string }) => `is only for SQS queues, and ${source} is not one`,
  noPositionForQueues: ({ source }: { source: string }) =>
    `is only for streams and Kafka topics: an SQS queue such as ${source} has no position`,
  positionIsFixed: ({ source, position }: { source: string; position: string }) =>
    `cannot be changed: Lambda reads ${source} from ${position} since the event source was created, and AWS has no way to change that; remove the event source first, or leave this out`,
  notForQueues: ({ source }: { source: string }) =>
    `does not apply to SQS queues such as ${source}; set a dead-letter queue on the queue itself`,
  ambiguousPrevious: ({ aliases }: { aliases: readonly { alias: string; version: string }[] }) =>
    `is needed to tell which $PREVIOUS is meant: ${aliases.map(({ alias, version }) => `${alias} v${version}`).join(', ')}`,
} as const satisfies Catalogue;

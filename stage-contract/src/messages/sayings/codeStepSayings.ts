import { versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { joined } from '../joined';

/** A part of a Deployment or Update Code that the stage declares and that needs no change. */
export type UnchangedPart =
  | {
      part: 'code' | 'configuration' | 'tags' | 'reservedConcurrency' | 'provisionedConcurrency' | 'eventSources';
    }
  | { part: 'aliases'; aliases: readonly string[] };

const PART_WORDS = {
  code: 'code',
  configuration: 'configuration',
  tags: 'tags',
  reservedConcurrency: 'reserved concurrency',
  provisionedConcurrency: 'provisioned concurrency',
  eventSources: 'event sources',
} as const;

const partWords = (part: UnchangedPart): string =>
  part.part === 'aliases'
    ? `${part.aliases.length === 1 ? 'alias' : 'aliases'} ${joined(part.aliases)}`
    : PART_WORDS[part.part];

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What steps do to a function's code, configuration, tags, concurrency and event sources. */
export const CODE_STEP_SAYINGS = {
  createFunction: () => 'Create the function',
  /** Publishing in the same call is in plans of release 0.1.0. */
  createFunctionAndPublish: () => 'Create the function and publish a version',
  updateConfiguration: () => 'Update configuration',
  updateCode: () => 'Update code',
  updateCodeAndPublish: () => 'Update code and publish a version',
  publishVersion: () => 'Publish a version',
  publishUnlessUnchanged: () => 'Publish a version unless the newest one already has this code and configuration',
  reuseVersion: ({ version }: { version: string }) => `Reuse ${versionWords(version)}, which this execution published`,
  waitUntilSettled: () => 'Wait for the change to settle',
  waitUntilVersionActive: () => 'Wait until the version is active',
  updateTags: () => 'Update tags',
  unchanged: ({ parts }: { parts: readonly UnchangedPart[] }) => capitalised(joined(parts.map(partWords))),
  nameLeftovers: () => 'List what this stage leaves behind',
  reserveConcurrency: ({ executions }: { executions: number }) => `Reserve ${executions} concurrent executions`,
  stopAllCalls: () => 'Set the reserved concurrency to 0, which stops all calls',
  removeReservedConcurrency: () => 'Remove the reserved concurrency',
  provisionConcurrency: ({ executions, qualifier }: { executions: number; qualifier: string }) =>
    `Provision ${executions} environments for ${qualifier}`,
  removeProvisionedConcurrency: ({ qualifier }: { qualifier: string }) =>
    `Remove the provisioned concurrency of ${qualifier}`,
  waitUntilProvisioned: ({ executions, qualifier }: { executions: number; qualifier: string }) =>
    `Wait until ${executions} environments of ${qualifier} are ready`,
  createEventSource: ({ source, alias }: { source: string; alias?: string }) =>
    `Create event source ${source}${alias === undefined ? '' : ` of ${alias}`}`,
  updateEventSource: ({ source }: { source: string }) => `Update event source ${source}`,
  removeEventSource: ({ source }: { source: string }) => `Remove event source ${source}`,
} as const satisfies Catalogue;

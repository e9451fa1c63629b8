import type { Catalogue } from '../catalogue';
import { durationWords } from '../../durationWords';
import { versionWords } from '../../routingWords';
import { counted } from '../counted';
import { joined } from '../joined';

/** How an Invoke calls: waits for a response, queues the call, or only checks permission. */
export type CallType = 'RequestResponse' | 'Event' | 'DryRun';

/** What is called, for people: `checkout:live`, `checkout:42`, `the unpublished head of checkout`. */
export interface Called {
  functionName: string;
  /** Alias or version; absent for the unpublished head. */
  qualifier?: string;
}

export const calledWords = ({ functionName, qualifier }: Called): string =>
  qualifier === undefined ? `the unpublished head of ${functionName}` : `${functionName}:${qualifier}`;

const CALL_VERBS: Readonly<Record<CallType, string>> = {
  RequestResponse: 'Call',
  Event: 'Queue a call to',
  DryRun: 'Check permission to call',
};

/** Versions that must have been out of every alias for a while before they are deleted. */
export interface Drained {
  versions: readonly string[];
  seconds: number;
}

/** Most versions named in one sentence. */
const NAMED_VERSIONS = 5;

export function drainedWords({ versions, seconds }: Drained): string {
  const more = versions.length - NAMED_VERSIONS;
  const named = versions.slice(0, NAMED_VERSIONS).map(versionWords);
  return `${more > 0 ? `${named.join(', ')} and ${more} more` : joined(named)} ${versions.length === 1 ? 'has' : 'have'} been out of every alias for ${durationWords(seconds)}`;
}

/** What steps of a Delete and an Invoke do. */
export const CALL_STEP_SAYINGS = {
  deleteVersion: ({ version }: { version: string }) => `Delete v${version}`,
  deleteAlias: ({ alias, version }: { alias: string; version: string }) => `Delete alias ${alias} (v${version})`,
  drain: (drained: Drained) => `Wait until ${drainedWords(drained)}`,
  deleteEventSourceMapping: ({ eventSourceArn, called }: { eventSourceArn: string; called: string }) =>
    `Delete the event source mapping of ${eventSourceArn} (${called})`,
  waitUntilMappingsGone: ({ count }: { count: number }) =>
    `Wait until ${counted(count, 'event source mapping')} ${count === 1 ? 'is' : 'are'} gone`,
  deleteFunction: ({ functionName, ...parts }: { functionName: string } & FunctionParts) =>
    `Delete ${functionName} with ${functionPartsWords(parts)}`,
  call: ({ called, type, first, last, count }: CallsOfStep) =>
    `${CALL_VERBS[type]} ${calledWords(called)}${
      count === 1 ? '' : first === last ? `, ${first} of ${count}` : `, ${first} to ${last} of ${count} in parallel`
    }`,
  callThrottledAgain: () => 'Retry the calls that AWS throttled',
  judgeAnswers: ({ count }: { count: number }) => (count === 1 ? 'Check the response' : 'Check the responses'),
} as const satisfies Catalogue;

interface CallsOfStep {
  called: Called;
  type: CallType;
  first: number;
  last: number;
  count: number;
}

/** What is deleted with a function. */
export interface FunctionParts {
  versions: number;
  aliases: number;
  mappings: number;
}

export const functionPartsWords = ({ versions, aliases, mappings }: FunctionParts): string =>
  [counted(versions, 'version'), counted(aliases, 'alias', 'aliases'), counted(mappings, 'event source mapping')].join(
    ', ',
  );

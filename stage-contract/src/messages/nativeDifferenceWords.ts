import { joined } from './joined';

/** What Spinnaker's own executor does, and what Lambda Stages does instead. Text between backquotes is code. */
export interface NativeDifferenceWords {
  native: string;
  here: string;
}

interface Aliases {
  /** As far as they are known: an expression names none. */
  aliases?: readonly string[];
}

interface OneAlias {
  alias?: string;
}

const code = (text: string): string => `\`${text}\``;

/**
 * Every difference between Spinnaker's own Lambda stages and ours, for the command line and docs/migrating.md. Without
 * values, the words are about any stage. Codes are stable, words are not.
 */
export const NATIVE_DIFFERENCE_WORDS = {
  existingAliasesKeepRouting: ({ aliases }: Aliases) => ({
    native: `Deployment points ${aliases === undefined ? 'the listed aliases' : joined(aliases.map(code))} to AWS's unpublished ${code('$LATEST')}.`,
    here: `An existing alias keeps its routing, and a missing one is created for the new version. ${code('aliasRouting: newVersion')} moves existing aliases too.`,
  }),
  outputsAreInBody: () => ({
    native: `Outputs are in the stage's context: ${code("${#stage('Deploy').context.functionARN}")}.`,
    here: `They are in the body of the last poll: ${code("${#stage('Deploy').context.webhook.monitor.body.outputs.functionARN}")}.`,
  }),
  previousIsServed: () => ({
    native: `${code('$PREVIOUS')} is the second-highest version number.`,
    here: `${code('$PREVIOUS')} is what the alias served before this execution. If the execution has no deployment, it is the version to go back to: what the alias served before its newest release.`,
  }),
  latestIsPublishedHere: () => ({
    native: `${code('$LATEST')} is the highest version number in clouddriver's cache.`,
    here: `${code('$LATEST')} is the version that this execution has published, or else the newest one.`,
  }),
  baselineStaysMain: () => ({
    native: 'Weighted Route: A is the main version.',
    here: 'The baseline stays the main version, and the candidate is the additional weight. If the weights are lost by accident, all traffic goes to the old version. The split is the same.',
  }),
  failureReverts: ({ alias }: OneAlias) => ({
    native: 'A Route that fails or is cancelled leaves the alias as it is.',
    here: `It reverts ${alias === undefined ? 'the alias' : code(alias)} to what it served before. ${code('onFailure: hold')} leaves it as it is.`,
  }),
  unlistedSourcesStay: () => ({
    native: 'Event sources that the stage does not list are deleted.',
    here: `They stay unchanged. ${code('eventSourceMode: own')} keeps exactly the listed ones, as far as they call the stage's alias or the function without one.`,
  }),
  newSourcesCallAlias: ({ alias }: OneAlias) => ({
    native: 'Event sources of a Deployment call the function itself and bypass its aliases.',
    here:
      alias === undefined
        ? `A new one calls the alias if the stage lists exactly one, or the one in ${code('aliasName')}. An existing one stays where it is.`
        : `A new one calls the alias ${code(alias)}. An existing one stays where it is.`,
  }),
  versionSaysOrigin: () => ({
    native: "A version has the function's description.",
    here: `It says which pipeline, build and execution published it; ${code('versionDescription')} says something else.`,
  }),
  unchangedCodeIsReused: () => ({
    native: 'Update Code uploads the code every time, and waits for clouddriver to notice.',
    here: 'Code that has not changed is not published again: the newest version is reused.',
  }),
  otherTagsStay: () => ({
    native: "Tags are replaced as a whole, and Spinnaker's moniker tags are added.",
    here: `The listed tags are added or updated, and no others. ${code('tagsMode: own')} keeps exactly the listed ones.`,
  }),
  reservedStays: () => ({
    native: 'Absent reserved concurrency is removed on every deployment.',
    here: 'It stays unchanged; -1 removes it. A number is set as it is, as in the native stages: 0 stops the function.',
  }),
  provisionedStays: ({ alias }: OneAlias) => ({
    native: `A Route without provisioned concurrency removes that of ${alias === undefined ? 'the alias' : code(alias)}, unless it is weighted.`,
    here: 'It stays unchanged; 0 removes it.',
  }),
  keyIsUsed: () => ({
    native: `${code('encryptionKMSKeyArn')} from the form is ignored.`,
    here: `It is used. ${code('kmskeyArn')} and ${code('KMSKeyArn')} are alternative spellings.`,
  }),
  destroyOnFailActs: () => ({
    native: `${code('destroyOnFail')} does nothing.`,
    here: 'It reverts and deletes the candidate.',
  }),
  calledOnce: () => ({
    native: `Invoke without ${code('executionCount')} calls nothing.`,
    here: 'It calls the function once.',
  }),
  callsOneAtATime: ({ count }: { count?: number }) => ({
    native: `The ${count === undefined ? '' : `${count} `}calls of an Invoke run at the same time.`,
    here: `They run one after the other; ${code('parallelism')} runs up to 20 at the same time.`,
  }),
  timeoutHasDefault: () => ({
    native: `Invoke without ${code('timeout')} always fails.`,
    here: "A call may take the function's own timeout plus 5 s.",
  }),
  functionErrorFails: () => ({
    native: 'Invoke ignores a function error.',
    here: `A function error fails the stage, unless ${code('expect.functionError')} says otherwise.`,
  }),
  retentionIsRequired: () => ({
    native: `Delete ${code('$MOVING')} without ${code('retentionNumber')} deletes everything.`,
    here: 'It is rejected.',
  }),
  versionInUseIsKept: () => ({
    native: 'Delete of a version that an alias uses fails, sometimes silently.',
    here: 'The version is kept, with a warning that says why.',
  }),
} as const satisfies Readonly<Record<string, (values: never) => NativeDifferenceWords>>;

/** The name of a difference. */
export type NativeDifferenceCode = keyof typeof NATIVE_DIFFERENCE_WORDS;

/** The typed values of each difference. */
export type NativeDifferenceValues = {
  [C in NativeDifferenceCode]: Parameters<(typeof NATIVE_DIFFERENCE_WORDS)[C]> extends []
    ? Readonly<Record<string, never>>
    : NonNullable<Parameters<(typeof NATIVE_DIFFERENCE_WORDS)[C]>[0]>;
};

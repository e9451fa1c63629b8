import { calledWords, type Called } from './callStepSayings';
import type { Catalogue } from '../catalogue';
import { problemWords, voicedProblems, type Problem } from '../problem';
import type { Voice } from '../voice';
import { existingVersionsWords, type ExistingVersions } from './existingVersions';
import { changedWords, settlingWords, type Changed, type Settling } from './settling';
import { nothingThereWords, type NothingThere } from './warningSayings';

interface OneFunction {
  functionName: string;
}

/** Most names of conditions in one sentence. */
const NAMED_CONDITIONS = 5;

interface BadAnswers {
  called: Called;
  failed: number;
  count: number;
  /** Names of the conditions that were not met. The response may be secret; only the report has it. */
  conditions: readonly string[];
}

function badAnswersWords({ called, failed, count, conditions }: BadAnswers): string {
  const more = conditions.length - NAMED_CONDITIONS;
  const named = `${conditions.slice(0, NAMED_CONDITIONS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const who =
    count === 1
      ? `The response from ${calledWords(called)} was`
      : `${failed} of ${count} invocations of ${calledWords(called)} ${failed === 1 ? 'was' : 'were'}`;
  return `${who} not as expected: ${named}.`;
}

interface UnseenEnd {
  called: Called;
  count: number;
  /** How long the stage waited; absent if the process that made the calls died. */
  withinSeconds?: number;
}

function unseenEndWords({ called, count, withinSeconds }: UnseenEnd): string {
  const why =
    withinSeconds === undefined ? '' : `No response came within ${withinSeconds} s, or the connection was lost. `;
  return count === 1
    ? `${why}The result of the call to ${calledWords(called)} is unknown; it may have run.`
    : `${why}The results of ${count} calls to ${calledWords(called)} are unknown; they may have run.`;
}

/** Why functions and versions cannot be deployed, called or deleted. */
export const FUNCTION_FAILURE_SAYINGS = {
  accountNotConfiguredHere: ({ account, configured }: { account: string; configured: readonly string[] }) =>
    `Account ${account} is not in the sidecar's configuration, which has ${configured.join(', ')}.`,
  accountIsAnother: ({ account }: { account: string }) =>
    `In the sidecar's configuration, ${account} is now the name of another AWS account than when this stage began.`,
  regionNotConfigured: ({
    region,
    account,
    configured,
  }: {
    region: string;
    account: string;
    configured: readonly string[];
  }) => `Region ${region} is not configured for account ${account}, which has ${configured.join(', ')}.`,
  noFunctionToUpdate: ({ functionName }: OneFunction) =>
    `Function ${functionName} does not exist, and this stage only changes code.`,
  noVersion: ({ version, ...existing }: { version: string } & ExistingVersions) =>
    `There is no version ${version}${existingVersionsWords(existing)}.`,
  noPreviousToCall: () => 'There is no previous version to call.',
  noVersionToCall: ({ macro }: { macro: string }) => `There is no published version for ${macro}.`,
  goneWhileChanging: (changed: Changed) => `${changedWords(changed)} disappeared while AWS was applying a change.`,
  couldNotFinish: ({ why, ...changed }: Changed & { why: Settling }) =>
    `AWS could not get ${changedWords(changed)} ready: ${settlingWords(why)}.`,
  stillApplying: ({ functionName, why }: OneFunction & { why: Settling }) =>
    `AWS is still applying an earlier change to ${functionName} (${settlingWords(why)}).`,
  couldNotProvision: ({ executions, qualifier, reason }: { executions: number; qualifier: string; reason?: string }) =>
    `AWS could not provision ${executions} environments for ${qualifier}: ${reason ?? 'no reason given'}.`,
  provisionedRefused: ({ problem }: { problem: Problem }, voice: Voice) =>
    `Provisioned concurrency ${problemWords(problem, voice)}; nothing was changed.`,
  eventSourcesRefused: () => 'The event sources cannot be set up this way; nothing was changed.',
  eventSourceRemovedByOther: ({ eventSourceArn }: { eventSourceArn: string }) =>
    `Someone else removed the event source ${eventSourceArn} while this stage was running.`,
  noCodeNamed: () => 'The stage does not say which code to deploy.',
  isContainerImage: ({ functionName }: OneFunction) =>
    `${functionName} is a container image; deploying images is not supported yet.`,
  otherCode: ({ codeSha256, expected }: { codeSha256: string; expected: string }, voice: Voice) =>
    `The code's SHA-256 is ${codeSha256}, but ${voice.field('codeSha256')} says ${expected}.`,
  headChangedByOther: () => "Someone else changed the function's code or configuration while this stage was running.",
  createdByOther: ({ functionName }: OneFunction) =>
    `Someone else created ${functionName} with different code or configuration while this stage was running. This stage left it unchanged.`,
  notPublishedBeforeWaiting: () => 'There is no version to wait for, because none was published.',
  notPublishedBeforeRouting: () => 'There is no version to route an alias to, because none was published.',
  payloadRefused: ({ problem }: { problem: Problem }, voice: Voice) =>
    `The payload cannot be sent: it ${problemWords(problem, voice)}.`,
  nothingWasCalled: ({ problems }: { problems: readonly Problem[] }, voice: Voice) =>
    `Nothing was called: ${voicedProblems(problems, voice)}`,
  nobodySawTheEnd: (unseen: UnseenEnd) => unseenEndWords(unseen),
  nobodySawAllEnds: ({ functionName, unknown, count }: OneFunction & { unknown: number; count: number }) =>
    `${unknown} of ${count} calls to ${functionName} ${unknown === 1 ? 'has an unknown result; it' : 'have an unknown result; they'} may have run.`,
  notAsExpected: (answers: BadAnswers) => badAnswersWords(answers),
  nothingToDelete: ({ version, nothing }: { version: string; nothing: NothingThere }) =>
    `Nothing to delete for ${version}: ${nothingThereWords(nothing)}.`,
  nothingToDeleteAtAll: ({ functionName }: OneFunction) => `Nothing to delete: ${functionName} does not exist.`,
} as const satisfies Catalogue;

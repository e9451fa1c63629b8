import { calledWords, type Called } from './callStepSayings';
import type { Catalogue } from '../catalogue';
import { problemWords, voicedProblems, type Problem } from '../problem';
import type { Voice } from '../voice';
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
  /** Names of the conditions that did not hold: what came back may be secret and stands in the report. */
  conditions: readonly string[];
}

function badAnswersWords({ called, failed, count, conditions }: BadAnswers): string {
  const more = conditions.length - NAMED_CONDITIONS;
  const named = `${conditions.slice(0, NAMED_CONDITIONS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const who =
    count === 1
      ? `The answer of ${calledWords(called)} was`
      : `${failed} of ${count} invocations of ${calledWords(called)} ${failed === 1 ? 'was' : 'were'}`;
  return `${who} not as expected: ${named}.`;
}

interface UnseenEnd {
  called: Called;
  count: number;
  /** How long was waited; absent where the process that made the calls has died. */
  withinSeconds?: number;
}

function unseenEndWords({ called, count, withinSeconds }: UnseenEnd): string {
  const how =
    withinSeconds === undefined
      ? 'Nobody saw how'
      : `No answer came within ${withinSeconds} s, or the connection broke: nobody saw how`;
  return count === 1
    ? `${how} the call of ${calledWords(called)} ended; it may have run.`
    : `${how} ${count} calls of ${calledWords(called)} ended; they may have run.`;
}

/** Why functions and versions cannot be deployed, called or deleted. */
export const FUNCTION_FAILURE_SAYINGS = {
  accountNotConfiguredHere: ({ account, configured }: { account: string; configured: readonly string[] }) =>
    `Account ${account} is not in the sidecar's configuration, which has ${configured.join(', ')}.`,
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
  noVersion: ({ version }: { version: string }) => `There is no version ${version}.`,
  noPreviousToCall: () => 'There is no previous version to call.',
  noVersionToCall: ({ macro }: { macro: string }) => `There is no published version for ${macro}.`,
  goneWhileChanging: (changed: Changed) => `${changedWords(changed)} has gone while AWS was applying a change.`,
  couldNotFinish: ({ why, ...changed }: Changed & { why: Settling }) =>
    `AWS could not finish ${changedWords(changed)}: ${settlingWords(why)}.`,
  stillApplying: ({ functionName, why }: OneFunction & { why: Settling }) =>
    `AWS is still applying an earlier change of ${functionName} (${settlingWords(why)}).`,
  couldNotProvision: ({ executions, qualifier, reason }: { executions: number; qualifier: string; reason?: string }) =>
    `AWS could not provision ${executions} environments for ${qualifier}: ${reason ?? 'no reason given'}.`,
  provisionedRefused: ({ problem }: { problem: Problem }, voice: Voice) =>
    `Provisioned concurrency ${problemWords(problem, voice)}; nothing was changed.`,
  eventSourcesRefused: () => 'The event sources cannot be set like this; nothing was changed.',
  eventSourceRemovedByOther: ({ eventSourceArn }: { eventSourceArn: string }) =>
    `Somebody else removed the event source ${eventSourceArn} while this stage was at work.`,
  noCodeNamed: () => 'The stage names no code.',
  isContainerImage: ({ functionName }: OneFunction) =>
    `${functionName} is a container image; deploying images is not supported yet.`,
  otherCode: ({ codeSha256, expected }: { codeSha256: string; expected: string }) =>
    `The code has the SHA-256 ${codeSha256}, expected ${expected}.`,
  headChangedByOther: () =>
    'Somebody else has changed the code or configuration of the function while this stage was at work.',
  createdByOther: ({ functionName }: OneFunction) =>
    `Somebody else created ${functionName} while this stage was at work, with another code or configuration. Not touched.`,
  notPublishedBeforeWaiting: () => 'No version was published before waiting for it.',
  notPublishedBeforeRouting: () => 'No version was published before routing an alias to it.',
  payloadRefused: ({ problem }: { problem: Problem }, voice: Voice) =>
    `The payload cannot be sent: it ${problemWords(problem, voice)}.`,
  nothingWasCalled: ({ problems }: { problems: readonly Problem[] }, voice: Voice) =>
    `Nothing was called: ${voicedProblems(problems, voice)}`,
  nobodySawTheEnd: (unseen: UnseenEnd) => unseenEndWords(unseen),
  nobodySawAllEnds: ({ functionName, unknown, count }: OneFunction & { unknown: number; count: number }) =>
    `Nobody saw how ${unknown} of ${count} calls of ${functionName} ended; ${unknown === 1 ? 'it' : 'they'} may have run.`,
  notAsExpected: (answers: BadAnswers) => badAnswersWords(answers),
  nothingToDelete: ({ version, nothing }: { version: string; nothing: NothingThere }) =>
    `Nothing to delete for ${version}: ${nothingThereWords(nothing)}.`,
  nothingToDeleteAtAll: ({ functionName }: OneFunction) => `Nothing to delete: ${functionName} does not exist.`,
} as const satisfies Catalogue;

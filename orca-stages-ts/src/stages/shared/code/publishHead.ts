import { say } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import { isStale } from '../../../model/awsStageError';
import type { ConfigurationFacts, FunctionFacts } from '../../../model/functionFacts';
import type { PinWrite } from '../../../model/pins';
import type { OutcomeReport } from '../../../model/report';
import type { ApplyContext, ObserveContext } from '../../../model/stageContext';
import { pollDelayMs } from '../settle/pollDelayMs';
import { settleOf } from '../settle/settleOf';
import { compareVersions } from '../versions';
import type { CodeFacts } from './codeFacts';
import type { PublishStep } from './codeSteps';
import { headChanged, knownHead } from './compareAndSetHead';
import { tagsDigest } from './tagsDigest';

/** Whether the head is still what the plan wants to publish. */
export type HeadCheck = (head: FunctionFacts) => boolean;

type CodeContext = ApplyContext<CodeFacts>;

/** Publishes the head, or finds that the newest version equals the head. */
export async function applyPublish(
  step: PublishStep,
  context: CodeContext,
  isWanted: HeadCheck,
): Promise<Applied<CodeFacts>> {
  const before = knownHead(step, context).expectedRevisionId;
  if (context.again) return publishAgain(step.codeSha256, before, context, isWanted);
  let published: ConfigurationFacts;
  try {
    published = await context.lambda.publishVersion({
      functionName: context.operation.target.functionName,
      codeSha256: step.codeSha256,
      revisionId: before,
    });
  } catch (error) {
    if (!isStale(error)) throw error;
    return publishAgain(step.codeSha256, undefined, context, isWanted);
  }
  return publishedAs(published, await isReused(step, published, before, context), context);
}

/** The head right before a publication. */
interface Before {
  revisionId: string;
  tagsSeen?: string | undefined;
}

async function isReused(
  { highestKnown, mayReuse, tagsSeen }: PublishStep,
  published: ConfigurationFacts,
  revisionId: string,
  context: CodeContext,
): Promise<boolean> {
  if (highestKnown !== undefined && compareVersions(published.version, highestKnown) <= 0) return true;
  return mayReuse && (await isOlder(published, { revisionId, tagsSeen }, context));
}

/**
 * Whether AWS has returned an existing version. If it makes a new one, it gives the head a new RevisionId, but so does
 * a tag that somebody else sets at that moment. If the tags have changed too, the version's age decides.
 */
async function isOlder(published: ConfigurationFacts, before: Before, context: CodeContext): Promise<boolean> {
  const head = await context.lambda.getFunction(context.operation.target.functionName);
  if (head === undefined) return false;
  if (head.revisionId === before.revisionId) return true;
  const isTagged = before.tagsSeen !== undefined && tagsDigest(head.tags) !== before.tagsSeen;
  return isTagged && Date.parse(published.lastModified) < context.firstBegunAtMs;
}

/**
 * Publishes although an earlier attempt may have done so: reads the head first. AWS creates no second version of an
 * unchanged head but returns the existing one, so publishing again finds the version whose number was lost. If the
 * head is no longer the wanted one, someone else changed it. `revisionBefore` is the head's RevisionId before an attempt
 * that may have published; undefined if none did. A new one then says that one did, because AWS publishes with it.
 */
export async function publishAgain(
  codeSha256: string,
  revisionBefore: string | undefined,
  context: CodeContext,
  isWanted: HeadCheck,
): Promise<Applied<CodeFacts>> {
  const { target } = context.operation;
  const head = await context.lambda.getFunction(target.functionName);
  if (head === undefined || head.codeSha256 !== codeSha256 || !isWanted(head)) throw headChanged(context);
  if (settleOf(head).kind === 'settling') {
    return {
      kind: 'wait',
      afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs, context.settlePollMs),
      progress: say('waitingUntilSettled', { functionName: target.functionName }),
    };
  }
  const published = await context.lambda.publishVersion({
    functionName: target.functionName,
    codeSha256,
    revisionId: head.revisionId,
  });
  const mayBeOurs = revisionBefore !== undefined && head.revisionId !== revisionBefore;
  const before = { revisionId: head.revisionId, tagsSeen: tagsDigest(head.tags) };
  return publishedAs(published, !mayBeOurs && (await isOlder(published, before, context)), context);
}

/** Facts, pins and report of a version that is this execution's candidate from now on. */
async function publishedAs(
  published: ConfigurationFacts,
  reused: boolean,
  context: CodeContext,
): Promise<Applied<CodeFacts>> {
  const { version } = published;
  return {
    kind: 'done',
    state: reused ? 'same' : 'done',
    note: say(reused ? 'reused' : 'published', { version }),
    facts: { ...versionFacts(published), versionReused: reused, codeSha256: published.codeSha256 },
    pins: await candidatePins(published, context),
    report: candidateReport(published),
  };
}

/** A function's ARN without version or alias. CreateFunction returns that one even when it publishes. */
export const unqualifiedArn = (functionArn: string): string => functionArn.split(':').slice(0, 7).join(':');

/** What later steps need to know about a version. */
export const versionFacts = (
  published: ConfigurationFacts,
): Pick<CodeFacts, 'version' | 'versionArn' | 'versionRevisionId' | 'versionSettled'> => ({
  version: published.version,
  versionArn: `${unqualifiedArn(published.functionArn)}:${published.version}`,
  versionRevisionId: published.revisionId,
  versionSettled: settleOf(published).kind === 'settled',
});

/** What the outcome shows about a version, in AWS's terms. */
interface PublishedFacts {
  version: string;
  lastModified: string;
  codeSha256: string;
}

/**
 * Makes a version this execution's candidate, so that later stages know it without asking AWS. The stages that have
 * published are kept, because only one of them that is restarted must not replace a candidate that serves.
 */
export async function candidatePins(
  { version, lastModified, codeSha256 }: PublishedFacts,
  { pins, operation }: Pick<ObserveContext, 'pins' | 'operation'>,
): Promise<PinWrite[]> {
  const stageIds = [...new Set([...((await pins.candidateStages()) ?? []), operation.stageId])];
  return [{ kind: 'candidate', value: { version, publishedAt: lastModified, codeSha256, stageIds }, mode: 'replace' }];
}

/** The candidate as the outcome shows it. */
export const candidateReport = (version: PublishedFacts): OutcomeReport => ({
  candidate: { version: version.version, publishedAt: version.lastModified, codeSha256: version.codeSha256 },
});

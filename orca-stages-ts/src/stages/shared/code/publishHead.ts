import { present, say, StageError } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import { isStale } from '../../../model/awsStageError';
import type { ConfigurationFacts, FunctionFacts } from '../../../model/functionFacts';
import type { PinWrite } from '../../../model/pins';
import type { OutcomeReport } from '../../../model/report';
import type { ApplyContext, ObserveContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { pollDelayMs } from '../settle/pollDelayMs';
import { settleOf } from '../settle/settleOf';
import { compareVersions } from '../versions';
import type { CodeFacts } from './codeFacts';
import type { PublishStep } from './codeSteps';
import { headChanged, knownHead } from './compareAndSetHead';
import { codeSpecOf, refuseOtherCode, type CodeInput } from './observeCode';
import { tagsDigest } from './tagsDigest';
import { versionDescriptionOf } from './versionDescription';

/** Whether the head is still what the plan wants to publish. */
export type HeadCheck = (head: FunctionFacts) => boolean;

type CodeContext = ApplyContext<CodeFacts>;

/** Publishes the head, or finds that the newest version equals the head. */
export async function applyPublish(
  step: PublishStep,
  input: CodeInput,
  context: CodeContext,
  isWanted: HeadCheck,
): Promise<Applied<CodeFacts>> {
  const before = knownHead(step, context).expectedRevisionId;
  // What this stage has sent, not what the plan has seen: the object may have been overwritten in between.
  const wanted: WantedHead = { codeSha256: context.facts.codeSha256 ?? step.codeSha256, input, isWanted };
  if (context.again) return publishAgain(wanted, before, context);
  let published: ConfigurationFacts;
  try {
    published = await context.lambda.publishVersion({
      functionName: context.operation.target.functionName,
      codeSha256: wanted.codeSha256,
      description: versionDescriptionOf(input, context.operation),
      revisionId: before,
    });
  } catch (error) {
    if (!isStale(error)) throw error;
    return publishAgain(wanted, undefined, context);
  }
  const reused = await isReused(step, published, before, context);
  if (reused && published.state === 'Failed') return renewHead(published, before, input, context);
  return publishedAs(published, reused, input, context);
}

/** The head as it should be published, and the code to send if AWS has to be made to publish it anew. */
interface WantedHead {
  codeSha256: string;
  input: CodeInput;
  isWanted: HeadCheck;
}

/**
 * Sends the same code once more. AWS gives back the newest version until the head is updated, also if that version ended
 * Failed and can never be used; an update with identical code is enough for a new one. The next attempt of the step
 * publishes it.
 */
async function renewHead(
  failed: ConfigurationFacts,
  revisionId: string,
  input: CodeInput,
  context: CodeContext,
): Promise<Applied<CodeFacts>> {
  const { functionName } = context.operation.target;
  const sent = await context.lambda
    .updateFunctionCode({
      functionName,
      code: codeSpecOf(input),
      publish: false,
      revisionId,
      ...present({ architectures: input.architectures }),
    })
    .catch((error: unknown) => {
      // Whatever has moved the revision: the next attempt reads the head.
      if (isStale(error)) return undefined;
      throw error;
    });
  if (sent !== undefined) refuseOtherCode(input, sent.codeSha256, targetWords(context.operation.target));
  return {
    kind: 'wait',
    afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs, context.settlePollMs),
    progress: say('publishingAnew', { version: failed.version }),
  };
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
  { codeSha256, input, isWanted }: WantedHead,
  revisionBefore: string | undefined,
  context: CodeContext,
): Promise<Applied<CodeFacts>> {
  const { target } = context.operation;
  const head = await context.lambda.getFunction(target.functionName);
  if (head === undefined || head.codeSha256 !== codeSha256 || !isWanted(head)) throw headChanged(context);
  const mayBeOurs = revisionBefore !== undefined && head.revisionId !== revisionBefore;
  const settled = settleOf(head);
  if (settled.kind === 'settling') {
    return {
      kind: 'wait',
      afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs, context.settlePollMs),
      progress: say('waitingUntilSettled', { functionName: target.functionName }),
    };
  }
  if (settled.kind === 'failed' && mayBeOurs)
    throw new StageError({
      code: 'settleFailed',
      what: say('couldNotFinish', { functionName: target.functionName, why: settled.why }),
      where: targetWords(target),
    });
  const published = await context.lambda.publishVersion({
    functionName: target.functionName,
    codeSha256,
    description: versionDescriptionOf(input, context.operation),
    revisionId: head.revisionId,
  });
  const before = { revisionId: head.revisionId, tagsSeen: tagsDigest(head.tags) };
  const reused = !mayBeOurs && (await isOlder(published, before, context));
  if (reused && published.state === 'Failed') return renewHead(published, head.revisionId, input, context);
  return publishedAs(published, reused, input, context);
}

/** Facts, pins and report of a version that is this execution's candidate from now on. */
async function publishedAs(
  published: ConfigurationFacts,
  reused: boolean,
  input: CodeInput,
  context: CodeContext,
): Promise<Applied<CodeFacts>> {
  const { version } = published;
  return {
    kind: 'done',
    state: reused ? 'same' : 'done',
    note: say(reused ? 'reused' : 'published', { version }),
    facts: { ...versionFacts(published), versionReused: reused, codeSha256: published.codeSha256 },
    pins: await candidatePins(published, { reused }, context),
    report: { ...candidateReport(published), ...(reused ? keptDescription(published, input) : {}) },
  };
}

/** Says that a reused version does not get the author's description: AWS never changes that of a version. */
export function keptDescription(
  { version, description }: Pick<PublishedFacts, 'version' | 'description'>,
  { versionDescription }: CodeInput,
): Pick<OutcomeReport, 'warnings'> {
  return versionDescription === undefined || versionDescription === description
    ? {}
    : { warnings: [say('versionKeepsDescription', { version, ...present({ description }) })] };
}

/** A function's ARN without version or alias. CreateFunction returns that one even when it publishes. */
export const unqualifiedArn = (functionArn: string): string => functionArn.split(':').slice(0, 7).join(':');

/** What later steps need to know about a version. */
export const versionFacts = (
  published: ConfigurationFacts,
): Pick<CodeFacts, 'version' | 'versionArn' | 'versionRevisionId' | 'versionSettled'> &
  Partial<Pick<CodeFacts, 'versionInactive'>> => ({
  version: published.version,
  versionArn: `${unqualifiedArn(published.functionArn)}:${published.version}`,
  versionRevisionId: published.revisionId,
  versionSettled: settleOf(published).kind === 'settled',
  ...(published.state === 'Inactive' ? { versionInactive: true } : {}),
});

/** What the outcome shows about a version, in AWS's terms. */
interface PublishedFacts {
  version: string;
  lastModified: string;
  codeSha256: string;
  /** Unknown of a version in a plan of an earlier release. */
  description?: string;
}

/**
 * Makes a version this execution's candidate, so that later stages know it without asking AWS. The stages that have
 * published are kept, because only one of them that is restarted must not replace a candidate that serves. A version that
 * this execution has published stays its own if a later stage reuses it.
 */
export async function candidatePins(
  { version, lastModified, codeSha256, description }: PublishedFacts,
  { reused }: { reused: boolean },
  { pins, operation }: Pick<ObserveContext, 'pins' | 'operation'>,
): Promise<PinWrite[]> {
  const known = await pins.candidate();
  const stageIds = [...new Set([...(known?.stageIds ?? []), operation.stageId])];
  const isPublished = !reused || (known?.version === version && known.isPublished === true);
  const value = { version, publishedAt: lastModified, codeSha256, ...present({ description }), stageIds, isPublished };
  return [{ kind: 'candidate', value, mode: 'replace' }];
}

/** The candidate as the outcome shows it. */
export const candidateReport = ({ version, lastModified, codeSha256, description }: PublishedFacts): OutcomeReport => ({
  candidate: { version, publishedAt: lastModified, codeSha256, ...present({ description }) },
});

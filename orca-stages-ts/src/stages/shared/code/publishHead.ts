import { say, StageError } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import { isStale } from '../../../model/awsStageError';
import type { ConfigurationFacts, FunctionFacts } from '../../../model/functionFacts';
import type { PinWrite } from '../../../model/pins';
import type { OutcomeReport } from '../../../model/report';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { pollDelayMs } from '../settle/pollDelayMs';
import { settleOf } from '../settle/settleOf';
import { compareVersions } from '../versions';
import type { CodeFacts } from './codeFacts';
import type { PublishStep } from './codeSteps';

/** Whether the head is still what the plan wants to publish. */
export type HeadCheck = (head: FunctionFacts) => boolean;

type CodeContext = ApplyContext<CodeFacts>;

/** Publishes the head, or finds that the newest version equals the head. */
export async function applyPublish(
  step: PublishStep,
  context: CodeContext,
  isWanted: HeadCheck,
): Promise<Applied<CodeFacts>> {
  const before = context.facts.headRevisionId ?? step.expectedRevisionId;
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
    return publishAgain(step.codeSha256, before, context, isWanted);
  }
  return publishedAs(published, await isReused(step, published, before, context));
}

/** Publishing gives the head a new RevisionId. If it kept the old one, AWS has returned an existing version. */
async function isReused(
  step: PublishStep,
  published: ConfigurationFacts,
  before: string,
  context: CodeContext,
): Promise<boolean> {
  if (step.highestKnown !== undefined && compareVersions(published.version, step.highestKnown) <= 0) return true;
  if (!step.mayReuse) return false;
  const head = await context.lambda.getFunction(context.operation.target.functionName);
  return head?.revisionId === before;
}

/**
 * Publishes although an earlier attempt may have done so: reads the head first. AWS creates no second version of an
 * unchanged head but returns the existing one, so publishing again finds the version whose number was lost. If the
 * head is no longer the wanted one, someone else changed it.
 */
export async function publishAgain(
  codeSha256: string,
  revisionBefore: string,
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
  return publishedAs(published, head.revisionId === revisionBefore && (await headKept(head.revisionId, context)));
}

const headKept = async (revisionId: string, context: CodeContext): Promise<boolean> =>
  (await context.lambda.getFunction(context.operation.target.functionName))?.revisionId === revisionId;

/** The failure if the head is neither what the plan saw nor what it wants. */
export const headChanged = (context: CodeContext): StageError =>
  new StageError({
    code: 'foreignChange',
    what: say('headChangedByOther', {}),
    where: targetWords(context.operation.target),
    next: say('startPipelineAfterHeadChange', {}),
  });

/** Facts, pins and report of a version that is this execution's candidate from now on. */
function publishedAs(published: ConfigurationFacts, reused: boolean): Applied<CodeFacts> {
  const { version } = published;
  return {
    kind: 'done',
    state: reused ? 'same' : 'done',
    note: say(reused ? 'reused' : 'published', { version }),
    facts: { ...versionFacts(published), versionReused: reused, codeSha256: published.codeSha256 },
    pins: candidatePins(published),
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

/** Makes a version this execution's candidate, so that later stages know it without asking AWS. */
export const candidatePins = ({ version, lastModified, codeSha256 }: PublishedFacts): PinWrite[] => [
  { kind: 'candidate', value: { version, publishedAt: lastModified, codeSha256 }, mode: 'replace' },
];

/** The candidate as the outcome shows it. */
export const candidateReport = (version: PublishedFacts): OutcomeReport => ({
  candidate: { version: version.version, publishedAt: version.lastModified, codeSha256: version.codeSha256 },
});

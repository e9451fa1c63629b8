import { present, say, StageError, type Difference, type Saying } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import { differenceOf } from '../../../model/difference';
import type { ConfigurationFacts, FunctionFacts } from '../../../model/functionFacts';
import type { OperationFacts } from '../../../model/operationFacts';
import { sentenceOf } from '../../../model/step';
import { targetWords } from '../../../model/target';
import { aliasesServing } from '../aliasLedger';
import { compareVersions, isPublished } from '../versions';
import {
  expectHead,
  type AnyCodeStep,
  type CodeStep,
  type PublishStep,
  type SettleHeadStep,
  type SettleVersionStep,
} from './codeSteps';
import { differingSettings } from './settingsOf';
import type { CodeInput, ObservedCode } from './observeCode';
import { tagsDigest } from './tagsDigest';
import { codeWords } from './words';

/** What is known about an existing function, and about the code that it should have. */
export interface ExistingCode extends ObservedCode {
  head: FunctionFacts;
  wantedCode: { codeSha256: string; codeSizeBytes: number };
}

/** Whether both sides of an observation exist. */
export const isExisting = (observed: ObservedCode): observed is ObservedCode & ExistingCode =>
  observed.head !== undefined && observed.wantedCode !== undefined;

/** The code's part of the differences, compared with the head. */
export function codeDifferences(input: CodeInput, { head, wantedCode }: ExistingCode): Difference[] {
  const isOther = head.codeSha256 !== wantedCode.codeSha256;
  return [
    ...(isOther ? [differenceOf({ setting: 'Code', field: 's3key' }, codeWords(head), codeWords(wantedCode))] : []),
    ...(architecturesDiffer(input, head)
      ? [
          differenceOf(
            { setting: 'Architecture', field: 'architectures' },
            head.architectures.join(', '),
            (input.architectures ?? []).join(', '),
          ),
        ]
      : []),
  ];
}

/** The architecture belongs to the code: AWS only accepts it with UpdateFunctionCode. */
export const architecturesDiffer = (input: CodeInput, head: ConfigurationFacts): boolean =>
  input.architectures !== undefined && input.architectures.join() !== head.architectures.join();

export const settleHeadStep = (id: string): SettleHeadStep => ({
  kind: 'settleHead',
  id,
  ...sentenceOf(say('waitUntilSettled', {})),
  waits: true,
  mutates: false,
});
export const settleVersionStep: SettleVersionStep = {
  kind: 'settleVersion',
  id: 'settleVersion',
  ...sentenceOf(say('waitUntilVersionActive', {})),
  waits: true,
  mutates: false,
};

/**
 * Steps that update the head's code to what is wanted and publish it. With `configurationChanged`, they follow the
 * configuration's own steps: new code without its new settings is more likely to break callers of the head than old code
 * with extra settings. UpdateFunctionCode could publish too, but such a version would have the function's description, and
 * nobody could tell versions apart; nor could an expected hash be checked before the version exists.
 */
export function planCode(
  input: CodeInput,
  observed: ExistingCode,
  operation: OperationFacts,
  configurationChanged: boolean,
): AnyCodeStep[] {
  const { head, wantedCode } = observed;
  const codeChanged = codeDifferences(input, observed).length > 0;
  const isAsWanted = !codeChanged && !configurationChanged;
  const update = codeStep(head, wantedCode.codeSha256);
  if (input.publish !== true) return codeChanged ? [update, settleHeadStep('settleCode')] : [];
  const reused = isAsWanted ? reusableCandidate(observed) : undefined;
  if (reused !== undefined) return [reuseStep(reused)];
  refuseSecondCandidate(observed, operation);
  if (!codeChanged) return [publishStep(observed, isAsWanted), settleVersionStep];
  return [update, settleHeadStep('settleCode'), publishStep(observed, false), settleVersionStep];
}

/** Says that the function sleeps, unless the stage wakes it by updating it. */
export const inactiveWarnings = ({ head }: ExistingCode, steps: readonly { kind: string }[]): Saying[] =>
  head.state === 'Inactive' && !steps.some(({ kind }) => kind === 'code' || kind === 'configuration')
    ? [say('functionIsInactive', { functionName: head.functionName })]
    : [];

const codeStep = (head: FunctionFacts, codeSha256: string): CodeStep => ({
  kind: 'code',
  id: 'code',
  ...sentenceOf(say('updateCode', {})),
  mutates: true,
  publish: false,
  codeSha256,
  ...expectHead(head),
});

/** The highest version that is known without listing all of them. */
export const highestKnown = ({ aliases, earlierCandidate }: ObservedCode): string | undefined =>
  highestOf([...versionsOf(aliases), ...(earlierCandidate === undefined ? [] : [earlierCandidate.version])]);

function publishStep(observed: ExistingCode, mayReuse: boolean): PublishStep {
  const { head, wantedCode } = observed;
  return {
    kind: 'publish',
    id: 'publish',
    mutates: true,
    codeSha256: wantedCode.codeSha256,
    ...expectHead(head),
    mayReuse,
    tagsSeen: tagsDigest(head.tags),
    ...sentenceOf(say(mayReuse ? 'publishUnlessUnchanged' : 'publishVersion', {})),
    ...present({ highestKnown: highestKnown(observed) }),
  };
}

const reuseStep = (candidate: ConfigurationFacts): AnyCodeStep => ({
  kind: 'reuse',
  id: 'reuse',
  ...sentenceOf(say('reuseVersion', { version: candidate.version })),
  mutates: false,
  version: candidate.version,
  versionArn: candidate.functionArn,
  versionRevisionId: candidate.revisionId,
  codeSha256: candidate.codeSha256,
  publishedAt: candidate.lastModified,
  description: candidate.description,
});

const versionsOf = (aliases: readonly AliasFacts[]): string[] =>
  aliases.flatMap((alias) => [alias.mainVersion, alias.additionalVersion ?? '']);
const highestOf = (versions: readonly string[]): string | undefined =>
  versions.filter(isPublished).sort(compareVersions).at(-1);

/** The candidate that an earlier attempt published, if the head still equals it, and if AWS could get it ready. */
function reusableCandidate({ head, earlierCandidate }: ExistingCode): ConfigurationFacts | undefined {
  const facts = earlierCandidate?.facts;
  return facts !== undefined && facts.state !== 'Failed' && sameAsHead(facts, head) ? facts : undefined;
}

/** Whether a version has the head's code and all of its visible settings. */
const sameAsHead = (version: ConfigurationFacts, head: FunctionFacts): boolean =>
  version.codeSha256 === head.codeSha256 && differingSettings(version, head).length === 0;

/**
 * A restarted stage does not replace a candidate that serves calls: the stages that routed to it ran after this one, and
 * would be restarted with another version. A later stage simply gives the execution a newer candidate.
 */
function refuseSecondCandidate(
  { aliases, earlierCandidate }: ExistingCode,
  { target, stageId }: Pick<OperationFacts, 'target' | 'stageId'>,
): void {
  if (earlierCandidate === undefined || earlierCandidate.stageIds?.includes(stageId) === false) return;
  const serving = aliasesServing(aliases, earlierCandidate.version).map((alias) => alias.aliasName);
  if (serving.length === 0) return;
  throw new StageError({
    code: 'protectedVersion',
    where: targetWords(target),
    what: say('candidateServes', { version: earlierCandidate.version, aliases: serving }),
    next: say('startPipelineInstead', {}),
  });
}

import { present, codeLocation, problem, say, StageError } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { ConfigurationFacts, FunctionFacts } from '../../../model/functionFacts';
import type { CodeSpec } from '../../../model/functionSpecs';
import type { ObserveContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { settleOf } from '../settle/settleOf';

/** The fields that say which code is wanted. */
export interface CodeInput {
  s3bucket?: string | undefined;
  s3key?: string | undefined;
  codeUri?: string | undefined;
  s3ObjectVersion?: string | undefined;
  codeSha256?: string | undefined;
  publish?: boolean | undefined;
  versionDescription?: string | undefined;
  architectures?: ('x86_64' | 'arm64')[] | undefined;
}

/** A candidate, from before this stage or this attempt of it. */
interface EarlierCandidate {
  version: string;
  /** Absent if it has been deleted. */
  facts?: ConfigurationFacts;
  /** Stages that have given the execution a candidate; absent if an earlier release has not recorded them. */
  stageIds?: readonly string[];
}

/** The state before the first change. */
export interface ObservedCode {
  /** Absent: the function does not exist. */
  head?: FunctionFacts;
  aliases: AliasFacts[];
  /** Hash and size of the wanted code; absent if there is no function to try it on. */
  wantedCode?: { codeSha256: string; codeSizeBytes: number };
  /** The candidate that this execution already has, from an earlier attempt or stage. */
  earlierCandidate?: EarlierCandidate;
}

/** The zip as AWS identifies it. */
export function codeSpecOf(input: CodeInput): CodeSpec {
  const location = codeLocation(input);
  if (location === undefined)
    throw new StageError({
      code: 'invalidInput',
      what: say('noCodeNamed', {}),
      where: 's3bucket, s3key',
      next: say('giveCode', {}),
    });
  return { ...location, ...present({ objectVersion: input.s3ObjectVersion }) };
}

/**
 * Reads what planning the code needs: head, aliases, hash of the wanted code. Throws StageErrors codeNotFound and
 * codeMismatch before anything has changed.
 */
export async function observeCode(input: CodeInput, context: ObserveContext): Promise<ObservedCode> {
  const { target } = context.operation;
  const [head, candidate] = await Promise.all([
    context.lambda.getFunction(target.functionName),
    context.pins.candidate(),
  ]);
  if (head === undefined) return { aliases: [] };
  refuseUnready(head, context);
  refuseHidden(head, context);
  const { version, stageIds } = candidate ?? {};
  const [aliases, wantedCode, facts] = await Promise.all([
    context.lambda.listAliases(target.functionName),
    readWantedCode(input, context),
    typeof version === 'string' ? context.lambda.getFunction(target.functionName, version) : undefined,
  ]);
  return {
    head,
    aliases,
    wantedCode,
    ...(typeof version === 'string' ? { earlierCandidate: { version, ...present({ facts, stageIds }) } } : {}),
  };
}

/**
 * GetFunction leaves out what the role may not see, and what is left out must not be taken for empty. Without tags, a
 * stage could neither own them nor tell somebody's tag from somebody's change: AWS changes the RevisionId for both.
 * Without variables, it could not tell whether they have changed.
 */
function refuseHidden(head: FunctionFacts, context: ObserveContext): void {
  const { tagsRefused, environmentRefused, functionArn, kmsKeyArn } = head;
  const message = tagsRefused ?? environmentRefused;
  if (message === undefined) return;
  const permission =
    tagsRefused === undefined
      ? { action: 'kms:Decrypt', ...present({ resource: kmsKeyArn }) }
      : { action: 'lambda:ListTags', resource: functionArn };
  throw new StageError({
    code: 'accessDenied',
    what: say('notAllowed', { call: 'GetFunction', message }),
    where: targetWords(context.operation.target),
    next: say('allowAction', permission),
  });
}

/** A change in progress would make every call of ours a conflict. As a conflict, it is retried until the deadline. */
function refuseUnready(head: FunctionFacts, context: ObserveContext): void {
  const where = targetWords(context.operation.target);
  if (head.packageType !== 'Zip')
    throw new StageError({
      code: 'notSupportedYet',
      what: say('isContainerImage', { functionName: head.functionName }),
      where,
      next: say('deployZipsOnly', {}),
    });
  const settled = settleOf(head);
  if (settled.kind === 'settling')
    throw new StageError({
      code: 'awsConflict',
      what: say('stillApplying', { functionName: head.functionName, why: settled.why }),
      where,
    });
}

/**
 * Hash of the object in S3. A dry run makes AWS open and check the object and return its hash without changing the
 * function (documented for DryRun of UpdateFunctionCode). Unchanged code is therefore not uploaded, and a missing
 * object is noticed before anything has changed.
 */
export async function readWantedCode(
  input: CodeInput,
  context: ObserveContext,
): Promise<{ codeSha256: string; codeSizeBytes: number }> {
  const { target } = context.operation;
  const { codeSha256, codeSizeBytes } = await context.lambda.updateFunctionCode({
    functionName: target.functionName,
    code: codeSpecOf(input),
    publish: false,
    dryRun: true,
    ...present({ architectures: input.architectures }),
  });
  refuseOtherCode(input, codeSha256, targetWords(target));
  return { codeSha256, codeSizeBytes };
}

/** Rejects code with another hash than the stage expects. */
export function refuseOtherCode(input: CodeInput, codeSha256: string, where: string): void {
  if (input.codeSha256 === undefined || input.codeSha256 === codeSha256) return;
  throw new StageError({
    code: 'codeMismatch',
    what: say('otherCode', { codeSha256, expected: input.codeSha256 }),
    where,
    problems: [problem('codeSha256', 'notTheCode', { found: codeSha256 })],
  });
}

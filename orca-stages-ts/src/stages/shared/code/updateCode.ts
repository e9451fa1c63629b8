import type { Applied } from '../../../model/applied';
import { isStale } from '../../../model/awsStageError';
import type { ConfigurationFacts, FunctionFacts } from '../../../model/functionFacts';
import { present, say } from 'stage-contract';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { settleOf } from '../settle/settleOf';
import type { CodeFacts } from './codeFacts';
import type { CodeStep } from './codeSteps';
import { codeSpecOf, refuseOtherCode, type CodeInput } from './observeCode';
import { architecturesDiffer } from './planCode';
import { candidatePins, candidateReport, headChanged, publishAgain, versionFacts, type HeadCheck } from './publishHead';

/** Changes the head's code by compare-and-set on its RevisionId, and publishes in the same call if the step says so. */
export async function applyCode(
  step: CodeStep,
  input: CodeInput,
  context: ApplyContext<CodeFacts>,
  isWanted: HeadCheck,
): Promise<Applied<CodeFacts>> {
  const functionName = context.operation.target.functionName;
  const revisionId = context.facts.headRevisionId ?? step.expectedRevisionId;
  if (context.again) {
    const acted = await foundActed(step, input, context, isWanted, revisionId);
    if (acted !== undefined) return acted;
  }
  let answer: ConfigurationFacts;
  try {
    answer = await context.lambda.updateFunctionCode({
      functionName,
      code: codeSpecOf(input),
      publish: step.publish,
      revisionId,
      ...present({ architectures: input.architectures }),
    });
  } catch (error) {
    if (!isStale(error)) throw error;
    const acted = await foundActed(step, input, context, isWanted, revisionId);
    if (acted !== undefined) return acted;
    throw headChanged(context);
  }
  refuseOtherCode(input, answer.codeSha256, targetWords(context.operation.target));
  return step.publish ? published(answer) : { kind: 'done', facts: headFacts(answer) };
}

/** Checks whether an earlier attempt has acted: the head already has the wanted code. Undefined if not. */
async function foundActed(
  step: CodeStep,
  input: CodeInput,
  context: ApplyContext<CodeFacts>,
  isWanted: HeadCheck,
  revisionBefore: string,
): Promise<Applied<CodeFacts> | undefined> {
  const head = await context.lambda.getFunction(context.operation.target.functionName);
  if (head === undefined) throw headChanged(context);
  if (head.codeSha256 !== step.codeSha256 || architecturesDiffer(input, head)) return undefined;
  if (step.publish) return publishAgain(step.codeSha256, revisionBefore, context, isWanted);
  return { kind: 'done', facts: headFacts(head) };
}

/** What later steps need to know about the head. */
export const headFacts = (
  head: ConfigurationFacts | FunctionFacts,
): Pick<CodeFacts, 'headRevisionId' | 'headSettled' | 'codeSha256'> => ({
  headRevisionId: head.revisionId,
  headSettled: settleOf(head).kind === 'settled',
  codeSha256: head.codeSha256,
});

/** The response of a publishing update describes the new version, not the head. */
function published(version: ConfigurationFacts): Applied<CodeFacts> {
  return {
    kind: 'done',
    note: say('published', { version: version.version }),
    facts: { ...versionFacts(version), versionReused: false, codeSha256: version.codeSha256 },
    pins: candidatePins(version),
    report: candidateReport(version),
  };
}

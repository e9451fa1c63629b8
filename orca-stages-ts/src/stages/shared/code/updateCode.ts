import type { Applied } from '../../../model/applied';
import type { ConfigurationFacts, FunctionFacts } from '../../../model/functionFacts';
import { present, say } from 'stage-contract';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { settleOf } from '../settle/settleOf';
import type { CodeFacts } from './codeFacts';
import type { CodeStep } from './codeSteps';
import { codeSpecOf, refuseOtherCode, type CodeInput } from './observeCode';
import { architecturesDiffer } from './planCode';
import { compareAndSetHead, headChanged, knownHead } from './compareAndSetHead';
import { candidatePins, candidateReport, publishAgain, versionFacts, type HeadCheck } from './publishHead';

/** Changes the head's code by compare-and-set on its RevisionId, and publishes in the same call if the step says so. */
export async function applyCode(
  step: CodeStep,
  input: CodeInput,
  context: ApplyContext<CodeFacts>,
  isWanted: HeadCheck,
): Promise<Applied<CodeFacts>> {
  const { target } = context.operation;
  const known = knownHead(step, context);
  const found = (head: FunctionFacts): Promise<Applied<CodeFacts> | undefined> =>
    foundActed(step, input, context, isWanted, head);
  if (context.again) {
    const head = await context.lambda.getFunction(target.functionName);
    if (head === undefined) throw headChanged(context);
    const acted = await found(head);
    if (acted !== undefined) return acted;
  }
  return compareAndSetHead(known, context, {
    found,
    change: async (revisionId) => {
      const answer = await context.lambda.updateFunctionCode({
        functionName: target.functionName,
        code: codeSpecOf(input),
        publish: step.publish,
        revisionId,
        ...present({ architectures: input.architectures }),
      });
      refuseOtherCode(input, answer.codeSha256, targetWords(target));
      return step.publish ? published(answer, context) : { kind: 'done', facts: headFacts(answer) };
    },
  });
}

/** What an earlier attempt has done if the head already has the wanted code; undefined if it has not. */
async function foundActed(
  step: CodeStep,
  input: CodeInput,
  context: ApplyContext<CodeFacts>,
  isWanted: HeadCheck,
  head: FunctionFacts,
): Promise<Applied<CodeFacts> | undefined> {
  if (head.codeSha256 !== step.codeSha256 || architecturesDiffer(input, head)) return undefined;
  if (step.publish)
    return publishAgain(
      { codeSha256: step.codeSha256, input, isWanted },
      knownHead(step, context).expectedRevisionId,
      context,
    );
  return { kind: 'done', facts: headFacts(head) };
}

/** What later steps need to know about the head. */
export const headFacts = (
  head: ConfigurationFacts | FunctionFacts,
): Pick<CodeFacts, 'headRevisionId' | 'headLastModified' | 'headSettled' | 'codeSha256'> => ({
  headRevisionId: head.revisionId,
  headLastModified: head.lastModified,
  headSettled: settleOf(head).kind === 'settled',
  codeSha256: head.codeSha256,
});

/** The response of a publishing update describes the new version, not the head. */
async function published(version: ConfigurationFacts, context: ApplyContext<CodeFacts>): Promise<Applied<CodeFacts>> {
  return {
    kind: 'done',
    note: say('published', { version: version.version }),
    facts: { ...versionFacts(version), versionReused: false, codeSha256: version.codeSha256 },
    pins: await candidatePins(version, { reused: false }, context),
    report: candidateReport(version),
  };
}

import { present, say, StageError, type DeploymentInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ConfigurationFacts } from '../../model/functionFacts';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import {
  candidatePins,
  candidateReport,
  codeSpecOf,
  headFacts,
  readWantedCode,
  refuseOtherCode,
  unqualifiedArn,
  versionDescriptionOf,
  versionFacts,
  type CodeFacts,
} from '../shared/code';
import { waitUntilSettled } from '../shared/settle';
import { configurationDifferences, newConfiguration } from './configurationSettings';
import type { CreateStep, DeploymentFacts } from './steps';
import { newTags } from './planTags';

type CreateContext = ApplyContext<DeploymentFacts>;

/** Creates the function, with its first version in the same call if the step says so. */
export async function applyCreate(
  step: CreateStep,
  input: DeploymentInput,
  context: CreateContext,
): Promise<Applied<DeploymentFacts>> {
  const { target } = context.operation;
  // A conflict means that the name is now taken: by an earlier attempt of this stage, or by someone else.
  if (context.again || context.tries > 1) {
    const existing = await context.lambda.getFunction(target.functionName);
    if (existing !== undefined) return adopt(step, input, context);
  }
  const tags = newTags(input);
  const answer = await context.lambda.createFunction({
    ...newConfiguration(input),
    functionName: target.functionName,
    code: codeSpecOf(input),
    publish: step.publish,
    ...present({ architectures: input.architectures }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  });
  return created(step, input, context, answer);
}

async function created(
  step: CreateStep,
  input: DeploymentInput,
  context: CreateContext,
  answer: ConfigurationFacts,
): Promise<Applied<DeploymentFacts>> {
  refuseOtherCode(input, answer.codeSha256, targetWords(context.operation.target));
  const facts: Partial<CodeFacts> = { created: true, functionArn: unqualifiedArn(answer.functionArn) };
  if (!step.publish) return { kind: 'done', facts: { ...facts, ...headFacts(answer) } };
  return {
    kind: 'done',
    note: say('published', { version: answer.version }),
    facts: { ...facts, ...versionFacts(answer), versionReused: false, codeSha256: answer.codeSha256 },
    pins: await candidatePins(answer, { reused: false }, context),
    report: candidateReport(answer),
  };
}

/**
 * The function exists although the plan found none. It is ours if it has the wanted code and settings: then
 * publishing finds its version, because AWS publishes no new one while the head is unchanged. Otherwise someone else
 * created it meanwhile.
 */
async function adopt(
  step: CreateStep,
  input: DeploymentInput,
  context: CreateContext,
): Promise<Applied<DeploymentFacts>> {
  const { target } = context.operation;
  const look = await waitUntilSettled(context);
  if (look.kind === 'wait') return look;
  const wanted = await readWantedCode(input, context);
  if (wanted.codeSha256 !== look.found.codeSha256 || configurationDifferences(input, look.found).length > 0) {
    throw new StageError({
      code: 'foreignChange',
      what: say('createdByOther', { functionName: target.functionName }),
      where: targetWords(target),
      next: say('runStageAgainToUpdate', {}),
    });
  }
  if (!step.publish) return created(step, input, context, look.found);
  return created(
    step,
    input,
    context,
    await context.lambda.publishVersion({
      functionName: target.functionName,
      codeSha256: look.found.codeSha256,
      description: versionDescriptionOf(input, context.operation),
      revisionId: look.found.revisionId,
    }),
  );
}

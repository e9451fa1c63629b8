import type { DeploymentInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import type { DeploymentFacts, TagsStep } from './steps';

/** Sets and removes tags. Both calls are idempotent, so no look is needed. */
export async function applyTags(
  step: TagsStep,
  input: DeploymentInput,
  context: ApplyContext<DeploymentFacts>,
): Promise<Applied<DeploymentFacts>> {
  const functionArn = step.functionArn;
  const wanted = Object.fromEntries(Object.entries(input.tags ?? {}).filter(([name]) => step.set.includes(name)));
  if (Object.keys(wanted).length > 0) await context.lambda.tagResource(functionArn, wanted);
  if (step.remove.length > 0) await context.lambda.untagResource(functionArn, step.remove);
  return { kind: 'done' };
}

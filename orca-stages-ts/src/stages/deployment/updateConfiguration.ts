import type { DeploymentInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { isStale } from '../../model/awsStageError';
import type { ApplyContext } from '../../model/stageContext';
import { headChanged, headFacts } from '../shared/code';
import { configurationDifferences, declaredSettings } from './configurationSettings';
import type { ConfigurationStep, DeploymentFacts } from './steps';

/**
 * Sends the settings that differ, by compare-and-set on the head's RevisionId. Their values come from the input,
 * because the step must not contain any.
 */
export async function applyConfiguration(
  step: ConfigurationStep,
  input: DeploymentInput,
  context: ApplyContext<DeploymentFacts>,
): Promise<Applied<DeploymentFacts>> {
  const { functionName } = context.operation.target;
  if (context.again) {
    const acted = await foundActed(input, context);
    if (acted !== undefined) return acted;
  }
  try {
    const answer = await context.lambda.updateFunctionConfiguration({
      ...declaredSettings(input, step.settings),
      functionName,
      revisionId: step.expectedRevisionId,
    });
    return { kind: 'done', facts: headFacts(answer) };
  } catch (error) {
    if (!isStale(error)) throw error;
    const acted = await foundActed(input, context);
    if (acted !== undefined) return acted;
    throw headChanged(context);
  }
}

/** Checks whether the head has the declared configuration already; undefined if not. */
async function foundActed(
  input: DeploymentInput,
  context: ApplyContext<DeploymentFacts>,
): Promise<Applied<DeploymentFacts> | undefined> {
  const head = await context.lambda.getFunction(context.operation.target.functionName);
  if (head === undefined) throw headChanged(context);
  return configurationDifferences(input, head).length === 0 ? { kind: 'done', facts: headFacts(head) } : undefined;
}

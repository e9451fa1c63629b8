import type { DeploymentInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { FunctionFacts } from '../../model/functionFacts';
import type { ApplyContext } from '../../model/stageContext';
import { compareAndSetHead, headChanged, headFacts } from '../shared/code';
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
  // An earlier attempt has acted if the head has the declared configuration already.
  const found = (head: FunctionFacts): Applied<DeploymentFacts> | undefined =>
    configurationDifferences(input, head).length === 0 ? { kind: 'done', facts: headFacts(head) } : undefined;
  if (context.again) {
    const head = await context.lambda.getFunction(functionName);
    if (head === undefined) throw headChanged(context);
    const acted = found(head);
    if (acted !== undefined) return acted;
  }
  return compareAndSetHead<Applied<DeploymentFacts>>(step, context, {
    found,
    change: async (revisionId) => {
      const answer = await context.lambda.updateFunctionConfiguration({
        ...declaredSettings(input, step.settings),
        functionName,
        revisionId,
      });
      return { kind: 'done', facts: headFacts(answer) };
    },
  });
}

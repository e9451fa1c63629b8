import { say, type DeploymentInput, type Worded } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import { leftBehind, leftoverCode } from '../shared/code';
import { configurationDifferences } from './configurationSettings';
import type { DeploymentFacts, LeftoversStep } from './steps';

/** Says what a failed stage leaves behind. Reads it from AWS, because the last step may or may not have acted. */
export async function applyLeftovers(
  step: LeftoversStep,
  input: DeploymentInput,
  context: ApplyContext<DeploymentFacts>,
): Promise<Applied<DeploymentFacts>> {
  const { functionName } = context.operation.target;
  const head = await context.lambda.getFunction(functionName);
  const missing =
    head === undefined ? step.names : configurationDifferences(input, head).map((difference) => difference.setting);
  const codeKept = step.codeSha256 !== undefined && head?.codeSha256 === step.codeSha256;
  const names = [...(codeKept ? ['Code'] : []), ...step.names.filter((name) => !missing.includes(name))];
  return leftBehind([
    ...(step.created && head !== undefined
      ? [say('functionIsLeft', { functionName })]
      : leftoverCode(names, context.facts)),
    ...(step.others.length === 0 ? [] : [say('notTakenBack', { steps: otherSteps(step) })]),
  ]);
}

/** What release 0.1.0 has planned is known by its sentences alone. */
const otherSteps = ({ others, othersTold }: LeftoversStep): Worded[] =>
  others.map((words, index) => ({ words, ...othersTold?.[index] }));

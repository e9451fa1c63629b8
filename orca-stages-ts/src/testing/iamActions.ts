import { iamNeedsOf } from '../aws';
import { actionsOfCall } from '../aws/awsOperation';
import { awsServices } from '../aws/services';
import type { Permitted } from '../model/stage';

/** The IAM actions that a stage lists, in alphabetical order. */
export const listedActions = (stage: Permitted): string[] =>
  [...new Set(iamNeedsOf(stage).map(({ action }) => action))].sort();

/**
 * The IAM actions of Lambda calls, in alphabetical order. A recorded call may have its variant after its name, as in
 * "UpdateFunctionCode (dry run)".
 */
export function actionsOfCalls(recorded: readonly string[]): string[] {
  const operations = Object.values(awsServices.lambda.operations);
  const actions = recorded.flatMap((name) => {
    const call = name.replace(/ \(.*\)$/, '');
    const operation = operations.find((candidate) => candidate.call === call);
    if (operation === undefined) throw new Error(`No operation makes the call ${call}.`);
    return actionsOfCall('lambda', operation);
  });
  return [...new Set(actions)].sort();
}

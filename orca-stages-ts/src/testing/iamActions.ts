import { iamNeedsOf } from '../aws';
import { actionsOfCall } from '../aws/awsOperation';
import { awsServices } from '../aws/services';
import type { Permitted } from '../model/stage';

/** The IAM actions that a stage lists, in alphabetical order. */
export const listedActions = (stage: Permitted): string[] =>
  [...new Set(iamNeedsOf(stage).map(({ action }) => action))].sort();

/**
 * The IAM actions of calls, in alphabetical order. A recorded call may have its variant after its name, as in
 * "UpdateFunctionCode (dry run)".
 */
export function actionsOfCalls(recorded: readonly string[]): string[] {
  const known = Object.values(awsServices).flatMap(({ iamPrefix, operations }) =>
    Object.values(operations).map((operation) => ({ iamPrefix, operation })),
  );
  const actions = recorded.flatMap((name) => {
    const call = name.replace(/ \(.*\)$/, '');
    const found = known.find(({ operation }) => operation.call === call);
    if (found === undefined) throw new Error(`No operation makes the call ${call}.`);
    return actionsOfCall(found.iamPrefix, found.operation);
  });
  return [...new Set(actions)].sort();
}

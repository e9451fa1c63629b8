import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import type { PolicyStatement } from '../../../model/policyStatement';
import type { LambdaCaller } from '../../lambdaCaller';
import { policyStatements } from '../policyStatements';

/** Statements of the resource policy of a qualifier; AWS says "not found" when there is none. */
export async function getPolicy(
  aws: LambdaCaller,
  functionName: string,
  qualifier?: string,
): Promise<PolicyStatement[] | undefined> {
  const answer = await aws.callOrUndefined({ name: 'GetPolicy', functionName, qualifier }, (client) =>
    client.send(new GetPolicyCommand({ FunctionName: functionName, Qualifier: qualifier })),
  );
  return answer === undefined ? undefined : policyStatements(answer.Policy ?? '');
}

import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';
import { policyStatements } from '../policyStatements';

/** Statements of the resource policy of a qualifier; AWS says "not found" when there is none. */
export const getPolicy: LambdaOperation<'getPolicy'> = {
  call: 'GetPolicy',
  reads: true,
  pool: 'getPolicy',
  async run(aws, functionName, qualifier) {
    const answer = await aws.callOrUndefined({ functionName, qualifier }, (client) =>
      client.send(new GetPolicyCommand({ FunctionName: functionName, Qualifier: qualifier })),
    );
    return answer === undefined ? undefined : policyStatements(answer.Policy ?? '');
  },
};

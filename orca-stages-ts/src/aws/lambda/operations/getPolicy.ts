import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';
import { policyStatements } from '../policyStatements';

/** The statements of a qualifier's resource policy; AWS says "not found" if there is no policy. */
export const getPolicy: LambdaOperation<'getPolicy'> = {
  call: 'GetPolicy',
  reads: true,
  iamResource: 'functionOrVersion',
  pool: 'getPolicy',
  async run(aws, functionName, qualifier) {
    const answer = await aws.callOrUndefined({ functionName, qualifier }, (client) =>
      client.send(new GetPolicyCommand({ FunctionName: functionName, Qualifier: qualifier })),
    );
    return answer === undefined ? undefined : policyStatements(answer.Policy ?? '');
  },
};

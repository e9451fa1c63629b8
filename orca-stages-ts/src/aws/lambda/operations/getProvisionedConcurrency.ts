import { GetProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';
import { provisionedFacts } from '../provisionedFacts';

/** Provisioned concurrency of a version or alias, undefined when there is none. */
export const getProvisionedConcurrency: LambdaOperation<'getProvisionedConcurrency'> = {
  call: 'GetProvisionedConcurrencyConfig',
  reads: true,
  iamResource: 'version',
  async run(aws, functionName, qualifier) {
    const facts = { functionName, qualifier };
    const answer = await aws.callOrUndefined(facts, (client) =>
      client.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: functionName, Qualifier: qualifier })),
    );
    return answer === undefined ? undefined : provisionedFacts(answer);
  },
};

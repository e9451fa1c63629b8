import { PutProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Requests provisioned concurrency for a version or alias; it is IN_PROGRESS until READY. */
export const putProvisionedConcurrency: LambdaOperation<'putProvisionedConcurrency'> = {
  call: 'PutProvisionedConcurrencyConfig',
  reads: false,
  iamResource: 'version',
  async run(aws, functionName, qualifier, executions) {
    const facts = { functionName, qualifier };
    await aws.call(facts, (client) =>
      client.send(
        new PutProvisionedConcurrencyConfigCommand({
          FunctionName: functionName,
          Qualifier: qualifier,
          ProvisionedConcurrentExecutions: executions,
        }),
      ),
    );
  },
};

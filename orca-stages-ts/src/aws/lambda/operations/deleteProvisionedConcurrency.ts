import { DeleteProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Removes the provisioned concurrency of a version or alias. */
export const deleteProvisionedConcurrency: LambdaOperation<'deleteProvisionedConcurrency'> = {
  call: 'DeleteProvisionedConcurrencyConfig',
  reads: false,
  iamResource: 'version',
  async run(aws, functionName, qualifier) {
    const facts = { functionName, qualifier };
    await aws.call(facts, (client) =>
      client.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: functionName, Qualifier: qualifier })),
    );
  },
};

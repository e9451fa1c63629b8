import { DeleteProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Gives provisioned concurrency of a version or alias up. */
export async function deleteProvisionedConcurrency(
  aws: LambdaCaller,
  functionName: string,
  qualifier: string,
): Promise<void> {
  const facts = { name: 'DeleteProvisionedConcurrencyConfig', functionName, qualifier };
  await aws.call(facts, (client) =>
    client.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: functionName, Qualifier: qualifier })),
  );
}

import { PutProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Asks for provisioned concurrency on a version or alias; it is IN_PROGRESS until READY. */
export async function putProvisionedConcurrency(
  aws: LambdaCaller,
  functionName: string,
  qualifier: string,
  executions: number,
): Promise<void> {
  const facts = { name: 'PutProvisionedConcurrencyConfig', functionName, qualifier };
  await aws.call(facts, (client) =>
    client.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName: functionName,
        Qualifier: qualifier,
        ProvisionedConcurrentExecutions: executions,
      }),
    ),
  );
}

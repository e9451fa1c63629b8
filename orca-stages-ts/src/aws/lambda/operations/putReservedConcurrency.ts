import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Reserves concurrency; 0 stops every invocation. */
export async function putReservedConcurrency(
  aws: LambdaCaller,
  functionName: string,
  executions: number,
): Promise<void> {
  await aws.call({ name: 'PutFunctionConcurrency', functionName }, (client) =>
    client.send(
      new PutFunctionConcurrencyCommand({ FunctionName: functionName, ReservedConcurrentExecutions: executions }),
    ),
  );
}

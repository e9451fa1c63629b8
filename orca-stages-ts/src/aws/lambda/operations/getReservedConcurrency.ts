import { GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Reserved concurrency, undefined when there is none. */
export async function getReservedConcurrency(aws: LambdaCaller, functionName: string): Promise<number | undefined> {
  const answer = await aws.call({ name: 'GetFunctionConcurrency', functionName }, (client) =>
    client.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName })),
  );
  return answer.ReservedConcurrentExecutions;
}

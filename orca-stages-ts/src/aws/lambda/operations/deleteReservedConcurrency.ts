import { DeleteFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Gives the reservation up. */
export async function deleteReservedConcurrency(aws: LambdaCaller, functionName: string): Promise<void> {
  await aws.call({ name: 'DeleteFunctionConcurrency', functionName }, (client) =>
    client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName })),
  );
}

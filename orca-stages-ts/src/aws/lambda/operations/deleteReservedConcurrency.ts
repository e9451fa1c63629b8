import { DeleteFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Removes the reservation. */
export const deleteReservedConcurrency: LambdaOperation<'deleteReservedConcurrency'> = {
  call: 'DeleteFunctionConcurrency',
  reads: false,
  async run(aws, functionName) {
    await aws.call({ functionName }, (client) =>
      client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName })),
    );
  },
};

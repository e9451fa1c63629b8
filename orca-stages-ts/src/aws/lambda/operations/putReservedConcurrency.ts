import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Reserves concurrency; 0 stops every invocation. */
export const putReservedConcurrency: LambdaOperation<'putReservedConcurrency'> = {
  call: 'PutFunctionConcurrency',
  reads: false,
  async run(aws, functionName, executions) {
    await aws.call({ functionName }, (client) =>
      client.send(
        new PutFunctionConcurrencyCommand({ FunctionName: functionName, ReservedConcurrentExecutions: executions }),
      ),
    );
  },
};

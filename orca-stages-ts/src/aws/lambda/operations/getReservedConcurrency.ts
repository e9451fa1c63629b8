import { GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Reserved concurrency, undefined when there is none. */
export const getReservedConcurrency: LambdaOperation<'getReservedConcurrency'> = {
  call: 'GetFunctionConcurrency',
  reads: true,
  async run(aws, functionName) {
    const answer = await aws.call({ functionName }, (client) =>
      client.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName })),
    );
    return answer.ReservedConcurrentExecutions;
  },
};

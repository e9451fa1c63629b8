import { present } from 'stage-contract';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { configurationFacts } from '../configurationFacts';
import type { LambdaOperation } from '../lambdaOperation';

/**
 * Configuration, tags and reserved concurrency in one call, from the pool with the highest quota. The presigned code
 * URL is dropped here.
 */
export const getFunction: LambdaOperation<'getFunction'> = {
  call: 'GetFunction',
  reads: true,
  iamResource: 'functionOrVersion',
  pool: 'getFunction',
  async run(aws, functionName, qualifier) {
    const answer = await aws.callOrUndefined({ functionName, qualifier }, (client) =>
      client.send(new GetFunctionCommand({ FunctionName: functionName, Qualifier: qualifier })),
    );
    if (answer?.Configuration === undefined) return undefined;
    return present({
      ...configurationFacts(answer.Configuration),
      tags: answer.Tags ?? {},
      tagsRefused: answer.TagsError?.Message ?? answer.TagsError?.ErrorCode,
      reservedConcurrency: answer.Concurrency?.ReservedConcurrentExecutions,
    });
  },
};

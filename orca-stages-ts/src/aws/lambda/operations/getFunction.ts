import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import type { FunctionFacts } from '../../../model/functionFacts';
import { configurationFacts } from '../configurationFacts';
import { definedOnly } from '../../definedOnly';
import type { LambdaCaller } from '../../lambdaCaller';

/** Configuration, tags and reserved concurrency in one call of the pool with the highest quota. The presigned code address is dropped here. */
export async function getFunction(
  aws: LambdaCaller,
  functionName: string,
  qualifier?: string,
): Promise<FunctionFacts | undefined> {
  const answer = await aws.callOrUndefined({ name: 'GetFunction', functionName, qualifier }, (client) =>
    client.send(new GetFunctionCommand({ FunctionName: functionName, Qualifier: qualifier })),
  );
  if (answer?.Configuration === undefined) return undefined;
  return definedOnly({
    ...configurationFacts(answer.Configuration),
    tags: answer.Tags ?? {},
    reservedConcurrency: answer.Concurrency?.ReservedConcurrentExecutions,
  });
}

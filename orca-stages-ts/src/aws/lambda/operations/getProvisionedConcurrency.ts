import { GetProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { ProvisionedFacts } from '../../../model/provisionedFacts';
import type { LambdaCaller } from '../../lambdaCaller';
import { provisionedFacts } from '../provisionedFacts';

/** Provisioned concurrency of a version or alias, undefined when there is none. */
export async function getProvisionedConcurrency(
  aws: LambdaCaller,
  functionName: string,
  qualifier: string,
): Promise<ProvisionedFacts | undefined> {
  const facts = { name: 'GetProvisionedConcurrencyConfig', functionName, qualifier };
  const answer = await aws.callOrUndefined(facts, (client) =>
    client.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: functionName, Qualifier: qualifier })),
  );
  return answer === undefined ? undefined : provisionedFacts(answer);
}

import { ListProvisionedConcurrencyConfigsCommand } from '@aws-sdk/client-lambda';
import type { ProvisionedFacts } from '../../../model/provisionedFacts';
import { allPages } from '../../allPages';
import type { LambdaCaller } from '../../lambdaCaller';
import { provisionedFacts } from '../provisionedFacts';

/** Provisioned concurrency of every version and alias that has some. */
export async function listProvisionedConcurrency(
  aws: LambdaCaller,
  functionName: string,
): Promise<(ProvisionedFacts & { qualifier: string })[]> {
  const found = await allPages(async (marker) => {
    const page = await aws.call({ name: 'ListProvisionedConcurrencyConfigs', functionName }, (client) =>
      client.send(
        new ListProvisionedConcurrencyConfigsCommand({ FunctionName: functionName, Marker: marker, MaxItems: 50 }),
      ),
    );
    return { items: page.ProvisionedConcurrencyConfigs ?? [], next: page.NextMarker };
  });
  return found.map((config) => ({
    ...provisionedFacts(config),
    qualifier: (config.FunctionArn ?? '').split(':').at(-1) ?? '',
  }));
}

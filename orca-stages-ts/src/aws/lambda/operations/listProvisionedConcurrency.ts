import { ListProvisionedConcurrencyConfigsCommand } from '@aws-sdk/client-lambda';
import { allPages } from '../../allPages';
import type { LambdaOperation } from '../lambdaOperation';
import { provisionedFacts } from '../provisionedFacts';

/** The provisioned concurrency of every version and alias that has any. */
export const listProvisionedConcurrency: LambdaOperation<'listProvisionedConcurrency'> = {
  call: 'ListProvisionedConcurrencyConfigs',
  reads: true,
  async run(aws, functionName) {
    const found = await allPages(async (marker) => {
      const page = await aws.call({ functionName }, (client) =>
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
  },
};

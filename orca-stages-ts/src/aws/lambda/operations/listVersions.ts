import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { allPages } from '../../allPages';
import { configurationFacts } from '../configurationFacts';
import type { LambdaOperation } from '../lambdaOperation';

/** All published versions, newest first. AWS returns at most 50 per page. */
export const listVersions: LambdaOperation<'listVersions'> = {
  call: 'ListVersionsByFunction',
  reads: true,
  async run(aws, functionName) {
    const found = await allPages(async (marker) => {
      const page = await aws.call({ functionName }, (client) =>
        client.send(new ListVersionsByFunctionCommand({ FunctionName: functionName, Marker: marker, MaxItems: 50 })),
      );
      return { items: page.Versions ?? [], next: page.NextMarker };
    });
    return found
      .map(configurationFacts)
      .filter((version) => version.version !== '$LATEST')
      .sort((a, b) => Number(b.version) - Number(a.version));
  },
};

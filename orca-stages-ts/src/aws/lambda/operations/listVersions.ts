import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import type { ConfigurationFacts } from '../../../model/functionFacts';
import { allPages } from '../../allPages';
import { configurationFacts } from '../configurationFacts';
import type { LambdaCaller } from '../../lambdaCaller';

/** All published versions, newest first. AWS answers at most 50 a page. */
export async function listVersions(aws: LambdaCaller, functionName: string): Promise<ConfigurationFacts[]> {
  const found = await allPages(async (marker) => {
    const page = await aws.call({ name: 'ListVersionsByFunction', functionName }, (client) =>
      client.send(new ListVersionsByFunctionCommand({ FunctionName: functionName, Marker: marker, MaxItems: 50 })),
    );
    return { items: page.Versions ?? [], next: page.NextMarker };
  });
  return found
    .map(configurationFacts)
    .filter((version) => version.version !== '$LATEST')
    .sort((a, b) => Number(b.version) - Number(a.version));
}

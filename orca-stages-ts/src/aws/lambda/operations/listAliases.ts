import { ListAliasesCommand } from '@aws-sdk/client-lambda';
import type { AliasFacts } from '../../../model/aliasFacts';
import { aliasFacts } from '../aliasFacts';
import { allPages } from '../../allPages';
import type { LambdaCaller } from '../../lambdaCaller';

/** Every alias of the function. */
export async function listAliases(aws: LambdaCaller, functionName: string): Promise<AliasFacts[]> {
  const found = await allPages(async (marker) => {
    const page = await aws.call({ name: 'ListAliases', functionName }, (client) =>
      client.send(new ListAliasesCommand({ FunctionName: functionName, Marker: marker, MaxItems: 10_000 })),
    );
    return { items: page.Aliases ?? [], next: page.NextMarker };
  });
  return found.map(aliasFacts);
}

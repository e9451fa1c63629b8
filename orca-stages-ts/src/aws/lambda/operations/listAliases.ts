import { ListAliasesCommand } from '@aws-sdk/client-lambda';
import { allPages } from '../../allPages';
import { aliasFacts } from '../aliasFacts';
import type { LambdaOperation } from '../lambdaOperation';

/** Every alias of the function. */
export const listAliases: LambdaOperation<'listAliases'> = {
  call: 'ListAliases',
  reads: true,
  async run(aws, functionName) {
    const found = await allPages(async (marker) => {
      const page = await aws.call({ functionName }, (client) =>
        client.send(new ListAliasesCommand({ FunctionName: functionName, Marker: marker, MaxItems: 10_000 })),
      );
      return { items: page.Aliases ?? [], next: page.NextMarker };
    });
    return found.map(aliasFacts);
  },
};

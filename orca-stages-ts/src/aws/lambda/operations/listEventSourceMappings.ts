import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { allPages } from '../../allPages';
import type { LambdaOperation } from '../lambdaOperation';
import { mappingFacts } from '../mappingFacts';

/** Mappings of exactly this function or qualifier; AWS lists one qualifier at a time. */
export const listEventSourceMappings: LambdaOperation<'listEventSourceMappings'> = {
  call: 'ListEventSourceMappings',
  reads: true,
  iamResource: '*',
  async run(aws, functionName) {
    const found = await allPages(async (marker) => {
      const page = await aws.call({ functionName }, (client) =>
        client.send(new ListEventSourceMappingsCommand({ FunctionName: functionName, Marker: marker, MaxItems: 100 })),
      );
      return { items: page.EventSourceMappings ?? [], next: page.NextMarker };
    });
    return found.map(mappingFacts).filter((mapping) => mapping.functionArn.endsWith(`:function:${functionName}`));
  },
};

import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { allPages } from '../../allPages';
import type { LambdaOperation } from '../lambdaOperation';
import { mappingFacts } from '../mappingFacts';

/**
 * Mappings of exactly this function or qualifier, because AWS lists one qualifier at a time. Those of a source to any
 * qualifier are found by the source: AWS lists all of them, also those to other functions.
 */
export const listEventSourceMappings: LambdaOperation<'listEventSourceMappings'> = {
  call: 'ListEventSourceMappings',
  reads: true,
  iamResource: 'eventSources',
  async run(aws, functionName, ofSource) {
    const filter = ofSource === undefined ? { FunctionName: functionName } : { EventSourceArn: ofSource };
    const found = await allPages(async (marker) => {
      const page = await aws.call({ functionName }, (client) =>
        client.send(new ListEventSourceMappingsCommand({ ...filter, Marker: marker, MaxItems: 100 })),
      );
      return { items: page.EventSourceMappings ?? [], next: page.NextMarker };
    });
    return found
      .map(mappingFacts)
      .filter(({ functionArn }) =>
        ofSource === undefined
          ? functionArn.endsWith(`:function:${functionName}`)
          : functionArn.split(':')[6] === functionName,
      );
  },
};

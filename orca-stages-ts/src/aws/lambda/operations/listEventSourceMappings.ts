import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import type { MappingFacts } from '../../../model/mappingFacts';
import { allPages } from '../../allPages';
import type { LambdaCaller } from '../../lambdaCaller';
import { mappingFacts } from '../mappingFacts';

/** Mappings of exactly this function or qualifier; AWS lists one qualifier at a time. */
export async function listEventSourceMappings(aws: LambdaCaller, functionName: string): Promise<MappingFacts[]> {
  const found = await allPages(async (marker) => {
    const page = await aws.call({ name: 'ListEventSourceMappings', functionName }, (client) =>
      client.send(new ListEventSourceMappingsCommand({ FunctionName: functionName, Marker: marker, MaxItems: 100 })),
    );
    return { items: page.EventSourceMappings ?? [], next: page.NextMarker };
  });
  return found.map(mappingFacts).filter((mapping) => mapping.functionArn.endsWith(`:function:${functionName}`));
}

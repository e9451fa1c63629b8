import { GetEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { MappingFacts } from '../../../model/mappingFacts';
import type { LambdaCaller } from '../../lambdaCaller';
import { mappingFacts } from '../mappingFacts';

/** One mapping, undefined when it is gone. */
export async function getEventSourceMapping(aws: LambdaCaller, uuid: string): Promise<MappingFacts | undefined> {
  const answer = await aws.callOrUndefined(
    { name: 'GetEventSourceMapping', thing: `event source mapping ${uuid}` },
    (client) => client.send(new GetEventSourceMappingCommand({ UUID: uuid })),
  );
  return answer === undefined ? undefined : mappingFacts(answer);
}

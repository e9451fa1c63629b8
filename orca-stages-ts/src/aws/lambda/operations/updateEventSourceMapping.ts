import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { MappingFacts, MappingSpec } from '../../../model/mappingFacts';
import type { LambdaCaller } from '../../lambdaCaller';
import { mappingFacts } from '../mappingFacts';
import { mappingInput } from '../mappingInput';

/** Changes what is given; a starting position cannot be changed and is not sent. */
export async function updateEventSourceMapping(
  aws: LambdaCaller,
  spec: MappingSpec & { uuid: string },
): Promise<MappingFacts> {
  const facts = { name: 'UpdateEventSourceMapping', thing: `event source mapping ${spec.uuid}` };
  const answer = await aws.call(facts, (client) =>
    client.send(new UpdateEventSourceMappingCommand({ ...mappingInput(spec), UUID: spec.uuid })),
  );
  return mappingFacts(answer);
}

import { CreateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { MappingFacts, MappingSpec } from '../../../model/mappingFacts';
import type { LambdaCaller } from '../../lambdaCaller';
import { mappingFacts } from '../mappingFacts';
import { mappingInput, startingPositionInput } from '../mappingInput';

/** Connects a source to a function or alias; the answer is Creating until settled. */
export async function createEventSourceMapping(
  aws: LambdaCaller,
  spec: MappingSpec & { functionName: string; eventSourceArn: string },
): Promise<MappingFacts> {
  const facts = { name: 'CreateEventSourceMapping', functionName: spec.functionName };
  const answer = await aws.call(facts, (client) =>
    client.send(
      new CreateEventSourceMappingCommand({
        ...mappingInput(spec),
        ...startingPositionInput(spec),
        FunctionName: spec.functionName,
        EventSourceArn: spec.eventSourceArn,
      }),
    ),
  );
  return mappingFacts(answer);
}

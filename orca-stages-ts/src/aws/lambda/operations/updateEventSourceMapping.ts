import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';
import { mappingFacts } from '../mappingFacts';
import { mappingInput } from '../mappingInput';

/** Changes the given settings; a starting position can't be changed and is not sent. */
export const updateEventSourceMapping: LambdaOperation<'updateEventSourceMapping'> = {
  call: 'UpdateEventSourceMapping',
  reads: false,
  iamResource: 'eventSource',
  async run(aws, spec) {
    const facts = { thing: `event source mapping ${spec.uuid}` };
    const answer = await aws.call(facts, (client) =>
      client.send(new UpdateEventSourceMappingCommand({ ...mappingInput(spec), UUID: spec.uuid })),
    );
    return mappingFacts(answer);
  },
};

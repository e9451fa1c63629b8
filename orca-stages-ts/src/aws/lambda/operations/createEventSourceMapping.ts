import { CreateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';
import { mappingFacts } from '../mappingFacts';
import { mappingInput, startingPositionInput } from '../mappingInput';

/** Connects a source to a function or alias; the mapping is Creating until it has settled. */
export const createEventSourceMapping: LambdaOperation<'createEventSourceMapping'> = {
  call: 'CreateEventSourceMapping',
  reads: false,
  iamResource: 'newEventSource',
  async run(aws, spec) {
    const facts = { functionName: spec.functionName };
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
  },
};

import { GetEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';
import { mappingFacts } from '../mappingFacts';

/** One mapping, undefined when it is gone. */
export const getEventSourceMapping: LambdaOperation<'getEventSourceMapping'> = {
  call: 'GetEventSourceMapping',
  reads: true,
  iamResource: 'eventSourceOrGone',
  async run(aws, uuid) {
    const answer = await aws.callOrUndefined({ thing: `event source mapping ${uuid}` }, (client) =>
      client.send(new GetEventSourceMappingCommand({ UUID: uuid })),
    );
    return answer === undefined ? undefined : mappingFacts(answer);
  },
};

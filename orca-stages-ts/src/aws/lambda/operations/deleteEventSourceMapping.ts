import { DeleteEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Deletes a mapping; it is Deleting until it is gone. */
export const deleteEventSourceMapping: LambdaOperation<'deleteEventSourceMapping'> = {
  call: 'DeleteEventSourceMapping',
  reads: false,
  iamResource: 'eventSource',
  async run(aws, uuid) {
    await aws.call({ thing: `event source mapping ${uuid}` }, (client) =>
      client.send(new DeleteEventSourceMappingCommand({ UUID: uuid })),
    );
  },
};

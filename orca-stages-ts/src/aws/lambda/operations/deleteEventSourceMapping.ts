import { DeleteEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Deletes a mapping; it is Deleting until it is gone. */
export async function deleteEventSourceMapping(aws: LambdaCaller, uuid: string): Promise<void> {
  await aws.call({ name: 'DeleteEventSourceMapping', thing: `event source mapping ${uuid}` }, (client) =>
    client.send(new DeleteEventSourceMappingCommand({ UUID: uuid })),
  );
}

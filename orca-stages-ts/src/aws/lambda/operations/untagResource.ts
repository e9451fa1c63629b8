import { UntagResourceCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Removes tags of a function by key. */
export async function untagResource(aws: LambdaCaller, functionArn: string, keys: string[]): Promise<void> {
  await aws.call({ name: 'UntagResource', thing: functionArn }, (client) =>
    client.send(new UntagResourceCommand({ Resource: functionArn, TagKeys: keys })),
  );
}

import { TagResourceCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Sets tags of a function; others stay. */
export async function tagResource(aws: LambdaCaller, functionArn: string, tags: Record<string, string>): Promise<void> {
  await aws.call({ name: 'TagResource', thing: functionArn }, (client) =>
    client.send(new TagResourceCommand({ Resource: functionArn, Tags: tags })),
  );
}

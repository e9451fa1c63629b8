import { ListTagsCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Tags of a function. */
export async function listTags(aws: LambdaCaller, functionArn: string): Promise<Record<string, string>> {
  const answer = await aws.call({ name: 'ListTags', thing: functionArn }, (client) =>
    client.send(new ListTagsCommand({ Resource: functionArn })),
  );
  return answer.Tags ?? {};
}

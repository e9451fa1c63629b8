import { ListTagsCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Tags of a function. */
export const listTags: LambdaOperation<'listTags'> = {
  call: 'ListTags',
  reads: true,
  async run(aws, functionArn) {
    const answer = await aws.call({ thing: functionArn }, (client) =>
      client.send(new ListTagsCommand({ Resource: functionArn })),
    );
    return answer.Tags ?? {};
  },
};

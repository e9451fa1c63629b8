import { UntagResourceCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Removes tags of a function by key. */
export const untagResource: LambdaOperation<'untagResource'> = {
  call: 'UntagResource',
  reads: false,
  async run(aws, functionArn, keys) {
    await aws.call({ thing: functionArn }, (client) =>
      client.send(new UntagResourceCommand({ Resource: functionArn, TagKeys: keys })),
    );
  },
};

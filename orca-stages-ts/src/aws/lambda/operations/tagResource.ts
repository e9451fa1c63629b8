import { TagResourceCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Sets tags of a function; other tags stay. */
export const tagResource: LambdaOperation<'tagResource'> = {
  call: 'TagResource',
  reads: false,
  async run(aws, functionArn, tags) {
    await aws.call({ thing: functionArn }, (client) =>
      client.send(new TagResourceCommand({ Resource: functionArn, Tags: tags })),
    );
  },
};

import { PublishVersionCommand } from '@aws-sdk/client-lambda';
import { configurationFacts } from '../configurationFacts';
import type { LambdaOperation } from '../lambdaOperation';

/** Publishes the unpublished head; if code and configuration have not changed, AWS returns the existing version. */
export const publishVersion: LambdaOperation<'publishVersion'> = {
  call: 'PublishVersion',
  reads: false,
  async run(aws, spec) {
    const answer = await aws.call({ functionName: spec.functionName }, (client) =>
      client.send(
        new PublishVersionCommand({
          FunctionName: spec.functionName,
          CodeSha256: spec.codeSha256,
          Description: spec.description,
          RevisionId: spec.revisionId,
        }),
      ),
    );
    return configurationFacts(answer);
  },
};

import { UpdateFunctionCodeCommand, type Architecture } from '@aws-sdk/client-lambda';
import { configurationFacts } from '../configurationFacts';
import type { LambdaOperation } from '../lambdaOperation';

/**
 * Updates the function's code. With `publish`, returns the new version, which is Pending until it has settled. With
 * `dryRun`, changes nothing and returns the hash.
 */
export const updateFunctionCode: LambdaOperation<'updateFunctionCode'> = {
  call: 'UpdateFunctionCode',
  reads: false,
  async run(aws, spec) {
    const answer = await aws.call(
      {
        dryRun: spec.dryRun,
        functionName: spec.functionName,
        code: spec.code,
      },
      (client) =>
        client.send(
          new UpdateFunctionCodeCommand({
            FunctionName: spec.functionName,
            S3Bucket: spec.code.bucket,
            S3Key: spec.code.key,
            S3ObjectVersion: spec.code.objectVersion,
            Architectures: spec.architectures as Architecture[] | undefined,
            Publish: spec.publish,
            DryRun: spec.dryRun,
            RevisionId: spec.revisionId,
          }),
        ),
    );
    return configurationFacts(answer);
  },
};

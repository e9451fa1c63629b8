import { UpdateFunctionCodeCommand, type Architecture } from '@aws-sdk/client-lambda';
import type { ConfigurationFacts } from '../../../model/functionFacts';
import type { UpdateCodeSpec } from '../../../model/functionSpecs';
import { configurationFacts } from '../configurationFacts';
import type { LambdaCaller } from '../../lambdaCaller';

/** Gives the function other code. With `publish` the answer is the new version, Pending until settled; with `dryRun` nothing changes and the hash is told. */
export async function updateFunctionCode(aws: LambdaCaller, spec: UpdateCodeSpec): Promise<ConfigurationFacts> {
  const answer = await aws.call(
    {
      name: spec.dryRun === true ? 'UpdateFunctionCode (dry run)' : 'UpdateFunctionCode',
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
}

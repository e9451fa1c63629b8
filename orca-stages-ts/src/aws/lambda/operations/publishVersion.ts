import { PublishVersionCommand } from '@aws-sdk/client-lambda';
import type { ConfigurationFacts } from '../../../model/functionFacts';
import { configurationFacts } from '../configurationFacts';
import type { LambdaCaller } from '../../lambdaCaller';

/** Publishes what the unpublished head holds; unchanged code and configuration answer the existing version. */
export async function publishVersion(
  aws: LambdaCaller,
  spec: { functionName: string; codeSha256?: string; description?: string; revisionId?: string },
): Promise<ConfigurationFacts> {
  const answer = await aws.call({ name: 'PublishVersion', functionName: spec.functionName }, (client) =>
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
}

import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { aliasFacts } from '../aliasFacts';
import { aliasInput } from '../aliasInput';
import type { LambdaOperation } from '../lambdaOperation';

/**
 * Updates an alias. With a revision ID, only if nobody has changed the alias since (otherwise awsConflict, awsCode
 * PreconditionFailedException).
 */
export const updateAlias: LambdaOperation<'updateAlias'> = {
  call: 'UpdateAlias',
  reads: false,
  async run(aws, spec) {
    const facts = { functionName: spec.functionName, qualifier: spec.aliasName };
    const answer = await aws.call(facts, (client) =>
      client.send(new UpdateAliasCommand({ ...aliasInput(spec), RevisionId: spec.revisionId })),
    );
    return aliasFacts(answer);
  },
};

import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { aliasFacts } from '../aliasFacts';
import { aliasInput } from '../aliasInput';
import type { LambdaOperation } from '../lambdaOperation';

/** Moves an alias; with a revision id only if nobody changed it since (else awsConflict, awsCode PreconditionFailedException). */
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

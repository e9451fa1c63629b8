import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { AliasFacts, AliasSpec } from '../../../model/aliasFacts';
import { aliasFacts } from '../aliasFacts';
import { aliasInput } from '../aliasInput';
import type { LambdaCaller } from '../../lambdaCaller';

/** Moves an alias; with a revision id only if nobody changed it since (else awsConflict, awsCode PreconditionFailedException). */
export async function updateAlias(aws: LambdaCaller, spec: AliasSpec & { revisionId?: string }): Promise<AliasFacts> {
  const facts = { name: 'UpdateAlias', functionName: spec.functionName, qualifier: spec.aliasName };
  const answer = await aws.call(facts, (client) =>
    client.send(new UpdateAliasCommand({ ...aliasInput(spec), RevisionId: spec.revisionId })),
  );
  return aliasFacts(answer);
}

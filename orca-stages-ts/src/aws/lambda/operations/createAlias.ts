import { CreateAliasCommand } from '@aws-sdk/client-lambda';
import type { AliasFacts, AliasSpec } from '../../../model/aliasFacts';
import { aliasFacts } from '../aliasFacts';
import { aliasInput } from '../aliasInput';
import type { LambdaCaller } from '../../lambdaCaller';

/** Creates an alias; an existing one of the name is awsConflict. */
export async function createAlias(aws: LambdaCaller, spec: AliasSpec): Promise<AliasFacts> {
  const answer = await aws.call(
    { name: 'CreateAlias', functionName: spec.functionName, qualifier: spec.aliasName },
    (client) => client.send(new CreateAliasCommand(aliasInput(spec))),
  );
  return aliasFacts(answer);
}

import { GetAliasCommand } from '@aws-sdk/client-lambda';
import type { AliasFacts } from '../../../model/aliasFacts';
import { aliasFacts } from '../aliasFacts';
import type { LambdaCaller } from '../../lambdaCaller';

/** The alias as AWS has it now. */
export async function getAlias(
  aws: LambdaCaller,
  functionName: string,
  aliasName: string,
): Promise<AliasFacts | undefined> {
  const answer = await aws.callOrUndefined({ name: 'GetAlias', functionName, qualifier: aliasName }, (client) =>
    client.send(new GetAliasCommand({ FunctionName: functionName, Name: aliasName })),
  );
  return answer === undefined ? undefined : aliasFacts(answer);
}

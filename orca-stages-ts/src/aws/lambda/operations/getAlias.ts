import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { aliasFacts } from '../aliasFacts';
import type { LambdaOperation } from '../lambdaOperation';

/** The alias as AWS has it now. */
export const getAlias: LambdaOperation<'getAlias'> = {
  call: 'GetAlias',
  reads: true,
  async run(aws, functionName, aliasName) {
    const answer = await aws.callOrUndefined({ functionName, qualifier: aliasName }, (client) =>
      client.send(new GetAliasCommand({ FunctionName: functionName, Name: aliasName })),
    );
    return answer === undefined ? undefined : aliasFacts(answer);
  },
};

import { DeleteAliasCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Deletes an alias. AWS takes no revision, so look at the alias first. */
export const deleteAlias: LambdaOperation<'deleteAlias'> = {
  call: 'DeleteAlias',
  reads: false,
  async run(aws, functionName, aliasName) {
    await aws.call({ functionName, qualifier: aliasName }, (client) =>
      client.send(new DeleteAliasCommand({ FunctionName: functionName, Name: aliasName })),
    );
  },
};

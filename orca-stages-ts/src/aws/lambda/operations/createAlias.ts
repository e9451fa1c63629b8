import { CreateAliasCommand } from '@aws-sdk/client-lambda';
import { aliasFacts } from '../aliasFacts';
import { aliasInput } from '../aliasInput';
import type { LambdaOperation } from '../lambdaOperation';

/** Creates an alias; if one with this name exists, throws awsConflict. */
export const createAlias: LambdaOperation<'createAlias'> = {
  call: 'CreateAlias',
  reads: false,
  async run(aws, spec) {
    const answer = await aws.call({ functionName: spec.functionName, qualifier: spec.aliasName }, (client) =>
      client.send(new CreateAliasCommand(aliasInput(spec))),
    );
    return aliasFacts(answer);
  },
};

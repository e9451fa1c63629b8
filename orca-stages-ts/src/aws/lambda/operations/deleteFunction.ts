import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Deletes one version or, without a qualifier, the function with all its versions and aliases. */
export const deleteFunction: LambdaOperation<'deleteFunction'> = {
  call: 'DeleteFunction',
  reads: false,
  iamResource: 'functionOrVersion',
  async run(aws, functionName, qualifier) {
    await aws.call({ functionName, qualifier }, (client) =>
      client.send(new DeleteFunctionCommand({ FunctionName: functionName, Qualifier: qualifier })),
    );
  },
};

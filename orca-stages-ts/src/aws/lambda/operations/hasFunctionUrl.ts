import { GetFunctionUrlConfigCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/** Whether a function URL exists for the qualifier; the URL itself is not passed on. */
export const hasFunctionUrl: LambdaOperation<'hasFunctionUrl'> = {
  call: 'GetFunctionUrlConfig',
  reads: true,
  iamResource: 'functionOrVersion',
  async run(aws, functionName, qualifier) {
    const answer = await aws.callOrUndefined({ functionName, qualifier }, (client) =>
      client.send(new GetFunctionUrlConfigCommand({ FunctionName: functionName, Qualifier: qualifier })),
    );
    return answer !== undefined;
  },
};

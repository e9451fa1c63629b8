import { GetFunctionUrlConfigCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Whether a function URL exists for the qualifier; the URL itself is not passed on. */
export async function hasFunctionUrl(aws: LambdaCaller, functionName: string, qualifier?: string): Promise<boolean> {
  const answer = await aws.callOrUndefined({ name: 'GetFunctionUrlConfig', functionName, qualifier }, (client) =>
    client.send(new GetFunctionUrlConfigCommand({ FunctionName: functionName, Qualifier: qualifier })),
  );
  return answer !== undefined;
}

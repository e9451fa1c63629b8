import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import type { LambdaCaller } from '../../lambdaCaller';

/** Deletes one version, or without a qualifier the function with all versions and aliases. */
export async function deleteFunction(aws: LambdaCaller, functionName: string, qualifier?: string): Promise<void> {
  await aws.call({ name: 'DeleteFunction', functionName, qualifier }, (client) =>
    client.send(new DeleteFunctionCommand({ FunctionName: functionName, Qualifier: qualifier })),
  );
}

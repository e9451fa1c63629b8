import type { AwsCaller } from './awsCaller';
import type { AwsCallDeclaration, AwsOperations, PortOf } from './awsOperation';
import type { CallFacts } from './callFacts';

/** The port of a service, derived from its operations; each call gets a caller for its own operation. */
export function bindOperations<
  Operations extends AwsOperations<Client, Facts, Pool>,
  Client,
  Facts extends CallFacts,
  Pool extends string,
>(
  operations: Operations,
  callerOf: (operation: AwsCallDeclaration<Pool>) => AwsCaller<Client, Facts>,
): PortOf<Operations> {
  const methods = Object.entries(operations).map(([method, operation]) => [
    method,
    (...input: unknown[]) => operation.run(callerOf(operation), ...input),
  ]);
  // The type of fromEntries has no single keys; PortOf says which they are.
  return Object.fromEntries(methods) as PortOf<Operations>;
}

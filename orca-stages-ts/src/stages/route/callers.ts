import { StageError, type RouteInput } from 'stage-contract';
import type { LambdaPort } from '../../model/lambdaPort';
import type { OperationFacts } from '../../model/operationFacts';
import type { PolicyStatement } from '../../model/policyStatement';
import { targetWords } from '../../model/target';

/** Who may call the function itself, past its aliases. */
export interface Callers {
  eventSources: string[];
  statements: PolicyStatement[];
  functionUrl: boolean;
}

/** Reads who may call the function itself; a function URL costs a call more, and is only looked for where the answer decides. */
export async function readCallers(lambda: LambdaPort, functionName: string, urlToo: boolean): Promise<Callers> {
  const [mappings, statements, functionUrl] = await Promise.all([
    lambda.listEventSourceMappings(functionName),
    lambda.getPolicy(functionName),
    urlToo ? lambda.hasFunctionUrl(functionName) : false,
  ]);
  // AWS lists the mappings of every qualifier under the function's name; only those of the bare function pass the alias by.
  const bare = mappings.filter((mapping) => mapping.functionArn.split(':').length === 7);
  return { eventSources: bare.map((mapping) => mapping.eventSourceArn), statements: statements ?? [], functionUrl };
}

/** Callers that pass the alias by: they will not follow the weights. A warning, or refused with `requireAliasCallers`. Pure. */
export function callerWarnings(input: RouteInput, callers: Callers | undefined, operation: OperationFacts): string[] {
  if (callers === undefined) return [];
  const names = [
    ...callers.eventSources.map((arn) => `event source ${arn.split(':').at(-1)}`),
    ...callers.statements
      .filter((statement) => statement.effect === 'Allow')
      .map((statement) => `${statement.principal} (statement ${statement.sid})`),
    ...(callers.functionUrl ? ['the function URL'] : []),
  ];
  if (names.length === 0) return [];
  const what = `${names.length} ${names.length === 1 ? 'caller bypasses' : 'callers bypass'} the alias and will not follow the weights: ${names.join(', ')} ${names.length === 1 ? 'calls' : 'call'} the function itself.`;
  if (input.requireAliasCallers !== true) return [what];
  throw new StageError({
    code: 'invalidInput',
    what,
    where: targetWords(operation.target, input.aliasName),
    next: `Point them at ${operation.target.functionName}:${input.aliasName}, or switch requireAliasCallers off.`,
  });
}

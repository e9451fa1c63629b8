import { say, type Caller, type Saying, StageError, type RouteInput } from 'stage-contract';
import type { LambdaPort } from '../../model/lambdaPort';
import type { OperationFacts } from '../../model/operationFacts';
import type { PolicyStatement } from '../../model/policyStatement';
import { targetWords } from '../../model/target';

/** Who may call the function directly, bypassing its aliases. */
export interface Callers {
  eventSources: string[];
  statements: PolicyStatement[];
  functionUrl: boolean;
}

/**
 * Reads who may call the function directly. A function URL costs an extra call, so it is only read if the answer
 * matters.
 */
export async function readCallers(lambda: LambdaPort, functionName: string, urlToo: boolean): Promise<Callers> {
  const [mappings, statements, functionUrl] = await Promise.all([
    lambda.listEventSourceMappings(functionName),
    lambda.getPolicy(functionName),
    urlToo ? lambda.hasFunctionUrl(functionName) : false,
  ]);
  // AWS lists the mappings of every qualifier under the function's name; only those of the unqualified function bypass
  // the alias.
  const bare = mappings.filter((mapping) => mapping.functionArn.split(':').length === 7);
  return { eventSources: bare.map((mapping) => mapping.eventSourceArn), statements: statements ?? [], functionUrl };
}

/**
 * Callers that bypass the alias, so weights don't apply to them. A warning, or a failure with `requireAliasCallers`.
 * Pure.
 */
export function callerWarnings(input: RouteInput, callers: Callers | undefined, operation: OperationFacts): Saying[] {
  if (callers === undefined) return [];
  const bypassing: Caller[] = [
    ...callers.eventSources.map((arn) => ({ kind: 'eventSource' as const, name: arn.split(':').at(-1) ?? arn })),
    ...callers.statements
      .filter((statement) => statement.effect === 'Allow')
      .map(({ principal, sid }) => ({ kind: 'statement' as const, principal, sid })),
    ...(callers.functionUrl ? [{ kind: 'functionUrl' as const }] : []),
  ];
  if (bypassing.length === 0) return [];
  const what = say('callersBypassAlias', { callers: bypassing });
  if (input.requireAliasCallers !== true) return [what];
  throw new StageError({
    code: 'invalidInput',
    what,
    where: targetWords(operation.target, input.aliasName),
    next: say('pointCallersAtAlias', { functionName: operation.target.functionName, alias: input.aliasName }),
  });
}

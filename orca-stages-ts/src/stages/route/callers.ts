import { StageError, type RouteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { targetWords } from '../../model/target';
import type { RouteObserved } from './routeTypes';

/** Callers that pass the alias by: they will not follow the weights. A warning, or refused with `requireAliasCallers`. Pure. */
export function callerWarnings(
  input: RouteInput,
  callers: RouteObserved['callers'],
  operation: OperationFacts,
): string[] {
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

import { problem, StageError, type DeleteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { targetWords } from '../../model/target';
import type { DeleteObserved } from './observe';
import type { DeleteStep } from './steps';
import { counted } from './words';

/** `$ALL`: event source mappings first, because AWS leaves them behind, then the function with its versions and aliases. */
export function planFunctionDeletion(
  input: DeleteInput,
  observed: DeleteObserved,
  operation: OperationFacts,
): Plan<DeleteStep> {
  if (!observed.functionExists) return alreadyGone(input, operation);
  confirmAliases(input, observed, operation);
  const steps: DeleteStep[] = observed.mappings.map(({ uuid, eventSourceArn, functionArn }) => ({
    id: `delete-mapping-${uuid}`,
    mutates: true,
    action: { kind: 'mapping', uuid },
    sentence: `Delete the event source mapping of ${eventSourceArn} (${qualifierOf(functionArn, input.functionName)})`,
  }));
  if (steps.length > 0) {
    const uuids = observed.mappings.map((mapping) => mapping.uuid);
    steps.push({
      id: 'mappings-gone',
      sentence: `Wait until ${counted(uuids.length, 'event source mapping')} ${uuids.length === 1 ? 'is' : 'are'} gone`,
      mutates: false,
      action: { kind: 'mappingsGone', uuids },
    });
  }
  const versions = observed.versions.map((one) => one.version);
  const words = [
    counted(versions.length, 'version'),
    counted(observed.aliases.length, 'alias', 'aliases'),
    counted(observed.mappings.length, 'event source mapping'),
  ].join(', ');
  steps.push({
    id: 'delete-function',
    sentence: `Delete ${input.functionName} with ${words}`,
    mutates: true,
    action: { kind: 'function', versions, words },
  });
  return { steps };
}

function alreadyGone(input: DeleteInput, operation: OperationFacts): Plan<DeleteStep> {
  if (input.failIfNothingToDelete === true) {
    throw new StageError({
      code: 'nothingToDelete',
      what: `Nothing to delete: ${input.functionName} does not exist.`,
      where: targetWords(operation.target),
    });
  }
  return {
    steps: [],
    report: {
      deletions: [{ version: '$ALL', result: 'gone' }],
      warnings: [`Nothing was deleted: ${input.functionName} does not exist.`],
    },
  };
}

/** An alias is what callers call: whoever deletes it with the function must have meant it. */
function confirmAliases(input: DeleteInput, observed: DeleteObserved, operation: OperationFacts): void {
  if (observed.aliases.length === 0 || input.confirmFunctionName === input.functionName) return;
  const names = observed.aliases.map((alias) => alias.aliasName).join(', ');
  throw new StageError({
    code: 'protectedVersion',
    what: `${input.functionName} was not deleted: its aliases are in use (${names}).`,
    where: targetWords(operation.target),
    next: `Set confirmFunctionName to ${input.functionName} to delete the function with its aliases.`,
    problems: [problem('confirmFunctionName', 'confirmationMissing', { functionName: input.functionName })],
  });
}

function qualifierOf(functionArn: string, functionName: string): string {
  const qualifier = functionArn.split(':')[7];
  return qualifier === undefined ? functionName : `${functionName}:${qualifier}`;
}

import { say, StageError, type DeleteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { sentenceOf } from '../../model/step';
import { targetWords } from '../../model/target';
import type { DeleteObserved } from './observed';
import type { DeleteStep } from './steps';

/**
 * `$ALL`: event source mappings first, because AWS leaves them behind, then the function with its versions and aliases.
 */
export function planFunctionDeletion(
  input: DeleteInput,
  observed: DeleteObserved,
  operation: OperationFacts,
): Plan<DeleteStep> {
  if (!observed.functionExists) return alreadyGone(input, operation);
  const steps: DeleteStep[] = observed.mappings.map(({ uuid, eventSourceArn, functionArn }) => ({
    id: `delete-mapping-${uuid}`,
    kind: 'deleteMapping',
    mutates: true,
    uuid,
    ...sentenceOf(
      say('deleteEventSourceMapping', { eventSourceArn, called: qualifierOf(functionArn, input.functionName) }),
    ),
  }));
  if (steps.length > 0) {
    const uuids = observed.mappings.map((mapping) => mapping.uuid);
    steps.push({
      id: 'mappings-gone',
      kind: 'waitUntilMappingsGone',
      waits: true,
      ...sentenceOf(say('waitUntilMappingsGone', { count: uuids.length })),
      mutates: false,
      uuids,
    });
  }
  const versions = observed.versions.map((one) => one.version);
  const parts = {
    versions: versions.length,
    aliases: observed.aliases.length,
    mappings: observed.mappings.length,
  };
  steps.push({
    id: 'delete-function',
    kind: 'deleteFunction',
    ...sentenceOf(say('deleteFunction', { functionName: input.functionName, ...parts })),
    mutates: true,
    versions,
    parts,
    words: say('deletedWith', parts).words,
  });
  return { steps };
}

function alreadyGone(input: DeleteInput, operation: OperationFacts): Plan<DeleteStep> {
  if (input.failIfNothingToDelete === true) {
    throw new StageError({
      code: 'nothingToDelete',
      what: say('nothingToDeleteAtAll', { functionName: input.functionName }),
      where: targetWords(operation.target),
    });
  }
  return {
    steps: [],
    report: {
      deletions: [{ version: '$ALL', result: 'gone' }],
      warnings: [say('nothingWasDeleted', { nothing: { why: 'noFunction', functionName: input.functionName } })],
    },
  };
}

function qualifierOf(functionArn: string, functionName: string): string {
  const qualifier = functionArn.split(':')[7];
  return qualifier === undefined ? functionName : `${functionName}:${qualifier}`;
}

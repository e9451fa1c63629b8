import { say, StageError, type UpdateCodeInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { sentenceOf } from '../../model/step';
import { targetWords } from '../../model/target';
import { keptAliases, snapshotAliases } from '../shared/aliasLedger';
import {
  codeDifferences,
  headOutputs,
  inactiveWarnings,
  isExisting,
  planCode,
  type ObservedCode,
} from '../shared/code';
import type { UpdateCodeStep } from './steps';

/**
 * Plans a change of code only. Throws functionNotFound: a Deployment, or whoever owns its configuration, creates the
 * function.
 */
export function planUpdateCode(
  input: UpdateCodeInput,
  observed: ObservedCode,
  operation: OperationFacts,
): Plan<UpdateCodeStep> {
  const { target } = operation;
  if (!isExisting(observed))
    throw new StageError({
      code: 'functionNotFound',
      what: say('noFunctionToUpdate', { functionName: target.functionName }),
      where: targetWords(target),
    });
  const steps: UpdateCodeStep[] = planCode(input, observed, operation, false);
  const same: UpdateCodeStep[] = steps.some((step) => step.kind === 'code')
    ? []
    : [{ kind: 'same', id: 'same', ...sentenceOf(say('unchanged', { parts: [{ part: 'code' }] })), mutates: false }];
  const { pins, served } = snapshotAliases(observed.aliases);
  return {
    steps: [...steps, ...same],
    pins,
    served,
    report: {
      differences: codeDifferences(input, observed),
      aliases: keptAliases(observed.aliases),
      outputs: headOutputs(observed.head),
      warnings: inactiveWarnings(observed, steps),
    },
  };
}

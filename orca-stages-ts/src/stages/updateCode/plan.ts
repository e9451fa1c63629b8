import { say, StageError, type Saying, type UpdateCodeInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { sentenceOf } from '../../model/step';
import { targetWords } from '../../model/target';
import { keptAliases, snapshotAliases } from '../shared/aliasLedger';
import {
  codeDifferences,
  differingSettings,
  headOutputs,
  inactiveWarnings,
  isExisting,
  planCode,
  type ExistingCode,
} from '../shared/code';
import type { ObservedUpdateCode } from './observe';
import type { UpdateCodeStep } from './steps';

/**
 * Plans a change of code only. Throws functionNotFound: a Deployment, or whoever owns its configuration, creates the
 * function.
 */
export function planUpdateCode(
  input: UpdateCodeInput,
  observed: ObservedUpdateCode,
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
      warnings: [...inactiveWarnings(observed, steps), ...unpublishedSettings(observed)],
    },
  };
}

/**
 * Settings that somebody has left in the head since the newest version. The stage publishes them with its code: AWS only
 * publishes the head as a whole, and their owner may have meant just that. Nobody asked for it here, so they are named.
 */
function unpublishedSettings({ head, lastPublished }: ExistingCode & ObservedUpdateCode): Saying[] {
  const settings = lastPublished === undefined ? [] : differingSettings(lastPublished, head);
  if (lastPublished === undefined || settings.length === 0) return [];
  return [say('publishesOtherSettings', { settings, version: lastPublished.version })];
}
